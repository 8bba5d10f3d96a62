import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Portal, PortalFiles } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { portalsText } from '../../text/portals.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './PortalsPanel.module.css'

const text = portalsText

/** What is known of each portal and from where, and which files of the firm are refused. */
export function PortalsPanel() {
  const { portals: store } = useStores()
  const { portals, files } = useStore(store)
  const [isPending, run] = useChange()
  useEffect(() => {
    Promise.all([store.load(), store.loadFiles()]).catch(showFailure)
  }, [store])
  const reload = async (): Promise<void> => {
    const { refused } = await store.reload()
    showToast(refused.length === 0 ? { tone: 'good', text: text.reloaded } : { tone: 'warn', text: text.reloadedWith(refused.length) })
  }
  return (
    <Section
      title={text.title}
      actions={
        <Button size="small" icon={RotateCw} isPending={isPending} onPress={() => run(reload)}>
          {text.reload}
        </Button>
      }
    >
      <p className={css.muted}>{text.intro}</p>
      {files === null ? (
        <Spinner label={text.loading} />
      ) : (
        <>
          <p className={css.folder}>{files.folder}</p>
          {files.refused.map((file) => (
            <Refused key={file.fileName} file={file} />
          ))}
          <div>
            {files.inUse.map((file) => (
              <PortalFacts key={file.id} file={file} portal={portals.find(({ id }) => id === file.id) ?? null} />
            ))}
          </div>
        </>
      )}
    </Section>
  )
}

function Refused({ file: { fileName, problems } }: { readonly file: PortalFiles['refused'][number] }) {
  return (
    <Notice tone="bad" title={text.refused(fileName)}>
      <ul className={css.problems}>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  )
}

function PortalFacts({ file, portal }: { readonly file: PortalFiles['inUse'][number]; readonly portal: Portal | null }) {
  return (
    <details className={css.portal}>
      <summary className={css.summary}>
        <span className={css.name}>{file.name}</span>
        <span className={css.muted}>{text.version(file.version)}</span>
        {file.origin !== 'shipped' && <Badge tone="info">{text.origin[file.origin](file.replacedVersion)}</Badge>}
      </summary>
      <ul className={css.facts}>
        {portal?.facts.length === 0 && <li className={css.muted}>{text.noFacts}</li>}
        {portal?.facts.map((fact) => (
          <li key={fact.text}>
            {fact.text}
            <div className={css.source}>
              {text.certainty[fact.certainty]} · {fact.source}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

import { Download, FolderInput, QrCode } from 'lucide-react'
import { useState } from 'react'
import { exportsText } from '../../text/exports.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { AuthenticatorsForm } from './AuthenticatorsForm.tsx'
import { EverythingForm } from './EverythingForm.tsx'
import css from './Exports.module.css'
import { ImportArchive } from './ImportArchive.tsx'

const text = exportsText

/** Everything goes out, and an archive comes back in. */
export function ExportScreen() {
  const [open, setOpen] = useState<'everything' | 'authenticators' | 'archive' | null>(null)
  const close = (): void => setOpen(null)
  const parts = [
    ['everything', text.everything, Download],
    ['authenticators', text.authenticators, QrCode],
    ['archive', text.archive, FolderInput]
  ] as const
  return (
    <>
      <PageHeader title={text.title} subtitle={text.subtitle} />
      <div className={css.page}>
        {parts.map(([name, { title, body, action }, icon]) => (
          <Section key={name} title={title}>
            <div className={css.part}>
              <p>{body}</p>
              <Button icon={icon} onPress={() => setOpen(name)}>
                {action}
              </Button>
            </div>
          </Section>
        ))}
      </div>
      {open === 'everything' && <EverythingForm onClose={close} />}
      {open === 'authenticators' && <AuthenticatorsForm onClose={close} />}
      {open === 'archive' && <ImportArchive onClose={close} />}
    </>
  )
}

import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Import } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient, useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure, useChange } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { formatInstant } from '../../text/dates.ts'
import { importsText as text } from '../../text/imports.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import css from './Imports.module.css'

/** Past imports, newest first, with what each did and a way back. */
export function PastImports() {
  const { imports } = useStores()
  useView(imports)
  const { value, error } = useStore(imports)
  const [isPending, run] = useChange()
  const { asked, isUndoing, ask, dialog } = useUndo()
  return (
    <Section title={text.past} isFlush>
      {isUndoing && (
        <div className={css.inset}>
          <ImportProgress label={text.undoing} />
        </div>
      )}
      {error !== null && (
        <div className={css.inset}>
          <Problem error={error} />
        </div>
      )}
      {value === null && error === null && (
        <div className={css.inset}>
          <Spinner label={text.loading} />
        </div>
      )}
      {value?.total === 0 && <p className={css.none}>{text.none}</p>}
      {value !== null && value.total > 0 && (
        <table className={css.table} aria-label={text.past}>
          <thead>
            <tr>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.file}</th>
              <th scope="col">{text.what}</th>
              <th scope="col" aria-label={text.undo} />
            </tr>
          </thead>
          <tbody>
            {value.rows.map((one) => (
              <PastImport key={one.id} one={one} isBusy={isUndoing || asked !== null} onUndo={() => ask(one)} />
            ))}
          </tbody>
        </table>
      )}
      {value !== null && value.rows.length < value.total && (
        <div className={css.inset}>
          <Button isPending={isPending} onPress={() => run(() => imports.loadMore())}>
            {text.more}
          </Button>
        </div>
      )}
      {dialog}
    </Section>
  )
}

function PastImport({ one, isBusy, onUndo }: { readonly one: Import; readonly isBusy: boolean; readonly onUndo: () => void }) {
  return (
    <tr>
      <td className={css.when}>
        {formatInstant(one.importedAt)}
        <div className={css.muted}>{one.importedBy}</div>
      </td>
      <th scope="row" className={css.file}>
        {one.sourceName}
        <div className={css.muted}>{text.kinds[one.kind]}</div>
      </th>
      <td>{text.did(one.counts)}</td>
      <td className={css.action}>
        {one.undoneAt === null ? (
          <Button size="small" icon={Undo2} isDisabled={isBusy} aria-label={text.undoOf(one.sourceName)} onPress={onUndo}>
            {text.undo}
          </Button>
        ) : (
          <Badge>{text.undone(one.undoneBy)}</Badge>
        )}
      </td>
    </tr>
  )
}

interface Asked {
  readonly one: Import
  /** Records that stay; null until it is known that there are any. */
  readonly kept: { readonly count: number; readonly names: readonly string[] } | null
}

/** Asks first; where records were worked on since, once more, naming them. */
function useUndo() {
  const client = useClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isUndoing, setUndoing] = useState(false)
  const undo = ({ one, kept }: Asked): void => {
    setUndoing(true)
    client.imports
      .undo({ id: one.id, keepChanged: kept !== null })
      .then((done) => void showToast({ tone: 'good', text: text.undoDone(done.undone, done.kept) }))
      .catch((error: unknown) => {
        if (isApiError(error, 'imports.worked-on')) setAsked({ one, kept: error.params })
        else if (isApiError(error, 'imports.cancelled')) showToast({ text: text.cancelled })
        else showFailure(error)
      })
      .finally(() => setUndoing(false))
  }
  const dialog = asked && (
    <ConfirmDialog
      key={asked.kept === null ? 'first' : 'kept'}
      tone="danger"
      title={asked.kept === null ? text.undoTitle(asked.one.sourceName) : text.keepTitle(asked.kept.count)}
      body={asked.kept === null ? text.undoBody(text.did(asked.one.counts)) : text.keepBody(asked.kept.count, asked.kept.names)}
      confirmLabel={asked.kept === null ? text.undoConfirm : text.keepConfirm}
      // The progress stands on the screen, where it can be cancelled.
      onConfirm={() => undo(asked)}
      onClose={() => setAsked(null)}
    />
  )
  return { asked, isUndoing, ask: (one: Import) => setAsked({ one, kept: null }), dialog }
}

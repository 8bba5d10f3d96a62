import { useEffect, useState } from 'react'
import type { ImportCounts, RowOutcome, RowPlan } from '#contract'
import { rowOutcomes } from '#contract/vocabulary'
import { useClient } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Imports.module.css'

export interface PreviewStepProps {
  readonly counts: ImportCounts
  readonly isBusy: boolean
  readonly onImport: () => void
  readonly onBack: () => void
}

const rowsPerLoad = 50

/** What would happen to every row, by outcome; the import itself only on demand. */
export function PreviewStep({ counts, isBusy, onImport, onBack }: PreviewStepProps) {
  const count = (outcome: RowOutcome): number => counts[outcome] ?? 0
  const imported = count('new') + count('update')
  const left = count('conflict') + count('rejected')
  const [shown, setShown] = useState<RowOutcome>(rowOutcomes.find((outcome) => count(outcome) > 0) ?? 'new')
  return (
    <Section focusTitle title={text.preview.title}>
      <div className={css.section}>
        <p>
          {text.preview.counts(counts)}. {text.preview.body}
        </p>
        {left > 0 && <Notice tone="warn">{text.preview.left(left)}</Notice>}
        <div className={css.actions}>
          <Button isDisabled={isBusy} onPress={onBack}>
            {text.preview.back}
          </Button>
          <SaveLeft count={left} isDisabled={isBusy} />
          <Button variant="primary" isDisabled={imported === 0 || isBusy} onPress={onImport}>
            {imported === 0 ? text.preview.nothing : text.preview.import(imported)}
          </Button>
        </div>
        <Tabs
          label={text.preview.tabs}
          selectedKey={shown}
          onSelectionChange={setShown}
          items={rowOutcomes.map((id) => ({
            id,
            name: text.outcomeTab(text.outcomes[id], count(id)),
            content: <Rows outcome={id} total={count(id)} />
          }))}
        />
      </div>
    </Section>
  )
}

/** Saves what is left out, where anything is. */
export function SaveLeft({ count, isDisabled = false }: { readonly count: number; readonly isDisabled?: boolean }) {
  const client = useClient()
  const [isPending, run] = useChange()
  if (count === 0) return null
  return (
    <Button
      isDisabled={isDisabled}
      isPending={isPending}
      onPress={() =>
        run(async () => {
          const { saved, rows } = await client.imports.saveRejected({})
          if (saved) showToast({ tone: 'good', text: text.result.saved(rows) })
        })
      }
    >
      {text.result.saveLeft}
    </Button>
  )
}

function Rows({ outcome, total }: { readonly outcome: RowOutcome; readonly total: number }) {
  const client = useClient()
  const [rows, setRows] = useState<readonly RowPlan[] | null>(null)
  const [isPending, run] = useChange()
  useEffect(() => {
    let isGone = false
    client.imports
      .rows({ outcome, limit: rowsPerLoad })
      .then((found) => {
        if (!isGone) setRows(found.rows)
      })
      .catch(showFailure)
    return () => {
      isGone = true
    }
  }, [client, outcome])
  if (rows === null) return <Spinner label={text.preview.working} />
  if (rows.length === 0) return <p className={css.none}>{text.preview.none}</p>
  const more = async (): Promise<void> => {
    const found = await client.imports.rows({ outcome, offset: rows.length, limit: rowsPerLoad })
    setRows([...rows, ...found.rows])
  }
  return (
    <>
      <table className={`${css.table} ${css.inner}`} aria-label={text.outcomes[outcome]}>
        <thead>
          <tr>
            <th scope="col">{text.preview.line}</th>
            <th scope="col">{text.preview.name}</th>
            <th scope="col">{text.preview.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length < total && (
        <div className={css.inset}>
          <Button isPending={isPending} onPress={() => run(more)}>
            {text.preview.more}
          </Button>
        </div>
      )}
    </>
  )
}

function Row({ row }: { readonly row: RowPlan }) {
  return (
    <tr>
      <td className={css.line}>{row.line}</td>
      <th scope="row" className={css.file}>
        {row.name}
      </th>
      <td>
        <ul className={css.parts}>
          {row.reasons.map((reason) => (
            <li key={`${reason.reason} ${reason.field}`}>{text.reason(reason)}</li>
          ))}
          {row.parts.map((part) => (
            <li key={part.kind} className={part.does === 'same' ? css.muted : undefined}>
              {text.part(part)}
              {part.changes.map(({ field, before, after }) => (
                <div key={field} className={css.change}>
                  {text.change(field, before, after)}
                </div>
              ))}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

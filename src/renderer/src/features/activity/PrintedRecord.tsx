import { createPortal } from 'react-dom'
import type { AuditRow, AuditState } from '#contract'
import { auditEventTexts } from '../../text/activity.ts'
import { formatExactInstant, formatInstant } from '../../text/dates.ts'
import { recordText } from '../../text/record.ts'
import { factsOf } from './facts.ts'
import css from './PrintedRecord.module.css'

const text = recordText.printed

export interface PrintedRecordProps {
  readonly clientName: string | null
  readonly rows: readonly AuditRow[]
  readonly isAll: boolean
  readonly state: AuditState
  readonly at: number
}

/** The record as it goes on paper, with the head and the key that a saved record can be compared with. While mounted it is what prints. */
export function PrintedRecord({ clientName, rows, isAll, state, at }: PrintedRecordProps) {
  return createPortal(
    <div className={css.sheet} aria-hidden>
      <h1>{clientName === null ? text.title : text.of(clientName)}</h1>
      <p>
        {text.made(formatExactInstant(at))} · {text.rows(rows.length, isAll)}
      </p>
      {state.head && <p className={css.head}>{recordText.head(state.head.code)}</p>}
      {state.keyFingerprint && <p className={css.head}>{text.key(state.keyFingerprint)}</p>}
      <table className={css.rows}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td>{row.seq}</td>
              <td>{formatInstant(row.at)}</td>
              <td>
                {row.actor} · {row.device}
              </td>
              <td>
                {auditEventTexts[row.event]}
                {factsOf(row) === '' ? '' : ` · ${factsOf(row)}`}
              </td>
              <td>{[row.clientName, row.accountName].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body
  )
}

import type { ImportField, RowPlan } from '#contract'
import type { TableSheet } from '../../ports.ts'

const reasonWords: Readonly<Record<RowPlan['reasons'][number]['reason'], string>> = {
  'no-name': 'no name of a client',
  'bad-date': 'no date that can be read',
  'future-date': 'lies in the future',
  'dates-reversed': 'closed before it was opened',
  'bad-number': 'no number',
  'too-long': 'too long',
  'control-characters': 'has characters that cannot be shown',
  'broken-line': 'the line is broken: a quotation mark or a separator too many',
  'several-records': 'several records fit',
  'identifiers-disagree': 'its identifiers say different clients',
  'belongs-to-other': 'belongs to somebody else',
  'name-only': 'nothing but the name says that it is this client',
  'rows-disagree': 'an earlier line says otherwise',
  archived: 'the client is archived'
}

const fieldWords = (field: ImportField | null): string => (field === null ? '' : `${field.replaceAll('-', ' ')}: `)

/** Why a row was left out, for the column behind its own. */
export const reasonOf = ({ reasons }: RowPlan): string =>
  reasons
    .map(({ reason, field, names }) => `${fieldWords(field)}${reasonWords[reason]}${names.length === 0 ? '' : ` (${names.join('; ')})`}`)
    .join('. ')

/** Rows that were left out, as they stood, with their line and reason behind them. */
export function* rejectedRows(sheet: TableSheet, rows: readonly RowPlan[]): Generator<string[]> {
  yield [...sheet.columns, 'Line', 'Reason']
  for (const [at, row] of rows.entries()) {
    if (row.outcome !== 'conflict' && row.outcome !== 'rejected') continue
    yield [...(sheet.rows[at] ?? []), String(row.line), reasonOf(row)]
  }
}

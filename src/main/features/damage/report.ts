import type { Loss, LossReason, Salvage } from '#contract'

const reasons: Readonly<Record<LossReason, string>> = {
  unreadable: 'lies on a damaged page',
  'seal-broken': 'its sealed value does not open',
  contradicts: 'another row has its place',
  'belongs-to-lost': 'what it belongs to is lost',
  'link-cut': 'kept, but a link to something lost was cut',
  placeholder: 'lost; an empty record stands in its place so that what belongs to it stays'
}

const rowOf = ({ table, id, reason, count, client }: Loss): string =>
  [table, id ?? `id not readable, at most ${count} ${count === 1 ? 'row' : 'rows'}`, client ?? '-', reasons[reason]].map(oneLine).join('\t')

/** Whatever stands in a damaged database may try to look like another line. */
const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

/** What a salvage could not carry over, to be worked through on paper. Tab-separated from the first row on. */
export function reportText({ rowsKept, rowsLost, auditRowsLost, keptAs, losses }: Salvage, salvagedOn: string): string {
  return [
    `Keydocket: what could not be salvaged on ${salvagedOn}`,
    '',
    `Rows carried over: ${rowsKept}. Rows lost: ${rowsLost}, of these ${auditRowsLost} of the activity record.`,
    `The damaged database is kept as ${keptAs}.`,
    '',
    ['table', 'id', 'client', 'what happened'].join('\t'),
    ...losses.map(rowOf),
    ''
  ].join('\n')
}

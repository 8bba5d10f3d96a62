import type { ReportRow, Way } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { RecoveryService } from './service.ts'

const becauseWords: Readonly<Record<NonNullable<Way['because']>, string>> = {
  unconfirmed: 'never confirmed',
  'presumed-stale': 'presumed stale',
  used: 'used',
  none: 'none',
  'holder-left': 'holder left the firm',
  'not-offered': 'not offered'
}

/** A way and why it does not count, e.g. "text message (Sam Okoye): holder left the firm". */
function reasonWords({ kind, because, person, factorKind }: Way): string {
  const what = kind === 'factor' ? (factorKind ?? 'factor') : kind.replace(/-here$/, '')
  return `${what.replaceAll('-', ' ')}${person === null ? '' : ` (${person})`}${because === null ? '' : `: ${becauseWords[because]}`}`
}

/** A report as it is saved. All accounts are read once, not once for each page. */
export const reportList = (recovery: Pick<RecoveryService, 'survey'>): ListSource<FilterOf<'report'>, ReportRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Can get in', cell: (row) => row.recoverability.replaceAll('-', ' ') },
    { heading: 'Why', cell: (row) => row.reasons.map(reasonWords).join('; ') },
    { heading: 'People', cell: (row) => row.people.join('; ') },
    { heading: 'Date', cell: (row) => row.on },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  async open(filter) {
    const survey = await recovery.survey()
    return async (offset, limit) => survey.report({ ...filter, offset, limit }).rows
  }
})

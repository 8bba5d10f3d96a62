import type { ReportRow } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { RecoveryService } from './service.ts'

/** A report as it is saved. All accounts are read once, not once for each page. */
export const reportList = (recovery: Pick<RecoveryService, 'survey'>): ListSource<FilterOf<'report'>, ReportRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Can get in', cell: (row) => row.recoverability.replaceAll('-', ' ') },
    { heading: 'People', cell: (row) => row.people.join('; ') },
    { heading: 'Date', cell: (row) => row.on },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  async open(filter) {
    const survey = await recovery.survey()
    return async (offset, limit) => survey.report({ ...filter, offset, limit }).rows
  }
})

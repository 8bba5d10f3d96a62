import type { MatterSummary } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { MattersService } from './service.ts'

/** Matters as they are saved. */
export const mattersList = (matters: Pick<MattersService, 'list'>): ListSource<FilterOf<'matters'>, MatterSummary> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Matter', cell: (row) => row.title },
    { heading: 'Status', cell: (row) => row.status },
    { heading: 'Opened', cell: (row) => row.openedOn },
    { heading: 'Closed', cell: (row) => row.closedOn },
    { heading: 'File number', cell: (row) => row.fileNumber },
    { heading: 'Attorney', cell: (row) => row.attorney?.name ?? null },
    { heading: 'Paralegal', cell: (row) => row.paralegal?.name ?? null },
    { heading: 'Cases', cell: (row) => row.caseCount },
    { heading: 'Matter ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await matters.list({ ...filter, offset, limit })).rows
})

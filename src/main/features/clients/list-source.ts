import type { ClientSummary } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { ClientsService } from './service.ts'

/** Clients as they are saved. */
export const clientsList = (clients: Pick<ClientsService, 'list'>): ListSource<FilterOf<'clients'>, ClientSummary> => ({
  columns: [
    { heading: 'Name', cell: (row) => row.name },
    { heading: 'Kind', cell: (row) => row.kind },
    { heading: 'E-mail', cell: (row) => row.email },
    { heading: 'File number', cell: (row) => row.fileNumber },
    { heading: 'A-Number', cell: (row) => row.aNumber },
    { heading: 'Accounts', cell: (row) => row.accountCount },
    { heading: 'Cases', cell: (row) => row.caseCount },
    { heading: 'Client ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await clients.list({ ...filter, offset, limit })).rows
})

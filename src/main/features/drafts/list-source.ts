import type { Output } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { DraftsService } from './service.ts'

type BoardRow = Output<'drafts.board'>['rows'][number]

/** The board of drafts as it is saved. */
export const draftsList = (drafts: Pick<DraftsService, 'board'>): ListSource<FilterOf<'drafts'>, BoardRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Form', cell: (row) => row.form },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Status', cell: (row) => row.status.replaceAll('-', ' ') },
    { heading: 'Kept until', cell: (row) => row.expiresOn },
    { heading: 'Days left', cell: (row) => row.daysLeft },
    { heading: 'Last edited', cell: (row) => row.editedOn },
    { heading: 'Edited by', cell: (row) => row.editedBy },
    { heading: 'Closed', cell: (row) => row.closedOn },
    { heading: 'Note', cell: (row) => row.note },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  open: async (filter) => async (offset, limit) => (await drafts.board({ ...filter, offset, limit })).rows
})

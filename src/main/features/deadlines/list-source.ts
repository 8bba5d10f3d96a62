import type { Deadline } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { DeadlinesService } from './service.ts'

/** Deadlines, follow-ups and appointments as they are saved. */
export const deadlinesList = (deadlines: Pick<DeadlinesService, 'list'>): ListSource<FilterOf<'deadlines'>, Deadline> => ({
  columns: [
    { heading: 'Due', cell: (row) => row.dueOn },
    { heading: 'Time', cell: (row) => row.atTime },
    { heading: 'State', cell: (row) => row.state.replaceAll('-', ' ') },
    { heading: 'Days left', cell: (row) => row.daysLeft },
    { heading: 'Title', cell: (row) => row.title },
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Kind', cell: (row) => row.kind.replaceAll('-', ' ') },
    { heading: 'Subject', cell: (row) => row.subject?.replaceAll('-', ' ') ?? null },
    { heading: 'Owner', cell: (row) => row.ownerName },
    { heading: 'Matter', cell: (row) => row.matterTitle },
    { heading: 'Case', cell: (row) => row.caseName },
    { heading: 'Account', cell: (row) => row.accountName },
    { heading: 'Place', cell: (row) => row.place },
    { heading: 'Snoozed until', cell: (row) => row.snoozedUntil },
    { heading: 'Outcome', cell: (row) => row.outcome },
    { heading: 'Cancelled because', cell: (row) => row.cancelReason },
    { heading: 'Deadline ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await deadlines.list({ ...filter, offset, limit })).rows
})

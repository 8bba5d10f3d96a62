import type { Output } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { SignInsService } from './service.ts'

type SignInRow = Output<'signIns.list'>['rows'][number]

/** Accounts that should be signed in to, as they are saved. */
export const signInsList = (signIns: Pick<SignInsService, 'list'>): ListSource<FilterOf<'sign-ins'>, SignInRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Last sign-in', cell: (row) => row.lastSignedInOn },
    { heading: 'Sign in by', cell: (row) => row.dueOn },
    { heading: 'Days left', cell: (row) => row.daysLeft },
    {
      heading: 'Passed',
      cell: (row) =>
        row.steps
          .filter((step) => step.hasPassed)
          .map((step) => step.what)
          .join('; ')
    },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  open: async (filter) => async (offset, limit) => (await signIns.list({ ...filter, offset, limit })).rows
})

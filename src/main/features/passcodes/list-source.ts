import type { Output } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { PasscodesService } from './service.ts'

type BoardRow = Output<'passcodes.board'>['rows'][number]

/** The board of passcodes as it is saved; never a passcode itself. */
export const passcodesList = (passcodes: Pick<PasscodesService, 'board'>): ListSource<FilterOf<'passcodes'>, BoardRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Form', cell: (row) => row.form },
    { heading: 'About', cell: (row) => row.about },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Status', cell: (row) => row.status.replaceAll('-', ' ') },
    { heading: 'Issued', cell: (row) => row.issuedOn },
    { heading: 'Expires', cell: (row) => row.expiresOn },
    { heading: 'Days left', cell: (row) => row.daysLeft },
    { heading: 'Handed over', cell: (row) => row.handedOverOn },
    { heading: 'How', cell: (row) => row.handedOverHow },
    { heading: 'Answered', cell: (row) => row.answeredOn },
    { heading: 'Recorded by', cell: (row) => row.recordedBy },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  open: async (filter) => async (offset, limit) => (await passcodes.board({ ...filter, offset, limit })).rows
})

import type { Output } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { AccessCodesService } from './service.ts'

type BoardRow = Output<'accessCodes.board'>['rows'][number]

/** The board of access codes as it is saved; never a code itself. */
export const accessCodesList = (accessCodes: Pick<AccessCodesService, 'board'>): ListSource<FilterOf<'access-codes'>, BoardRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Status', cell: (row) => row.status.replaceAll('-', ' ') },
    { heading: 'Notice date', cell: (row) => row.noticeOn },
    { heading: 'Expires', cell: (row) => row.expiresOn },
    { heading: 'Days left', cell: (row) => row.daysLeft },
    { heading: 'Addressed to', cell: (row) => row.addressee },
    { heading: 'Receipt numbers', cell: (row) => row.receiptNumbers.join(' ') },
    { heading: 'Replacement requested', cell: (row) => row.replacementRequestedOn },
    { heading: 'Replacement usually by', cell: (row) => row.replacementDueOn },
    { heading: 'Recorded by', cell: (row) => row.recordedBy },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  open: async (filter) => async (offset, limit) => (await accessCodes.board({ ...filter, offset, limit })).rows
})

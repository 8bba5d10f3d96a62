import type { AccountSummary } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { AccountsService } from './service.ts'

const words = (word: string): string => word.replaceAll('-', ' ')

/** Accounts as they are saved. */
export const accountsList = (accounts: Pick<AccountsService, 'list'>): ListSource<FilterOf<'accounts'>, AccountSummary> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Nickname', cell: (row) => row.nickname },
    { heading: 'Account number', cell: (row) => row.accountNumber },
    { heading: 'Custody', cell: (row) => words(row.custody) },
    { heading: 'Consent', cell: (row) => row.consentOn },
    { heading: 'Can get in', cell: (row) => words(row.recoverability) },
    { heading: 'Authenticator', cell: (row) => row.authenticator.state },
    { heading: 'Backup code', cell: (row) => words(row.backupCode.status) },
    { heading: 'Backup codes unused', cell: (row) => row.backupCode.unused },
    { heading: 'Access code', cell: (row) => (row.accessCode === null ? 'none' : words(row.accessCode.status)) },
    { heading: 'Access code expires', cell: (row) => row.accessCode?.expiresOn ?? null },
    { heading: 'Last sign-in', cell: (row) => row.lastSignedInOn },
    { heading: 'Account ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await accounts.list({ ...filter, offset, limit })).rows
})

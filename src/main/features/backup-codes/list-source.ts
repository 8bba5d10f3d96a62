import type { BackupBoardRow } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { BackupCodesService } from './service.ts'

/** The board of backup codes as it is saved: how many there are, never a code. */
export const backupCodesList = (backupCodes: Pick<BackupCodesService, 'board'>): ListSource<FilterOf<'backup-codes'>, BackupBoardRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Portal', cell: (row) => row.portalName },
    { heading: 'Username', cell: (row) => row.username },
    { heading: 'Custody', cell: (row) => row.custody.replaceAll('-', ' ') },
    { heading: 'Backup codes', cell: (row) => row.stock.replaceAll('-', ' ') },
    { heading: 'Unused', cell: (row) => row.unused },
    { heading: 'In all', cell: (row) => row.total },
    { heading: 'Reserved', cell: (row) => row.reserved },
    { heading: 'Stale because', cell: (row) => row.stale?.reason.replaceAll('-', ' ') ?? null },
    { heading: 'Stale since', cell: (row) => row.stale?.on ?? null },
    { heading: 'Issued', cell: (row) => row.issuedOn },
    { heading: 'Kept at', cell: (row) => row.keptAt },
    { heading: 'Account ID', cell: (row) => row.accountId }
  ],
  open: async (filter) => async (offset, limit) => (await backupCodes.board({ ...filter, offset, limit })).rows
})

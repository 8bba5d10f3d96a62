import type { BackupBoardRow, BackupBoardSort, BackupCodeStock, Output, Parsed } from '#contract'
import { backupCodeStocks } from '#contract/vocabulary'
import { fold } from '../../db/dialects/search-words.ts'
import type { PortalsService } from '../portals/service.ts'
import type { BoardAccount, SetCounts } from './repository.ts'
import { type Judgement, stockOf } from './status.ts'

/** The current set of an account and what follows for it. */
export interface JudgedSet extends Judgement {
  readonly set: SetCounts
}

export interface BoardDeps {
  readonly portals: PortalsService
  /** Accounts in use, in the order of the account list. */
  readAccounts(portalId: string | null): Promise<BoardAccount[]>
  /** The current sets of these accounts. */
  judgedSets(accounts: readonly BoardAccount[]): Promise<Map<string, JudgedSet>>
}

/** What needs a person first comes first. */
const urgency: Readonly<Record<BackupCodeStock, number>> = { 'presumed-stale': 0, used: 1, none: 2, low: 3, unused: 4 }

interface Entry {
  readonly row: BackupBoardRow
  readonly sortKey: string
}

type Compare = (a: Entry, b: Entry) => number

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Entries come in the order of clients, which a stable sort keeps among equals. */
const comparisons: Readonly<Record<BackupBoardSort, Compare>> = {
  client: (a, b) => byText(a.sortKey, b.sortKey),
  portal: (a, b) => byText(a.row.portalName, b.row.portalName),
  stock: (a, b) => urgency[a.row.stock] - urgency[b.row.stock] || byText(a.row.stale?.on ?? '', b.row.stale?.on ?? ''),
  unused: (a, b) => a.row.unused - b.row.unused,
  // Sets whose day nobody wrote down come last.
  issued: (a, b) => byText(a.row.issuedOn ?? '~', b.row.issuedOn ?? '~')
}

/**
 * Backup codes across all accounts in use. The stock follows from facts in several tables and the firm's day, so the accounts are read whole
 * and judged here: three bulk queries, whatever their number.
 */
export function createBackupCodeBoard({ portals, readAccounts, judgedSets }: BoardDeps) {
  function entryOf(account: BoardAccount, judged: JudgedSet | undefined): Entry | null {
    const portal = portals.find(account.portalId)
    if (judged === undefined && (portal === undefined || portal.backupCodes.scheme === 'none')) return null
    const { id: accountId, clientId, clientName, portalId, username, custody, sortKey } = account
    const unused = judged?.set.unused ?? 0
    return {
      sortKey,
      row: {
        ...{ accountId, clientId, clientName, portalId, portalName: portal?.shortName ?? portalId, username, custody },
        stock: stockOf(judged?.status ?? 'none', unused, portal),
        unused,
        total: judged?.set.total ?? 0,
        reserved: judged?.set.reserved ?? 0,
        issuedOn: judged?.set.issuedOn ?? null,
        keptAt: judged?.set.keptAt ?? '',
        stale: judged?.stale ?? null
      }
    }
  }

  return {
    async board(input: Parsed<'backupCodes.board'>): Promise<Output<'backupCodes.board'>> {
      const words = fold(input.query).split(' ')
      const accounts = (await readAccounts(input.portalId)).filter(({ sortKey }) => words.every((word) => sortKey.includes(word)))
      const judged = await judgedSets(accounts)
      const entries = accounts.map((account) => entryOf(account, judged.get(account.id))).filter((entry) => entry !== null)
      const counts = Object.fromEntries(backupCodeStocks.map((stock) => [stock, 0])) as Record<BackupCodeStock, number>
      for (const { row } of entries) counts[row.stock] += 1
      const reserved = entries.filter(({ row }) => row.reserved > 0).length
      const shown = entries.filter(({ row }) => input.stocks.includes(row.stock) && (!input.reservedOnly || row.reserved > 0))
      const compare = comparisons[input.sort]
      shown.sort(input.descending ? (a, b) => compare(b, a) : compare)
      return {
        rows: shown.slice(input.offset, input.offset + input.limit).map(({ row }) => row),
        total: shown.length,
        counts,
        reserved
      }
    }
  }
}

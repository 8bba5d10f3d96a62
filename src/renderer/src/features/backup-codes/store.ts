import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BackupBoardRow, BackupBoardSort, BackupCodeStock, Output } from '#contract'
import { backupCodeStocks } from '#contract/vocabulary'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

/** `attention`: stale, used up or low; `reserved`: with a code somebody reserved; `every`: all. */
export type StockFilter = 'attention' | 'reserved' | 'every' | BackupCodeStock

const needAttention: readonly BackupCodeStock[] = ['presumed-stale', 'used', 'low']

/** The stocks a filter stands for. */
export function stocksOf(filter: StockFilter): BackupCodeStock[] {
  if (filter === 'attention') return [...needAttention]
  return filter === 'every' || filter === 'reserved' ? [...backupCodeStocks] : [filter]
}

export interface BoardFilter {
  readonly stock: StockFilter
  readonly query: string
  readonly portalId: string | null
  readonly sort: BackupBoardSort
  readonly descending: boolean
}

/** The question a filter stands for. */
export const boardInputOf = ({ stock, ...rest }: BoardFilter) => ({
  ...rest,
  stocks: stocksOf(stock),
  reservedOnly: stock === 'reserved'
})

type Board = Output<'backupCodes.board'>
export type BoardCounts = Pick<Board, 'counts' | 'reserved'>

/** A row of the table, which names rows by `id`. */
export type ListedRow = BackupBoardRow & { readonly id: string }

export interface BackupBoardState extends PagedList<ListedRow, BoardFilter> {
  /** Accounts by filter, under the same search and portal; null until the first answer. */
  readonly numbers: BoardCounts | null
}

export interface BackupCodeBoardStore extends StoreApi<BackupBoardState>, PagedListCalls<BoardFilter> {
  reset(): void
}

const initial: BackupBoardState = {
  filter: { stock: 'every', query: '', portalId: null, sort: 'stock', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  numbers: null
}

/** How many accounts a filter would show. */
export function countOf(filter: StockFilter, { counts, reserved }: BoardCounts): number {
  return filter === 'reserved' ? reserved : stocksOf(filter).reduce((sum, stock) => sum + counts[stock], 0)
}

/** Backup codes of all accounts. Never a code itself. */
export function createBackupCodeBoardStore(client: Pick<KeydocketClient, 'backupCodes' | 'on'>): BackupCodeBoardStore {
  const store = createStore<BackupBoardState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  const { openList, setFilter, loadMore, changed, forget } = createPagedList<ListedRow, BoardFilter>(
    { get, set },
    async ({ offset, limit, ...filter }) => {
      const asked = ++question
      const { rows, total, counts, reserved } = await client.backupCodes.board({ ...boardInputOf(filter), offset, limit })
      if (asked === question) set({ numbers: { counts, reserved } })
      return { rows: rows.map((row) => ({ ...row, id: row.accountId })), total }
    }
  )
  client.on('accounts.changed', changed)
  client.on('clients.changed', changed)
  return {
    ...store,
    openList,
    setFilter,
    loadMore,
    reset() {
      question++
      forget()
      set(initial, true)
    }
  }
}

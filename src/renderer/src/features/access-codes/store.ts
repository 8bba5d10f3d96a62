import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccessCodeStatus, Output } from '#contract'
import { accessCodeStatuses } from '#contract/vocabulary'
import type { KeydocketClient } from '../../api/client.ts'

export const codesPerLoad = 100
const mostPerCall = 500

type Board = Output<'accessCodes.board'>
export type BoardRow = Board['rows'][number]

/** `open`: what still runs or waits; `every`: all of them. */
export type StatusFilter = 'open' | 'every' | AccessCodeStatus

const openStatuses: readonly AccessCodeStatus[] = ['new', 'expiring', 'expired', 'replacement-requested']

/** The statuses a filter stands for. */
export function statusesOf(filter: StatusFilter): AccessCodeStatus[] {
  return filter === 'open' ? [...openStatuses] : filter === 'every' ? [...accessCodeStatuses] : [filter]
}

export interface BoardState {
  readonly filter: StatusFilter
  /** Null until the first answer. */
  readonly rows: readonly BoardRow[] | null
  readonly total: number
  readonly timeline: Board['timeline']
  readonly isLoadingMore: boolean
  readonly error: unknown
}

export interface AccessCodeBoardStore extends StoreApi<BoardState> {
  /** Shows the board until the returned function is called; meanwhile it follows every change. */
  openView(): () => void
  refresh(): Promise<void>
  setFilter(filter: StatusFilter): Promise<void>
  loadMore(): Promise<void>
  reset(): void
}

const initial: BoardState = { filter: 'open', rows: null, total: 0, timeline: [], isLoadingMore: false, error: null }

/** Access codes of all accounts. Never a code itself. */
export function createAccessCodeBoardStore(client: Pick<KeydocketClient, 'accessCodes' | 'on'>): AccessCodeBoardStore {
  const store = createStore<BoardState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  let viewers = 0

  async function fetchBoard(limit: number) {
    const asked = ++question
    try {
      const board = await client.accessCodes.board({ statuses: statusesOf(get().filter), limit })
      if (asked === question) set({ ...board, error: null, isLoadingMore: false })
    } catch (error) {
      if (asked === question) set({ error, isLoadingMore: false })
    }
  }
  const refresh = () => fetchBoard(Math.min(mostPerCall, Math.max(codesPerLoad, get().rows?.length ?? 0)))
  for (const event of ['accounts.changed', 'clients.changed'] as const)
    client.on(event, () => {
      if (viewers > 0) void refresh()
    })

  return {
    ...store,
    refresh,
    openView() {
      viewers++
      void refresh()
      return () => void viewers--
    },
    async setFilter(filter) {
      set({ filter })
      await fetchBoard(codesPerLoad)
    },
    async loadMore() {
      const { filter, rows, total, isLoadingMore } = get()
      if (rows === null || isLoadingMore || rows.length >= total) return
      const asked = question
      set({ isLoadingMore: true })
      try {
        const page = await client.accessCodes.board({ statuses: statusesOf(filter), offset: rows.length, limit: codesPerLoad })
        if (asked === question) set({ rows: [...rows, ...page.rows], total: page.total, isLoadingMore: false })
      } catch (error) {
        if (asked === question) set({ error, isLoadingMore: false })
      }
    },
    reset() {
      question++
      set(initial, true)
    }
  }
}

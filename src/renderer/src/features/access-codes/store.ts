import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccessCodeStatus, ExpirySort, Output } from '#contract'
import { accessCodeStatuses } from '#contract/vocabulary'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

type Board = Output<'accessCodes.board'>
export type BoardRow = Board['rows'][number]

/** `open`: what still runs or waits; `every`: all of them. */
export type StatusFilter = 'open' | 'every' | AccessCodeStatus

const openStatuses: readonly AccessCodeStatus[] = ['new', 'expiring', 'expired', 'replacement-requested']

/** The statuses a filter stands for. */
export function statusesOf(filter: StatusFilter): AccessCodeStatus[] {
  return filter === 'open' ? [...openStatuses] : filter === 'every' ? [...accessCodeStatuses] : [filter]
}

/** What the board is asked by. */
export interface BoardFilter {
  readonly status: StatusFilter
  readonly query: string
  readonly sort: ExpirySort
  readonly descending: boolean
}

/** The question a filter stands for. */
export const boardInputOf = ({ status, ...rest }: BoardFilter) => ({ ...rest, statuses: statusesOf(status) })

export interface BoardState extends PagedList<BoardRow, BoardFilter> {
  readonly timeline: Board['timeline']
}

export interface AccessCodeBoardStore extends StoreApi<BoardState>, PagedListCalls<BoardFilter> {
  reset(): void
}

const initial: BoardState = {
  filter: { status: 'open', query: '', sort: 'expires', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  timeline: []
}

/** Access codes of all accounts. Never a code itself. */
export function createAccessCodeBoardStore(client: Pick<KeydocketClient, 'accessCodes' | 'on'>): AccessCodeBoardStore {
  const store = createStore<BoardState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  const list = createPagedList<BoardRow, BoardFilter>({ get, set }, async ({ offset, limit, ...filter }) => {
    const asked = ++question
    const { timeline, ...page } = await client.accessCodes.board({ ...boardInputOf(filter), offset, limit })
    if (asked === question) set({ timeline })
    return page
  })
  for (const event of ['accounts.changed', 'clients.changed'] as const) client.on(event, list.changed)
  return {
    ...store,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    reset() {
      question++
      list.forget()
      set(initial, true)
    }
  }
}

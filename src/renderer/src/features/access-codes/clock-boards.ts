import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DraftStatus, ExpirySort, Output, PasscodeStatus } from '#contract'
import { draftStatuses, passcodeStatuses } from '#contract/vocabulary'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList } from '../../app/paged-list.ts'

/** `running`: what may still run out or has; `every`: all of them. */
export type ClockFilter<S extends string> = 'running' | 'every' | S

/** What a board is asked by. */
export interface ClockQuestion<S extends string> {
  readonly statuses: S[]
  readonly query: string
  readonly sort: ExpirySort
  readonly descending: boolean
}

export interface ClockBoardState<Row, S extends string> extends PagedList<Row, ClockQuestion<S>> {
  readonly chosen: ClockFilter<S>
}

export interface ClockBoardStore<Row, S extends string> extends StoreApi<ClockBoardState<Row, S>> {
  /** Shows the list until the returned function is called; meanwhile it follows every change. */
  openView(): () => void
  refresh(): Promise<void>
  choose(filter: ClockFilter<S>): Promise<void>
  search(query: string): Promise<void>
  sortBy(sort: ExpirySort, descending: boolean): Promise<void>
  loadMore(): Promise<void>
  reset(): void
}

interface Board<Row, S extends string> {
  readonly every: readonly S[]
  readonly running: readonly S[]
  ask(input: ClockQuestion<S> & { readonly offset: number; readonly limit: number }): Promise<{ rows: readonly Row[]; total: number }>
}

/** A list over all accounts of things that run out, by status. */
function createClockBoardStore<Row, S extends string>(
  client: Pick<KeydocketClient, 'on'>,
  { every, running, ask }: Board<Row, S>
): ClockBoardStore<Row, S> {
  const statusesOf = (chosen: ClockFilter<S>): S[] => (chosen === 'running' ? [...running] : chosen === 'every' ? [...every] : [chosen])
  const initial: ClockBoardState<Row, S> = {
    ...{
      chosen: 'running',
      filter: { statuses: statusesOf('running'), query: '', sort: 'expires', descending: false },
      rows: [],
      total: 0
    },
    ...{ status: 'idle', error: null, isLoadingMore: false }
  }
  const store = createStore<ClockBoardState<Row, S>>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<Row, ClockQuestion<S>>({ get, set }, ask)
  for (const event of ['accounts.changed', 'clients.changed'] as const) client.on(event, list.changed)
  return {
    ...store,
    openView: list.openList,
    refresh: async () => list.changed(),
    choose(chosen) {
      set({ chosen })
      return list.setFilter({ statuses: statusesOf(chosen) })
    },
    search: (query) => list.setFilter({ query }),
    sortBy: (sort, descending) => list.setFilter({ sort, descending }),
    loadMore: list.loadMore,
    reset() {
      list.forget()
      set(initial, true)
    }
  }
}

export type PasscodeRow = Output<'passcodes.board'>['rows'][number]
export type DraftRow = Output<'drafts.board'>['rows'][number]

export const createPasscodeBoardStore = (client: Pick<KeydocketClient, 'passcodes' | 'on'>) =>
  createClockBoardStore<PasscodeRow, PasscodeStatus>(client, {
    every: passcodeStatuses,
    running: ['waiting', 'expiring', 'expired'],
    ask: (input) => client.passcodes.board(input)
  })

export const createDraftBoardStore = (client: Pick<KeydocketClient, 'drafts' | 'on'>) =>
  createClockBoardStore<DraftRow, DraftStatus>(client, {
    every: draftStatuses,
    running: ['open', 'expiring', 'lapsed'],
    ask: (input) => client.drafts.board(input)
  })

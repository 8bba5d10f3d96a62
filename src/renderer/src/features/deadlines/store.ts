import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Deadline, DeadlineKind, DeadlineSort, DeadlineSpan, DeadlineView, Input, Output } from '#contract'
import { deadlineSorts } from '#contract/vocabulary'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

export interface DeadlineFilter {
  readonly query: string
  readonly ownerId: string | null
  readonly clientId: string | null
  readonly kinds: DeadlineKind[]
  readonly documentsOnly: boolean
  readonly span: DeadlineSpan
  readonly on: string | null
  readonly view: DeadlineView
  readonly sort: DeadlineSort
  readonly descending: boolean
}

export type MonthDay = Output<'deadlines.month'>[number]

export interface DeadlinesState extends PagedList<Deadline, DeadlineFilter> {
  /** The month beside the list, `YYYY-MM`; null until one is opened. */
  readonly month: { readonly month: string; readonly days: readonly MonthDay[] | null } | null
}

export interface DeadlinesStore extends StoreApi<DeadlinesState>, PagedListCalls<DeadlineFilter> {
  /** Shows a month by the list's filter, whatever its span or day. */
  openMonth(month: string): Promise<void>
  clearFilter(): Promise<void>
  add(input: Input<'deadlines.add'>): Promise<Deadline>
  update(input: Input<'deadlines.update'>): Promise<Deadline>
  finish(id: string, outcome: string): Promise<Deadline>
  cancel(id: string, reason: string): Promise<Deadline>
  reopen(id: string): Promise<Deadline>
  snooze(id: string, until: string | null): Promise<Deadline>
  saveCalendar(withNames: boolean): Promise<Output<'calendarFile.save'>>
  reset(): void
}

export const unfiltered: DeadlineFilter = {
  query: '',
  ownerId: null,
  clientId: null,
  kinds: [],
  documentsOnly: false,
  span: 'all',
  on: null,
  view: 'open',
  sort: 'due',
  descending: false
}

const initial: DeadlinesState = {
  filter: unfiltered,
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  month: null
}

/** The word main sorts by for a table column; the due date where it cannot. */
export function sortFromColumn(columnId: string): DeadlineSort {
  return deadlineSorts.find((sort) => sort === columnId) ?? 'due'
}

/** Deadlines: the list and the month beside it. */
export function createDeadlinesStore(client: Pick<KeydocketClient, 'deadlines' | 'calendarFile' | 'on'>): DeadlinesStore {
  const store = createStore<DeadlinesState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<Deadline, DeadlineFilter>({ get, set }, (input) => client.deadlines.list(input))
  let monthQuestion = 0
  let viewers = 0

  async function fetchMonth(month: string) {
    const asked = ++monthQuestion
    const known = get().month
    set({ month: { month, days: known?.month === month ? known.days : null } })
    try {
      const days = await client.deadlines.month({ ...get().filter, span: 'all', on: null, month })
      if (asked === monthQuestion) set({ month: { month, days } })
    } catch (error) {
      if (asked === monthQuestion) set({ error })
    }
  }
  const refreshMonth = () => {
    const month = get().month?.month
    if (month !== undefined && viewers > 0) void fetchMonth(month)
  }
  for (const event of ['deadlines.changed', 'clients.changed', 'members.changed', 'settings.changed'] as const)
    client.on(event, () => {
      list.changed()
      refreshMonth()
    })

  return {
    ...store,
    openList() {
      viewers++
      const close = list.openList()
      return () => {
        viewers--
        close()
      }
    },
    async setFilter(filter) {
      const asked = list.setFilter(filter)
      if (Object.keys(filter).some((name) => name !== 'on' && name !== 'span' && name !== 'sort' && name !== 'descending')) refreshMonth()
      await asked
    },
    loadMore: list.loadMore,
    openMonth: fetchMonth,
    async clearFilter() {
      const { sort, descending } = get().filter
      await list.setFilter({ ...unfiltered, sort, descending })
      refreshMonth()
    },
    add: (input) => client.deadlines.add(input),
    update: (input) => client.deadlines.update(input),
    finish: (id, outcome) => client.deadlines.finish({ id, outcome }),
    cancel: (id, reason) => client.deadlines.cancel({ id, reason }),
    reopen: (id) => client.deadlines.reopen({ id }),
    snooze: (id, until) => client.deadlines.snooze({ id, until }),
    saveCalendar: (withNames) => client.calendarFile.save({ ...get().filter, withNames }),
    reset() {
      list.forget()
      monthQuestion++
      set(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Case, CaseFreshness, CaseRow, CaseSort, Input, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

/** Checks of one case asked for at a time. */
const statusesPerLoad = 25

export type OpenedCase = Output<'cases.get'> & { readonly statuses: Output<'cases.statuses'> }

export interface CaseListFilter {
  readonly query: string
  /** Null for every form. */
  readonly form: string | null
  readonly freshness: CaseFreshness | null
  readonly sort: CaseSort
  readonly descending: boolean
}

export interface CasesState extends PagedList<CaseRow, CaseListFilter> {
  /** Forms to filter by. */
  readonly forms: Output<'cases.forms'>
  /** The case whose page is open. */
  readonly opened: { readonly id: string; readonly found: OpenedCase | null; readonly error: unknown } | null
}

export interface CasesStore extends StoreApi<CasesState>, PagedListCalls<CaseListFilter> {
  /** Opens one case's page until the returned function is called. */
  openCase(id: string): () => void
  loadMoreStatuses(): Promise<void>
  add(input: Input<'cases.add'>): Promise<Case>
  update(input: Input<'cases.update'>): Promise<Case>
  remove(id: string): Promise<void>
  /** Other cases with the number that is being typed. */
  sameNumber(input: Input<'cases.sameNumber'>): Promise<Output<'cases.sameNumber'>>
  recordStatus(input: Input<'cases.recordStatus'>): Promise<Case>
  noteUnchanged(caseId: string): Promise<Case>
  removeStatus(id: string): Promise<Case>
  reset(): void
}

const initial: CasesState = {
  filter: { query: '', form: null, freshness: null, sort: 'checked', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  forms: [],
  opened: null
}

/** Cases. Holds what is on screen only: one list and one opened case with its latest checks. */
export function createCasesStore(client: Pick<KeydocketClient, 'cases' | 'on'>): CasesStore {
  const store = createStore<CasesState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<CaseRow, CaseListFilter>({ get, set }, (input) => client.cases.list(input))
  let openedQuestion = 0
  let formsQuestion = 0
  /** Its open page is left once the answer is there; asking for it meanwhile would only find that it is gone. */
  let removing: string | null = null

  async function refreshOpened() {
    const id = get().opened?.id
    if (id === undefined) return
    const asked = ++openedQuestion
    const limit = Math.max(statusesPerLoad, get().opened?.found?.statuses.rows.length ?? 0)
    try {
      const [found, statuses] = await Promise.all([
        client.cases.get({ id }),
        client.cases.statuses({ caseId: id, limit: Math.min(500, limit) })
      ])
      if (asked === openedQuestion) set({ opened: { id, found: { ...found, statuses }, error: null } })
    } catch (error) {
      if (asked === openedQuestion) set({ opened: { id, found: null, error } })
    }
  }

  /** The forms only help to filter: without an answer the list stays as it is. */
  async function refreshForms() {
    const asked = ++formsQuestion
    const forms = await client.cases.forms({}).catch(() => null)
    if (forms !== null && asked === formsQuestion) set({ forms })
  }

  client.on('matters.changed', ({ matterId }) => {
    if (matterId !== null && matterId === get().opened?.found?.matter?.id) void refreshOpened()
  })
  client.on('clients.changed', ({ clientId }) => {
    list.changed()
    const { opened } = get()
    if (opened === null || opened.id === removing) return
    if (clientId === null || opened.found === null || clientId === opened.found.case.clientId) void refreshOpened()
  })
  // Another number of days, or another time zone, makes other checks stale.
  client.on('settings.changed', () => {
    list.changed()
    void refreshOpened()
  })

  const thenRefresh = async (change: Promise<Case>): Promise<Case> => {
    const changed = await change
    await refreshOpened()
    return changed
  }

  return {
    ...store,
    openList() {
      void refreshForms()
      return list.openList()
    },
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    openCase(id) {
      set({ opened: { id, found: null, error: null } })
      void refreshOpened()
      return () => {
        if (get().opened?.id !== id) return
        openedQuestion++
        set({ opened: null })
      }
    },
    async loadMoreStatuses() {
      const { opened } = get()
      if (opened === null || opened.found === null) return
      const asked = openedQuestion
      const { statuses } = opened.found
      const page = await client.cases.statuses({ caseId: opened.id, offset: statuses.rows.length, limit: statusesPerLoad })
      if (asked !== openedQuestion) return
      set({ opened: { ...opened, found: { ...opened.found, statuses: { ...page, rows: [...statuses.rows, ...page.rows] } } } })
    },
    add: (input) => client.cases.add(input),
    update: (input) => thenRefresh(client.cases.update(input)),
    async remove(id) {
      removing = id
      try {
        await client.cases.remove({ id })
      } finally {
        removing = null
      }
    },
    sameNumber: (input) => client.cases.sameNumber(input),
    recordStatus: (input) => thenRefresh(client.cases.recordStatus(input)),
    noteUnchanged: (caseId) => thenRefresh(client.cases.noteUnchanged({ caseId })),
    removeStatus: (id) => thenRefresh(client.cases.removeStatus({ id })),
    reset() {
      list.forget()
      openedQuestion++
      formsQuestion++
      set(initial, true)
    }
  }
}

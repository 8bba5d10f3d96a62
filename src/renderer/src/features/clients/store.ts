import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Case, ClientSummary, Input, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

type Client = Output<'clients.get'>['client']

export const clientsPerPage = 100
/** The most one call may return; a refresh of a longer list shows this many and offers the rest again. */
const mostPerCall = 500

export interface ClientFilter {
  readonly query: string
  readonly archived: boolean
}

export interface ClientsState {
  readonly filter: ClientFilter
  readonly rows: readonly ClientSummary[]
  readonly total: number
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
  readonly isLoadingMore: boolean
  /** The client whose page is open. */
  readonly opened: { readonly id: string; readonly client: Client | null; readonly cases: readonly Case[]; readonly error: unknown } | null
}

export interface ClientsStore extends StoreApi<ClientsState> {
  /** Shows the list until the returned function is called; while shown it follows every change. */
  openList(): () => void
  /** Changes what is listed. Only the answer to the latest question is shown, in whatever order answers arrive. */
  setFilter(filter: Partial<ClientFilter>): Promise<void>
  loadMore(): Promise<void>
  /** Opens one client's page until the returned function is called. */
  openClient(id: string): () => void
  create(input: Input<'clients.create'>): Promise<Client>
  update(input: Input<'clients.update'>): Promise<Client>
  archive(id: string): Promise<Client>
  restore(id: string): Promise<Client>
  addCase(input: Input<'cases.add'>): Promise<Case>
  updateCase(input: Input<'cases.update'>): Promise<Case>
  removeCase(id: string): Promise<void>
  reset(): void
}

const initial: ClientsState = {
  filter: { query: '', archived: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  opened: null
}

/** Clients and their cases. Holds what is on screen only: one list and one opened client. */
export function createClientsStore(client: Pick<KeydocketClient, 'clients' | 'cases' | 'on'>): ClientsStore {
  const store = createStore<ClientsState>(() => initial)
  const { getState: get, setState: set } = store
  let listQuestion = 0
  let openedQuestion = 0
  let listViewers = 0

  async function fetchList(limit: number) {
    const asked = ++listQuestion
    set({ status: 'loading', error: null, isLoadingMore: false })
    try {
      const { rows, total } = await client.clients.list({ ...get().filter, offset: 0, limit })
      if (asked === listQuestion) set({ rows, total, status: 'ready' })
    } catch (error) {
      if (asked === listQuestion) set({ status: 'failed', error })
    }
  }

  const refreshList = () => fetchList(Math.min(mostPerCall, Math.max(clientsPerPage, get().rows.length)))

  async function refreshOpened() {
    const id = get().opened?.id
    if (id === undefined) return
    const asked = ++openedQuestion
    try {
      const found = await client.clients.get({ id })
      if (asked === openedQuestion) set({ opened: { id, ...found, error: null } })
    } catch (error) {
      if (asked === openedQuestion) set({ opened: { id, client: null, cases: [], error } })
    }
  }

  /** A change answers with the new row: put it on the opened page without waiting for the event. */
  function showChanged(changed: Client): Client {
    const { opened } = get()
    if (opened?.id === changed.id) set({ opened: { ...opened, client: changed, error: null } })
    return changed
  }

  client.on('clients.changed', ({ clientId }) => {
    if (listViewers > 0) void refreshList()
    const openedId = get().opened?.id
    if (openedId !== undefined && (clientId === null || clientId === openedId)) void refreshOpened()
  })
  client.on('accounts.changed', () => {
    if (listViewers > 0) void refreshList()
  })

  return {
    ...store,
    openList() {
      listViewers++
      void refreshList()
      return () => void listViewers--
    },
    async setFilter(filter) {
      set({ filter: { ...get().filter, ...filter } })
      await fetchList(clientsPerPage)
    },
    async loadMore() {
      const { filter, rows, total, isLoadingMore } = get()
      if (isLoadingMore || rows.length >= total) return
      const asked = listQuestion
      set({ isLoadingMore: true })
      try {
        const page = await client.clients.list({ ...filter, offset: rows.length, limit: clientsPerPage })
        if (asked === listQuestion) set({ rows: [...rows, ...page.rows], total: page.total, isLoadingMore: false })
      } catch (error) {
        if (asked === listQuestion) set({ isLoadingMore: false, error })
      }
    },
    openClient(id) {
      set({ opened: { id, client: null, cases: [], error: null } })
      void refreshOpened()
      return () => {
        if (get().opened?.id !== id) return
        openedQuestion++
        set({ opened: null })
      }
    },
    create: (input) => client.clients.create(input),
    update: async (input) => showChanged(await client.clients.update(input)),
    archive: async (id) => showChanged(await client.clients.archive({ id })),
    restore: async (id) => showChanged(await client.clients.restore({ id })),
    async addCase(input) {
      const added = await client.cases.add(input)
      await refreshOpened()
      return added
    },
    async updateCase(input) {
      const changed = await client.cases.update(input)
      await refreshOpened()
      return changed
    },
    async removeCase(id) {
      await client.cases.remove({ id })
      await refreshOpened()
    },
    reset() {
      listQuestion++
      openedQuestion++
      set(initial, true)
    }
  }
}

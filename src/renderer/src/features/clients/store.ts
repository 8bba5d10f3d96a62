import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Case, ClientSort, ClientSummary, Input, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

type Client = Output<'clients.get'>['client']

export interface ClientFilter {
  readonly query: string
  readonly archived: boolean
  readonly sort: ClientSort
  readonly descending: boolean
}

export interface ClientsState extends PagedList<ClientSummary, ClientFilter> {
  /** The client whose page is open. */
  readonly opened: { readonly id: string; readonly client: Client | null; readonly cases: readonly Case[]; readonly error: unknown } | null
}

export interface ClientsStore extends StoreApi<ClientsState>, PagedListCalls<ClientFilter> {
  /** Opens one client's page until the returned function is called. */
  openClient(id: string): () => void
  create(input: Input<'clients.create'>): Promise<Client>
  update(input: Input<'clients.update'>): Promise<Client>
  /** Clients that agree with what is typed. */
  similar(input: Input<'clients.similar'>): Promise<Output<'clients.similar'>>
  archive(id: string): Promise<Client>
  restore(id: string): Promise<Client>
  reset(): void
}

const initial: ClientsState = {
  filter: { query: '', archived: false, sort: 'name', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  opened: null
}

/** Clients. Holds what is on screen only: one list and one opened client. */
export function createClientsStore(client: Pick<KeydocketClient, 'clients' | 'on'>): ClientsStore {
  const store = createStore<ClientsState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<ClientSummary, ClientFilter>({ get, set }, (input) => client.clients.list(input))
  let openedQuestion = 0

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
    list.changed()
    const openedId = get().opened?.id
    if (openedId !== undefined && (clientId === null || clientId === openedId)) void refreshOpened()
  })
  client.on('accounts.changed', () => {
    list.changed()
  })

  return {
    ...store,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
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
    similar: (input) => client.clients.similar(input),
    archive: async (id) => showChanged(await client.clients.archive({ id })),
    restore: async (id) => showChanged(await client.clients.restore({ id })),
    reset() {
      list.forget()
      openedQuestion++
      set(initial, true)
    }
  }
}

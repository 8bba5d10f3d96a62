import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Account, AccountSort, AccountSummary, Copied, Input } from '#contract'
import { accountSorts } from '#contract/vocabulary'
import { createPagedList, mostPerCall, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'
import { type AccountRoom, type AccountRoomStore, type AccountsClient, createAccountRoom } from './account-room.ts'

/** The word main sorts by for a table column; the client's name where it cannot. */
export function sortFromColumn(columnId: string): AccountSort {
  return accountSorts.find((sort) => sort === columnId) ?? 'client'
}

export interface AccountFilter {
  readonly query: string
  readonly portalId: string | null
  readonly archived: boolean
  readonly sort: AccountSort
  readonly descending: boolean
}

export interface AccountsState extends PagedList<AccountSummary, AccountFilter> {
  /** The accounts of the client whose page is open. */
  readonly ofClient: { readonly clientId: string; readonly rows: readonly AccountSummary[] | null; readonly error: unknown } | null
  /** The account whose page is open. */
  readonly room: AccountRoom | null
  /** What Keydocket last put on the clipboard and has not taken off again; never the value. */
  readonly copied: { readonly key: string; readonly clearsAt: number } | null
}

export interface AccountsStore extends StoreApi<AccountsState>, PagedListCalls<AccountFilter> {
  /** Lists one client's accounts until the returned function is called. */
  openClientAccounts(clientId: string): () => void
  create(input: Input<'accounts.create'>): Promise<Account>
  /** Runs a copy made by main and remembers under `key` that the clipboard holds it, until main says it no longer does. Answers when it will be cleared, epoch ms. */
  copy(key: string, copy: () => Promise<Copied>): Promise<number>
  /** The opened account with its authenticator and codes. */
  readonly room: AccountRoomStore
  reset(): void
}

const initial: AccountsState = {
  filter: { query: '', portalId: null, archived: false, sort: 'client', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false,
  ofClient: null,
  room: null,
  copied: null
}

/** Accounts: the list, one client's accounts, one opened account. Never a secret: those live in the component that shows them. */
export function createAccountsStore(client: AccountsClient): AccountsStore {
  const store = createStore<AccountsState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<AccountSummary, AccountFilter>({ get, set }, (input) => client.accounts.list(input))
  const room = createAccountRoom(client, { get: () => get().room, set: (room) => set({ room }) })
  let clientQuestion = 0
  let copyQuestion = 0

  async function refreshClientAccounts() {
    const clientId = get().ofClient?.clientId
    if (clientId === undefined) return
    const asked = ++clientQuestion
    try {
      const { rows } = await client.accounts.list({ clientId, limit: mostPerCall })
      if (asked === clientQuestion) set({ ofClient: { clientId, rows, error: null } })
    } catch (error) {
      if (asked === clientQuestion) set({ ofClient: { clientId, rows: null, error } })
    }
  }

  client.on('accounts.changed', ({ accountId }) => {
    list.changed()
    void refreshClientAccounts()
    if (accountId === null || accountId === get().room?.accountId) void room.refresh()
  })
  client.on('clients.changed', () => {
    list.changed()
    void room.refresh()
  })

  client.on('members.changed', () => void room.refresh())
  client.on('paths.changed', ({ accountId }) => {
    if (accountId === get().room?.accountId) void room.refresh()
  })
  client.on('clipboard.released', () => set({ copied: null }))

  return {
    ...store,
    room,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    openClientAccounts(clientId) {
      set({ ofClient: { clientId, rows: null, error: null } })
      void refreshClientAccounts()
      return () => {
        if (get().ofClient?.clientId !== clientId) return
        clientQuestion++
        set({ ofClient: null })
      }
    },
    create: (input) => client.accounts.create(input),
    async copy(key, copy) {
      const asked = ++copyQuestion
      const { clearsAt } = await copy()
      if (asked === copyQuestion) set({ copied: { key, clearsAt } })
      return clearsAt
    },
    reset() {
      list.forget()
      clientQuestion++
      copyQuestion++
      room.forget()
      set(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Contact, ContactSort, ContactSummary, Input } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

export interface ContactFilter {
  readonly query: string
  readonly archived: boolean
  readonly sort: ContactSort
  readonly descending: boolean
}

export type ContactsState = PagedList<ContactSummary, ContactFilter>

export interface ContactsStore extends StoreApi<ContactsState>, PagedListCalls<ContactFilter> {
  get(id: string): Promise<Contact>
  create(input: Input<'contacts.create'>): Promise<Contact>
  update(input: Input<'contacts.update'>): Promise<Contact>
  archive(id: string): Promise<Contact>
  restore(id: string): Promise<Contact>
  reset(): void
}

const initial: ContactsState = {
  filter: { query: '', archived: false, sort: 'name', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false
}

/** People and companies that are no clients, page by page. */
export function createContactsStore(client: Pick<KeydocketClient, 'contacts' | 'on'>): ContactsStore {
  const store = createStore<ContactsState>(() => initial)
  const { getState, setState: set } = store
  const list = createPagedList<ContactSummary, ContactFilter>({ get: getState, set }, (input) => client.contacts.list(input))
  client.on('contacts.changed', () => list.changed())
  return {
    ...store,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    get: (id) => client.contacts.get({ id }),
    create: (input) => client.contacts.create(input),
    update: (input) => client.contacts.update(input),
    archive: (id) => client.contacts.archive({ id }),
    restore: (id) => client.contacts.restore({ id }),
    reset() {
      list.forget()
      set(initial, true)
    }
  }
}

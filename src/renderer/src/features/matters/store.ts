import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Matter, MatterSort, MatterStatus, MatterSummary, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createKeyedAnswerStore, type KeyedAnswerStore } from '../../app/keyed-answer.ts'
import { createPagedList, mostPerCall, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

/** What the list shows, by its entry in the toolbar. */
export const matterChoices = {
  unfinished: ['open', 'pending'],
  open: ['open'],
  pending: ['pending'],
  closed: ['closed'],
  all: []
} as const satisfies Record<string, readonly MatterStatus[]>
export type MatterChoice = keyof typeof matterChoices

export interface MatterFilter {
  readonly query: string
  readonly choice: MatterChoice
  readonly sort: MatterSort
  readonly descending: boolean
}

export type MattersState = PagedList<MatterSummary, MatterFilter>
export type OpenedMatter = Output<'matters.get'>
type MattersClient = Pick<KeydocketClient, 'matters' | 'on'>

export interface MattersStore extends StoreApi<MattersState>, PagedListCalls<MatterFilter> {
  create(input: Input<'matters.create'>): Promise<Matter>
  update(input: Input<'matters.update'>): Promise<Matter>
  /** @param leaveOpen that it leaves something open, which the caller has named */
  close(id: string, on: string, leaveOpen: boolean): Promise<Matter>
  reopen(id: string): Promise<Matter>
  reset(): void
}

const initial: MattersState = {
  filter: { query: '', choice: 'unfinished', sort: 'client', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false
}

/** Every matter of the firm, page by page, and what is done to one. */
export function createMattersStore(client: MattersClient): MattersStore {
  const store = createStore<MattersState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<MatterSummary, MatterFilter>({ get, set }, ({ choice, ...input }) =>
    client.matters.list({ ...input, statuses: [...matterChoices[choice]] })
  )
  for (const event of ['matters.changed', 'clients.changed', 'members.changed'] as const) client.on(event, () => list.changed())
  return {
    ...store,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    create: (input) => client.matters.create(input),
    update: (input) => client.matters.update(input),
    close: (id, on, leaveOpen) => client.matters.close({ id, on, leaveOpen }),
    reopen: (id) => client.matters.reopen({ id }),
    reset() {
      list.forget()
      set(initial, true)
    }
  }
}

/** The matter whose page is open, or that is about to be closed. */
export function createOpenedMatterStore(client: MattersClient): KeyedAnswerStore<OpenedMatter> {
  return createKeyedAnswerStore(
    (id) => client.matters.get({ id }),
    (onChange, shown) => {
      const ifItsClient = ({ clientId }: { readonly clientId: string | null }): void => {
        const own = shown.value()?.matter.clientId
        if (clientId === null || own === undefined || own === clientId) onChange()
      }
      client.on('matters.changed', ifItsClient)
      client.on('clients.changed', ifItsClient)
      client.on('parties.changed', ifItsClient)
      client.on('representatives.changed', ifItsClient)
      client.on('contacts.changed', onChange)
      client.on('members.changed', onChange)
    }
  )
}

/** The matters of the client whose page is open. */
export function createClientMattersStore(client: MattersClient): KeyedAnswerStore<readonly MatterSummary[]> {
  return createKeyedAnswerStore(
    async (clientId) => (await client.matters.list({ clientId, limit: mostPerCall })).rows,
    (onChange, shown) => {
      const ifItsClient = ({ clientId }: { readonly clientId: string | null }): void => {
        if (clientId === null || clientId === shown.key()) onChange()
      }
      client.on('matters.changed', ifItsClient)
      client.on('clients.changed', ifItsClient)
      client.on('members.changed', onChange)
    }
  )
}

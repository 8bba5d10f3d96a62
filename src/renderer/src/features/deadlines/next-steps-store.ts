import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

export type NextStepsRow = Output<'nextSteps.list'>['rows'][number]
export type NextStepsState = PagedList<NextStepsRow, object>

export interface NextStepsStore extends StoreApi<NextStepsState>, Pick<PagedListCalls<object>, 'openList' | 'loadMore'> {
  reset(): void
}

const initial: NextStepsState = { filter: {}, rows: [], total: 0, status: 'idle', error: null, isLoadingMore: false }

/** Clients in use of whom nothing is due. */
export function createNextStepsStore(client: Pick<KeydocketClient, 'nextSteps' | 'on'>): NextStepsStore {
  const store = createStore<NextStepsState>(() => initial)
  const list = createPagedList<NextStepsRow, object>({ get: store.getState, set: store.setState }, (input) => client.nextSteps.list(input))
  for (const event of ['deadlines.changed', 'clients.changed'] as const) client.on(event, () => list.changed())
  return {
    ...store,
    openList: list.openList,
    loadMore: list.loadMore,
    reset() {
      list.forget()
      store.setState(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ExposedSecret, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

export interface ExposureFilter {
  readonly memberId: string | null
  readonly device: string | null
  /** Epoch ms, both included. */
  readonly from: number
  readonly to: number
}

export interface ExposureState extends PagedList<ExposedSecret, ExposureFilter> {
  readonly clients: Output<'audit.exposure'>['clients']
}

export interface ExposureStore extends StoreApi<ExposureState>, PagedListCalls<ExposureFilter> {
  reset(): void
}

const initial: ExposureState = {
  filter: { memberId: null, device: null, from: 0, to: Number.MAX_SAFE_INTEGER },
  ...{ rows: [], total: 0, status: 'idle', error: null, isLoadingMore: false, clients: [] }
}

/** Which secrets a person, or a computer, was shown. */
export function createExposureStore(client: Pick<KeydocketClient, 'audit'>): ExposureStore {
  const store = createStore<ExposureState>(() => initial)
  const list = createPagedList<ExposedSecret, ExposureFilter>({ get: store.getState, set: store.setState }, async (question) => {
    const { clients, ...page } = await client.audit.exposure(question)
    store.setState({ clients })
    return page
  })
  return {
    ...store,
    openList: list.openList,
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    reset() {
      list.forget()
      store.setState(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Portal } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export interface PortalsState {
  /** In the order main lists them; empty until the first load. */
  readonly portals: readonly Portal[]
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
}

export interface PortalsStore extends StoreApi<PortalsState> {
  /** Fetches the portal list once; later calls answer at once. A failed load is tried again. */
  load(): Promise<void>
  reset(): void
}

const initial: PortalsState = { portals: [], status: 'idle', error: null }

/** The portals the firm deals with: facts from data files, the same for every account. */
export function createPortalsStore(client: Pick<KeydocketClient, 'portals'>): PortalsStore {
  const store = createStore<PortalsState>(() => initial)
  let generation = 0
  return {
    ...store,
    async load() {
      const { status } = store.getState()
      if (status === 'loading' || status === 'ready') return
      const asked = ++generation
      store.setState({ status: 'loading', error: null })
      try {
        const portals = await client.portals.list({})
        if (asked === generation) store.setState({ portals, status: 'ready' })
      } catch (error) {
        if (asked === generation) store.setState({ status: 'failed', error })
      }
    },
    reset() {
      generation++
      store.setState(initial, true)
    }
  }
}

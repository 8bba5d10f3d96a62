import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Portal, PortalFiles } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export interface PortalsState {
  /** In the order main lists them; empty until the first load. */
  readonly portals: readonly Portal[]
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
  /** Null until asked for. */
  readonly files: PortalFiles | null
}

export interface PortalsStore extends StoreApi<PortalsState> {
  /** Fetches the portal list once; later calls answer at once. A failed load is tried again. */
  load(): Promise<void>
  loadFiles(): Promise<void>
  /** Has main read the files anew. */
  reload(): Promise<PortalFiles>
  reset(): void
}

const initial: PortalsState = { portals: [], status: 'idle', error: null, files: null }

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
    async loadFiles() {
      const asked = generation
      const files = await client.portals.files({})
      if (asked === generation) store.setState({ files })
    },
    async reload() {
      const asked = ++generation
      const files = await client.portals.reload({})
      const portals = await client.portals.list({})
      if (asked === generation) store.setState({ files, portals, status: 'ready', error: null })
      return files
    },
    reset() {
      generation++
      store.setState(initial, true)
    }
  }
}

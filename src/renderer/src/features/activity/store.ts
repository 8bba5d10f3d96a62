import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AuditRow } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export interface ActivityState {
  /** Newest first. */
  readonly rows: readonly AuditRow[]
  readonly more: boolean
  /** Whose rows are listed; null lists all. */
  readonly clientId: string | null
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
}

export interface ActivityStore extends StoreApi<ActivityState> {
  /** Fetches the newest rows of one client, or of all, replacing what was listed. */
  load(clientId?: string | null): Promise<void>
  loadMore(): Promise<void>
  reset(): void
}

const initial: ActivityState = { rows: [], more: false, clientId: null, status: 'idle', error: null }
const rowsPerLoad = 200

/** The audit table as far as it was scrolled. */
export function createActivityStore(client: Pick<KeydocketClient, 'audit'>): ActivityStore {
  const store = createStore<ActivityState>(() => initial)
  let generation = 0
  const fetchRows = async (before: number | null): Promise<void> => {
    const asked = ++generation
    store.setState({ status: 'loading', error: null })
    try {
      const { rows, more } = await client.audit.list({ clientId: store.getState().clientId, before, limit: rowsPerLoad })
      if (asked !== generation) return
      const earlier = before === null ? [] : store.getState().rows
      store.setState({ rows: [...earlier, ...rows], more, status: 'ready' })
    } catch (error) {
      if (asked === generation) store.setState({ status: 'failed', error })
    }
  }
  return {
    ...store,
    async load(clientId = null) {
      if (clientId !== store.getState().clientId) store.setState({ ...initial, clientId })
      await fetchRows(null)
    },
    async loadMore() {
      const { rows, more, status } = store.getState()
      const last = rows.at(-1)
      if (more && status !== 'loading' && last) await fetchRows(last.seq)
    },
    reset() {
      generation++
      store.setState(initial, true)
    }
  }
}

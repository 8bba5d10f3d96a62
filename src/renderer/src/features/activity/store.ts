import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AuditGroup, AuditRow, SavedList } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface ActivityFilter {
  readonly actorId: string | null
  readonly group: AuditGroup | null
  /** Calendar dates, both included; null without a bound. */
  readonly from: string | null
  readonly to: string | null
  readonly client: Named | null
  readonly account: Named | null
}

export interface ActivityState {
  readonly filter: ActivityFilter
  /** Newest first. */
  readonly rows: readonly AuditRow[]
  readonly more: boolean
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
}

export interface ActivityStore extends StoreApi<ActivityState> {
  /** Fetches the newest rows, as many as were listed, replacing them. */
  load(): Promise<void>
  loadMore(): Promise<void>
  setFilter(filter: Partial<ActivityFilter>): Promise<void>
  /** Everything there is about one client or one account; takes the place of every filter before. */
  showHistory(of: Pick<ActivityFilter, 'client'> | Pick<ActivityFilter, 'account'>): Promise<void>
  reset(): void
}

export const noFilter: ActivityFilter = { actorId: null, group: null, from: null, to: null, client: null, account: null }
const initial: ActivityState = { filter: noFilter, rows: [], more: false, status: 'idle', error: null }
const rowsPerLoad = 200
const mostPerCall = 500

/** The filter in the words of the contract. */
export const activityFilterOf = ({
  client,
  account,
  ...rest
}: ActivityFilter): Extract<SavedList, { readonly name: 'activity' }>['filter'] => ({
  ...rest,
  clientId: client?.id ?? null,
  accountId: account?.id ?? null
})

/** The audit table as far as it was scrolled. */
export function createActivityStore(client: Pick<KeydocketClient, 'audit'>): ActivityStore {
  const store = createStore<ActivityState>(() => initial)
  let generation = 0
  const fetchRows = async (before: number | null, limit = rowsPerLoad): Promise<void> => {
    const asked = ++generation
    store.setState({ status: 'loading', error: null })
    try {
      const { rows, more } = await client.audit.list({ ...activityFilterOf(store.getState().filter), before, limit })
      if (asked !== generation) return
      const earlier = before === null ? [] : store.getState().rows
      store.setState({ rows: [...earlier, ...rows], more, status: 'ready' })
    } catch (error) {
      if (asked === generation) store.setState({ status: 'failed', error })
    }
  }
  const listed = (filter: ActivityFilter): Promise<void> => {
    store.setState({ filter })
    return fetchRows(null)
  }
  return {
    ...store,
    load: () => fetchRows(null, Math.min(mostPerCall, Math.max(rowsPerLoad, store.getState().rows.length))),
    async loadMore() {
      const { rows, more, status } = store.getState()
      const last = rows.at(-1)
      if (more && status !== 'loading' && last) await fetchRows(last.seq)
    },
    setFilter: (filter) => listed({ ...store.getState().filter, ...filter }),
    showHistory: (of) => listed({ ...noFilter, ...of }),
    reset() {
      generation++
      store.setState(initial, true)
    }
  }
}

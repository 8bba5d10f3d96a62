import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DuplicateKind, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

type Duplicates = Output<'duplicates.list'>

const groupsPerLoad = 50
/** The most one call may return; a refresh of a longer list shows this many and offers the rest again. */
const mostPerCall = 100

export interface DuplicatesState {
  readonly kind: DuplicateKind
  /** Null until the first answer. */
  readonly found: Duplicates | null
  readonly error: unknown
}

export interface DuplicatesStore extends StoreApi<DuplicatesState> {
  /** Shows the report until the returned function is called; meanwhile it follows every change. */
  openView(): () => void
  refresh(): Promise<void>
  setKind(kind: DuplicateKind): Promise<void>
  loadMore(): Promise<void>
  reset(): void
}

const initial: DuplicatesState = { kind: 'name', found: null, error: null }

/** Records that may be one and the same, one kind of likeness at a time. */
export function createDuplicatesStore(client: Pick<KeydocketClient, 'duplicates' | 'on'>): DuplicatesStore {
  const store = createStore<DuplicatesState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  let viewers = 0

  async function fetchGroups(limit: number) {
    const asked = ++question
    try {
      const found = await client.duplicates.list({ kind: get().kind, limit })
      if (asked === question) set({ found, error: null })
    } catch (error) {
      if (asked === question) set({ error })
    }
  }
  const refresh = () => fetchGroups(Math.min(mostPerCall, Math.max(groupsPerLoad, get().found?.rows.length ?? 0)))
  for (const event of ['clients.changed', 'accounts.changed'] as const)
    client.on(event, () => {
      if (viewers > 0) void refresh()
    })

  return {
    ...store,
    refresh,
    openView() {
      viewers++
      void refresh()
      return () => void viewers--
    },
    async setKind(kind) {
      const { found } = get()
      // The counts of the tabs stay; the groups are another kind's.
      set({ kind, found: found && { ...found, rows: [], total: found.counts[kind] } })
      await fetchGroups(groupsPerLoad)
    },
    async loadMore() {
      const { kind, found } = get()
      if (found === null || found.rows.length >= found.total) return
      const asked = ++question
      try {
        const page = await client.duplicates.list({ kind, offset: found.rows.length, limit: groupsPerLoad })
        if (asked === question) set({ found: { ...page, rows: [...found.rows, ...page.rows] } })
      } catch (error) {
        if (asked === question) set({ error })
      }
    },
    reset() {
      question++
      set(initial, true)
    }
  }
}

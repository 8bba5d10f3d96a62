import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Output, RotationItem } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { mostPerCall, rowsPerPage } from '../../app/paged-list.ts'

export interface RotationState {
  readonly memberId: string | null
  /** Null until the first answer. */
  readonly list: Output<'rotation.list'> | null
  readonly isLoadingMore: boolean
  readonly error: unknown
}

type Place = Pick<RotationItem, 'kind' | 'recordId'>

export interface RotationStore extends StoreApi<RotationState> {
  /** Lists one member's lines until the returned function is called; meanwhile it follows every change. */
  open(memberId: string): () => void
  loadMore(): Promise<void>
  close(place: Place, note: string): Promise<void>
  reopen(place: Place): Promise<void>
  reset(): void
}

const initial: RotationState = { memberId: null, list: null, isLoadingMore: false, error: null }

/** The rotation list of one member. A change waits until the list shows it. */
export function createRotationStore(client: Pick<KeydocketClient, 'rotation' | 'on'>): RotationStore {
  const store = createStore<RotationState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0

  async function refresh(): Promise<void> {
    const { memberId, list } = get()
    if (memberId === null) return
    const asked = ++question
    try {
      const limit = Math.min(mostPerCall, Math.max(rowsPerPage, list?.rows.length ?? 0))
      const answer = await client.rotation.list({ memberId, limit })
      if (asked === question) set({ list: answer, error: null, isLoadingMore: false })
    } catch (error) {
      if (asked === question) set({ error, isLoadingMore: false })
    }
  }
  for (const event of ['rotation.changed', 'accounts.changed', 'members.changed'] as const) client.on(event, () => void refresh())

  const placeOf = ({ kind, recordId }: Place) => ({ memberId: get().memberId ?? '', kind, recordId })

  return {
    ...store,
    open(memberId) {
      question++
      set({ ...initial, memberId })
      void refresh()
      return () => {
        if (get().memberId !== memberId) return
        question++
        set(initial, true)
      }
    },
    async loadMore() {
      const { memberId, list, isLoadingMore } = get()
      if (memberId === null || list === null || isLoadingMore || list.rows.length >= list.total) return
      const asked = question
      set({ isLoadingMore: true })
      try {
        const page = await client.rotation.list({ memberId, offset: list.rows.length, limit: rowsPerPage })
        if (asked === question) set({ list: { ...page, rows: [...list.rows, ...page.rows] }, isLoadingMore: false })
      } catch (error) {
        if (asked === question) set({ error, isLoadingMore: false })
      }
    },
    async close(place, note) {
      await client.rotation.close({ ...placeOf(place), note })
      await refresh()
    },
    async reopen(place) {
      await client.rotation.reopen(placeOf(place))
      await refresh()
    },
    reset() {
      question++
      set(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Case, Input, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

type OpenedCase = Output<'cases.get'>

export interface CasesState {
  /** The case whose page is open. */
  readonly opened: { readonly id: string; readonly found: OpenedCase | null; readonly error: unknown } | null
}

export interface CasesStore extends StoreApi<CasesState> {
  /** Opens one case's page until the returned function is called. */
  openCase(id: string): () => void
  add(input: Input<'cases.add'>): Promise<Case>
  update(input: Input<'cases.update'>): Promise<Case>
  remove(id: string): Promise<void>
  reset(): void
}

const initial: CasesState = { opened: null }

/** Cases. Holds what is on screen only. */
export function createCasesStore(client: Pick<KeydocketClient, 'cases' | 'on'>): CasesStore {
  const store = createStore<CasesState>(() => initial)
  const { getState: get, setState: set } = store
  let openedQuestion = 0
  /** Its open page is left once the answer is there; asking for it meanwhile would only find that it is gone. */
  let removing: string | null = null

  async function refreshOpened() {
    const id = get().opened?.id
    if (id === undefined) return
    const asked = ++openedQuestion
    try {
      const found = await client.cases.get({ id })
      if (asked === openedQuestion) set({ opened: { id, found, error: null } })
    } catch (error) {
      if (asked === openedQuestion) set({ opened: { id, found: null, error } })
    }
  }

  client.on('matters.changed', ({ matterId }) => {
    if (matterId !== null && matterId === get().opened?.found?.matter?.id) void refreshOpened()
  })
  client.on('clients.changed', ({ clientId }) => {
    const { opened } = get()
    if (opened === null || opened.id === removing) return
    if (clientId === null || opened.found === null || clientId === opened.found.case.clientId) void refreshOpened()
  })

  return {
    ...store,
    openCase(id) {
      set({ opened: { id, found: null, error: null } })
      void refreshOpened()
      return () => {
        if (get().opened?.id !== id) return
        openedQuestion++
        set({ opened: null })
      }
    },
    add: (input) => client.cases.add(input),
    async update(input) {
      const changed = await client.cases.update(input)
      await refreshOpened()
      return changed
    },
    async remove(id) {
      removing = id
      try {
        await client.cases.remove({ id })
      } finally {
        removing = null
      }
    },
    reset() {
      openedQuestion++
      set(initial, true)
    }
  }
}

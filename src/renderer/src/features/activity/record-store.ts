import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AuditState, AuditVerification } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export interface RecordState {
  /** Null until the first answer. */
  readonly state: AuditState | null
  /** How far the check under way is; null while none is. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly result: AuditVerification | null
  readonly error: unknown
}

export interface RecordStore extends StoreApi<RecordState> {
  load(): Promise<void>
  /** Keeps the state fresh until the returned function is called. */
  openView(): () => void
  verify(): Promise<void>
  cancel(): Promise<void>
  accept(): Promise<void>
  /** Whether a file was chosen and written. */
  save(scope: { readonly clientId: string | null; readonly withNames: boolean }): Promise<boolean>
  reset(): void
}

const initial: RecordState = { state: null, progress: null, result: null, error: null }

/** What is known of the record as a whole: its newest state, what the keychain remembers, and the last check. */
export function createRecordStore(client: Pick<KeydocketClient, 'audit' | 'on'>): RecordStore {
  const store = createStore<RecordState>(() => initial)
  const { getState: get, setState: set } = store
  let session = 0
  let viewers = 0

  async function load(): Promise<void> {
    const asked = session
    try {
      const state = await client.audit.state({})
      if (asked === session) set({ state })
    } catch (error) {
      if (asked === session) set({ error })
    }
  }
  client.on('audit.changed', () => {
    if (viewers > 0) void load()
  })
  client.on('audit.progress', (progress) => {
    if (get().progress !== null) set({ progress })
  })

  return {
    ...store,
    load,
    openView() {
      viewers++
      void load()
      return () => void viewers--
    },
    async verify() {
      const asked = session
      set({ progress: { done: 0, total: 0 }, result: null, error: null })
      try {
        const result = await client.audit.verify({})
        if (asked === session) set({ result, progress: null })
      } catch (error) {
        if (asked === session) set({ error, progress: null })
      }
      if (asked === session) await load()
    },
    async cancel() {
      await client.audit.cancelVerify({})
    },
    async accept() {
      await client.audit.acceptState({})
      set({ result: null })
      await load()
    },
    async save(scope) {
      const { saved } = await client.audit.saveExport(scope)
      if (saved) await load()
      return saved
    },
    reset() {
      session++
      set(initial, true)
    }
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Settings } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export interface SettingsState {
  /** Null until loaded. */
  readonly settings: Settings | null
  readonly sample: { readonly offered: boolean; readonly loaded: boolean } | null
}

export interface SettingsStore extends StoreApi<SettingsState> {
  /** Throws ApiError; what was loaded before stays. */
  load(): Promise<void>
  loadSample(): Promise<void>
  update(changes: Partial<Settings>): Promise<void>
  reset(): void
}

const initial: SettingsState = { settings: null, sample: null }

/** The firm's settings, and whether the sample firm is offered or loaded. */
export function createSettingsStore(client: Pick<KeydocketClient, 'settings' | 'sample'>): SettingsStore {
  const store = createStore<SettingsState>(() => initial)
  // Answers that come after a reset belong to a vault that is closed by now.
  let generation = 0
  const keep = async <T>(answer: Promise<T>, put: (value: T) => Partial<SettingsState>): Promise<void> => {
    const asked = generation
    const value = await answer
    if (asked === generation) store.setState(put(value))
  }
  return {
    ...store,
    load: () => keep(client.settings.get({}), (settings) => ({ settings })),
    loadSample: () => keep(client.sample.status({}), (sample) => ({ sample })),
    update: (changes) => keep(client.settings.update(changes), (settings) => ({ settings })),
    reset() {
      generation++
      store.setState(initial, true)
    }
  }
}

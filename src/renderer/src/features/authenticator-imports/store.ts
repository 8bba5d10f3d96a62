import type { Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export interface WaitingEntriesStore extends AnswerStore<Output<'authenticatorImports.waiting'>> {
  /** Shows so many more. */
  loadMore(): Promise<void>
}

const perLoad = 100
/** The most one call may return. */
const most = 500

/** Imported entries that wait for an account. */
export function createWaitingEntriesStore(client: Pick<KeydocketClient, 'authenticatorImports' | 'on'>): WaitingEntriesStore {
  let limit = perLoad
  const store = createAnswerStore(
    () => client.authenticatorImports.waiting({ limit }),
    (onChange) => {
      for (const event of ['imports.changed', 'accounts.changed', 'clients.changed'] as const) client.on(event, onChange)
    }
  )
  return {
    ...store,
    async loadMore() {
      limit = most
      await store.refresh()
    },
    reset() {
      limit = perLoad
      store.reset()
    }
  }
}

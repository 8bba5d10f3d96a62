import type { Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

const perLoad = 20
/** The most one call may return. */
const mostPerCall = 200

export interface ImportsStore extends AnswerStore<Output<'imports.list'>> {
  loadMore(): Promise<void>
}

/** What was imported, newest first. */
export function createImportsStore(client: Pick<KeydocketClient, 'imports' | 'on'>): ImportsStore {
  let limit = perLoad
  const store = createAnswerStore(
    () => client.imports.list({ limit }),
    (onChange) => {
      client.on('imports.changed', onChange)
    }
  )
  return {
    ...store,
    async loadMore() {
      limit = Math.min(mostPerCall, limit + perLoad)
      await store.refresh()
    },
    reset() {
      limit = perLoad
      store.reset()
    }
  }
}

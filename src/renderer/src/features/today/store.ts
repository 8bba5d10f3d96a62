import type { Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export type TodayStore = AnswerStore<Output<'today.list'>>

/** What needs a person today. */
export function createTodayStore(client: Pick<KeydocketClient, 'today' | 'on'>): TodayStore {
  return createAnswerStore(
    () => client.today.list({}),
    (onChange) => {
      for (const event of [
        'accounts.changed',
        'clients.changed',
        'deadlines.changed',
        'members.changed',
        'paths.changed',
        'settings.changed'
      ] as const)
        client.on(event, onChange)
    }
  )
}

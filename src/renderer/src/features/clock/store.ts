import type { ClockState } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export interface ClockStore extends AnswerStore<ClockState> {
  /** A person says that the clock is right. */
  accept(): Promise<void>
  /** Moves all codes of this computer; 0 ends that. */
  correct(seconds: number): Promise<void>
}

/** What speaks against the clock of this computer. */
export function createClockStore(client: Pick<KeydocketClient, 'clock' | 'on'>): ClockStore {
  const store = createAnswerStore<ClockState>(
    () => client.clock.state({}),
    (onChange) => client.on('clock.changed', onChange)
  )
  const thenRefresh = async (change: Promise<unknown>): Promise<void> => {
    await change
    await store.refresh()
  }
  return {
    ...store,
    accept: () => thenRefresh(client.clock.accept({})),
    correct: (seconds) => thenRefresh(client.clock.correct({ seconds }))
  }
}

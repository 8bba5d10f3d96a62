import type { EventName, Events } from '#contract'
import type { Log } from './ports.ts'

export type Emit = <E extends EventName>(name: E, payload: Events[E]) => void
export type EventListener = <E extends EventName>(name: E, payload: Events[E]) => void

/** Events announce what has been committed; they carry ids and never steer anything. A listener that throws harms nobody else. */
export function createEvents(log: Log): { emit: Emit; onEvent(listener: EventListener): () => void } {
  const listeners = new Set<EventListener>()
  return {
    emit(name, payload) {
      for (const listener of listeners) {
        try {
          listener(name, payload)
        } catch (error) {
          log.error('event.listener-failed', error, { event: name })
        }
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}

/** Ms in which input is told once at most. */
export const quietMs = 5_000

/**
 * What counts as a person at the window. `keyup`, not `keydown`: a key that something lies on repeats for ever. While the warning is shown, a
 * pointer that only moves does not count, or it would take the question away from under a press.
 */
const inputs = ['pointermove', 'pointerup', 'wheel', 'keyup'] as const
const clearInputs: ReadonlySet<string> = new Set(['pointerup', 'keyup'])

export interface InputWatch {
  /** Takes an event; true when it was worth a message. */
  take(event: Pick<Event, 'type' | 'isTrusted'>): boolean
  warn(isShown: boolean): void
}

/** Sends `touch` for input of a person, at most once in `quietMs`; at once while the warning is shown. */
export function createInputWatch(now: () => number, touch: () => void): InputWatch {
  let sentAt = Number.NEGATIVE_INFINITY
  let isWarning = false
  return {
    take({ type, isTrusted }) {
      if (!isTrusted) return false
      if (isWarning ? !clearInputs.has(type) : now() - sentAt < quietMs) return false
      sentAt = now()
      touch()
      return true
    },
    warn(isShown) {
      isWarning = isShown
    }
  }
}

/** Follows a window's input until the answer is called. Nothing can keep it from seeing an event: it listens first. */
export function followInput(target: EventTarget, watch: InputWatch): () => void {
  const take = (event: Event): void => void watch.take(event)
  const how = { capture: true, passive: true }
  for (const type of inputs) target.addEventListener(type, take, how)
  return () => {
    for (const type of inputs) target.removeEventListener(type, take, how)
  }
}

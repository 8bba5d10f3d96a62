import { useSyncExternalStore } from 'react'

/** The outside world of a ticker, so that tests can turn the time by hand. */
export interface Timing {
  now(): number
  /** Calls back once after `ms`; returns its cancel. */
  after(ms: number, run: () => void): () => void
}

export interface Ticker {
  subscribe(listener: () => void): () => void
  /** Epoch ms of the latest tick. While nobody listens, at most a second old. */
  now(): number
}

const tickMs = 1000

/** Ticks at every full second while somebody listens; a window with no countdown in it does not wake up. */
export function createTicker(timing: Timing): Ticker {
  const listeners = new Set<() => void>()
  let latest = timing.now()
  let cancel: (() => void) | null = null

  const schedule = (): void => {
    cancel = timing.after(tickMs - (timing.now() % tickMs), () => {
      latest = timing.now()
      schedule()
      for (const listener of listeners) listener()
    })
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      if (cancel === null) {
        latest = timing.now()
        schedule()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        cancel?.()
        cancel = null
      }
    },
    now() {
      if (cancel === null && Math.abs(timing.now() - latest) >= tickMs) latest = timing.now()
      return latest
    }
  }
}

const ticker = createTicker({
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
})

/**
 * The time now in epoch ms, renewed each second by the one ticker every countdown shares.
 * @param offsetMs what to add to this window's clock, e.g. main's clock minus this one's
 */
export function useNow(offsetMs = 0): number {
  return useSyncExternalStore(ticker.subscribe, ticker.now) + offsetMs
}

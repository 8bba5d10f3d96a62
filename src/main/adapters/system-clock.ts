import type { Clock } from '../ports.ts'

/** The computer's own clock, timers and time zone. Timers keep the process alive until they fire or are cancelled. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone
  }
}

import type { Emit } from '../../events.ts'
import type { Clock } from '../../ports.ts'

/** A moment on both clocks: the wall clock goes on while the computer sleeps, the monotonic one when somebody sets the date back. */
export interface Moment {
  readonly wall: number
  readonly monotonic: number
}

/** Ms left of `limitMs` since `last`, by whichever clock has less; 0 or below: over. A date set forward thus locks early, never late. */
export function msLeft(last: Moment, now: Moment, limitMs: number): number {
  return limitMs - Math.max(now.wall - last.wall, now.monotonic - last.monotonic)
}

/** The firm's own setting, or what the policy of this computer allows at most. */
export const lockMinutes = (setting: number, most: number | null): number => (most === null ? setting : Math.min(setting, most))

/** Ms before the lock at which the window warns. */
export const warningMs = 30_000
/** Ms between two looks at the clocks at most: timers stand still while the computer sleeps. */
export const tickMs = 15_000

export interface IdleLockDeps {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'after'>
  /** Minutes without input after which the vault locks; asked at each look, since settings change. */
  minutes(): number
  /** Called once when they are over. */
  lock(): void
  readonly emit: Emit
}

export type IdleLock = ReturnType<typeof createIdleLock>

/** Locks when nobody has used the window for a while. A deadline that every look compares with the clocks, not a timer that has to fire in time. */
export function createIdleLock({ clock, minutes, lock, emit }: IdleLockDeps) {
  /** Null while there is nothing to lock. */
  let lastInput: Moment | null = null
  let isWarned = false
  let isLocking = false
  let cancelTick: (() => void) | null = null

  const moment = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() })
  const left = (last: Moment): number => msLeft(last, moment(), minutes() * 60_000)
  /** Once over, over: a date set back meanwhile opens nothing again. */
  const isOver = (): boolean => lastInput !== null && (isLocking || left(lastInput) <= 0)

  function check(): void {
    if (lastInput === null || isLocking) return
    const ms = left(lastInput)
    if (ms <= 0) {
      isLocking = true
      cancelTick?.()
      cancelTick = null
      lock()
      return
    }
    if (ms <= warningMs && !isWarned) {
      isWarned = true
      emit('vault.locking', { seconds: Math.ceil(ms / 1000) })
    }
    cancelTick?.()
    cancelTick = clock.after(Math.min(tickMs, Math.ceil(ms > warningMs ? ms - warningMs : ms)), check)
  }

  return {
    isOver,
    /** Locks when the time is over, warns when it nearly is. */
    check,
    /** From the opening on. */
    start(): void {
      lastInput = moment()
      isWarned = false
      isLocking = false
      check()
    },
    /** A person used the window. Comes too late once the time is over. */
    touch(): void {
      check()
      if (lastInput === null || isLocking) return
      lastInput = moment()
      if (isWarned) emit('vault.locking', { seconds: null })
      isWarned = false
    },
    stop(): void {
      lastInput = null
      cancelTick?.()
      cancelTick = null
    }
  }
}

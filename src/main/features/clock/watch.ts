import type { Clock } from '../../ports.ts'
import type { Moment } from '../vault/idle-lock.ts'

/** Ms between two looks at both clocks. */
export const lookEveryMs = 5_000
/** Ms by which the two may differ between two looks: timers are late, and clocks that are set right by and by run a little faster or slower. */
export const toleranceMs = 2_000

/** By how many ms the wall clock was set between two moments; 0 within the tolerance. Sleep must not lie between them. */
export function jumpBetween(before: Moment, now: Moment): number {
  const jump = now.wall - before.wall - (now.monotonic - before.monotonic)
  return Math.abs(jump) <= toleranceMs ? 0 : jump
}

export interface Jump {
  /** Ms, negative when the clock was set back. */
  readonly byMs: number
  /** What the clock said when it was last looked at before. */
  readonly before: number
}

export type ClockWatch = ReturnType<typeof createClockWatch>

/** Notices that the clock of this computer was set, from the start of the program on and also while the vault is locked. */
export function createClockWatch(clock: Pick<Clock, 'now' | 'monotonic' | 'after'>) {
  const moment = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() })
  let last = moment()
  let isAsleep = false
  /** All jumps since the start, or since they were accepted, in one. */
  let changed: { readonly at: number; readonly byMs: number } | null = null
  let listener: ((jump: Jump) => void) | null = null
  /** Of a time when nobody listened. */
  let unheard: Jump | null = null
  let cancel: (() => void) | null = null

  function look(): void {
    const now = moment()
    const byMs = isAsleep ? 0 : jumpBetween(last, now)
    const before = last.wall
    last = now
    if (byMs === 0) return
    const inAll = (changed?.byMs ?? 0) + byMs
    changed = Math.abs(inAll) <= toleranceMs ? null : { at: now.wall, byMs: inAll }
    if (listener !== null) listener({ byMs, before })
    else unheard = { byMs: (unheard?.byMs ?? 0) + byMs, before: Math.max(unheard?.before ?? 0, before) }
  }

  function tick(): void {
    look()
    cancel = clock.after(lookEveryMs, tick)
  }

  return {
    look,
    /** Looks by itself from now on. */
    start(): void {
      cancel?.()
      tick()
    },
    stop(): void {
      cancel?.()
      cancel = null
    },
    /** The computer goes to sleep: until it wakes, the two clocks need not agree. */
    sleep(): void {
      look()
      isAsleep = true
    },
    wake(): void {
      isAsleep = false
      last = moment()
    },
    changed: () => changed,
    /** The clock is right as it is. */
    accept(): void {
      look()
      changed = null
    },
    /** One listener at a time; answers what happened while there was none. */
    listen(to: (jump: Jump) => void): Jump | null {
      listener = to
      const missed = unheard
      unheard = null
      return missed
    },
    unlisten(): void {
      listener = null
    }
  }
}

import * as z from 'zod'
import { call, done, instant, later, nothing } from './schemas.ts'

/** Seconds by which verification codes may be moved at most, either way, and ms after which that ends by itself. */
export const correctionBounds = { maxSeconds: 300, lastsMs: 24 * 3_600_000 } as const

/** What speaks against the clock of this computer. Nobody is asked over a network. */
const ClockState = later(() =>
  z.strictObject({
    /** This computer's time as the codes are made from it, without the correction. */
    now: instant,
    /** The clock was set since the program started, by so many seconds in all, and last at. Gone once it was set back, accepted, or a code agreed. */
    changed: z.strictObject({ at: instant, bySeconds: z.int() }).nullable(),
    /** Seconds by which the clock lies behind what was written down on this computer before; null below a minute. */
    behindSeconds: z.int().positive().nullable(),
    /** It lies before this version was built, so it is certainly wrong. */
    beforeBuild: z.boolean(),
    /** Codes are made for a time so many seconds later than the clock of this computer says, until. */
    correction: z
      .strictObject({
        seconds: z.int().min(-correctionBounds.maxSeconds).max(correctionBounds.maxSeconds),
        until: instant,
        by: z.string()
      })
      .nullable()
  })
)
export type ClockState = z.output<ReturnType<typeof ClockState>>

export const clockContract = {
  'clock.state': call(nothing, ClockState),
  /** A person compared the clock with another one and says that it is right. */
  'clock.accept': call(nothing, done),
  /** Moves all verification codes made on this computer for a day; 0 ends that. */
  'clock.correct': call(
    () => z.strictObject({ seconds: z.int().min(-correctionBounds.maxSeconds).max(correctionBounds.maxSeconds) }),
    ClockState
  )
}

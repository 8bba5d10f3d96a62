import * as z from 'zod'
import { SignInStep } from './recovery.ts'
import { calendarDate, call, id, later, paperDate } from './schemas.ts'

const SignIn = later(() =>
  z.strictObject({
    accountId: id,
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    portalName: z.string(),
    username: z.string(),
    lastSignedInOn: calendarDate,
    /** Day of the first consequence still ahead, else of the last one. */
    dueOn: calendarDate,
    daysLeft: z.int(),
    /** Soonest first. */
    steps: z.array(SignInStep)
  })
)
export type SignIn = z.output<ReturnType<typeof SignIn>>

/** Days one calendar may span: six weeks of a month's grid and some. */
export const mostCalendarDays = 62

export const signInsContract = {
  /** How many accounts in use should be signed in to by each day of a stretch; days without any are left out. */
  'signIns.calendar': call(
    () => z.strictObject({ from: paperDate, to: paperDate }),
    () =>
      z.strictObject({
        today: calendarDate,
        days: z.array(z.strictObject({ on: calendarDate, count: z.int().positive() })),
        /** Accounts of which at least one consequence has passed. */
        overdue: z.int().nonnegative(),
        /** Accounts in use without a noted sign-in: nothing can be counted for them. */
        neverNoted: z.int().nonnegative()
      })
  ),
  /** Accounts due on a day, in the order of the account list; null asks for those of which a consequence has passed, longest ago first. */
  'signIns.list': call(
    () =>
      z.strictObject({
        on: paperDate.nullable(),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(SignIn()), total: z.int().nonnegative() })
  )
}

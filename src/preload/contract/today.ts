import * as z from 'zod'
import { calendarDate, call, id, nothing } from './schemas.ts'

export const todayKinds = [
  'access-code-expired',
  'access-code-expiring',
  'passcode-expired',
  'passcode-expiring',
  'draft-expiring',
  'replacement-overdue',
  'replacement-waiting',
  'link-unverified',
  'path-open',
  'factor-of-leaver',
  'backup-code-stale',
  'authenticator-unconfirmed',
  'sign-in-due',
  'password-due',
  'not-recoverable'
] as const

const TodayItem = z.strictObject({
  kind: z.enum(todayKinds),
  accountId: id,
  clientId: id.nullable(),
  clientName: z.string().nullable(),
  portalName: z.string(),
  username: z.string(),
  /** The day it is about; null when it has none. */
  on: calendarDate.nullable(),
  daysLeft: z.int().nullable(),
  /** Open path, for `path-open`. */
  pathId: id.nullable(),
  /** People concerned. */
  people: z.array(z.string())
})
export type TodayItem = z.output<typeof TodayItem>

export const todayContract = {
  /** What needs a person, most urgent first; at most 50 of each kind with the full count of each. */
  'today.list': call(nothing, () =>
    z.strictObject({ today: calendarDate, items: z.array(TodayItem), counts: z.record(z.enum(todayKinds), z.int().nonnegative()) })
  )
}

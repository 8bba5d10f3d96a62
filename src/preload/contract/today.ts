import * as z from 'zod'
import { calendarDate, call, id, nothing } from './schemas.ts'

export const todayKinds = [
  'deadline-overdue',
  'appointment-unanswered',
  'appointment-near',
  'access-code-expired',
  'passcode-expired',
  'replacement-overdue',
  'not-recoverable',
  'deadline-near',
  'document-expiring',
  'access-code-expiring',
  'passcode-expiring',
  'draft-expiring',
  'replacement-waiting',
  'link-unverified',
  'path-open',
  'factor-of-leaver',
  'backup-code-stale',
  'authenticator-unconfirmed',
  'sign-in-due',
  'password-due'
] as const

const TodayItem = z.strictObject({
  kind: z.enum(todayKinds),
  /** Null for a deadline of a client without an account. */
  accountId: id.nullable(),
  clientId: id.nullable(),
  clientName: z.string().nullable(),
  portalName: z.string(),
  username: z.string(),
  /** The day it is about; null when it has none. */
  on: calendarDate.nullable(),
  daysLeft: z.int().nullable(),
  /** Open path, for `path-open`. */
  pathId: id.nullable(),
  /** Deadline and what it is called, for the kinds of deadlines. */
  deadlineId: id.nullable(),
  title: z.string(),
  /** People concerned. */
  people: z.array(z.string())
})
export type TodayItem = z.output<typeof TodayItem>

export const todayContract = {
  /** What needs a person, most urgent first; at most 50 of each kind with the full count of each. */
  'today.list': call(nothing, () =>
    z.strictObject({
      today: calendarDate,
      items: z.array(TodayItem),
      counts: z.record(z.enum(todayKinds), z.int().nonnegative()),
      /** Accounts in use of which nothing is recorded that could tell whether anybody gets in. */
      nothingRecorded: z.int().nonnegative()
    })
  )
}

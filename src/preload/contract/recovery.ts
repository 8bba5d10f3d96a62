import * as z from 'zod'
import { certainties } from './portals.ts'
import { calendarDate, call, id, nothing } from './schemas.ts'
import { accessReports, recoverabilities, reportSorts } from './vocabulary.ts'

/** One way into an account today, or why a way does not count. Worded by the host from these facts. */
export const Way = z.strictObject({
  kind: z.enum(['authenticator-here', 'backup-code-here', 'factor', 'client-holds', 'help-desk']),
  /** Whether it works today as far as is recorded. */
  counts: z.boolean(),
  /** Why it does not count: an unconfirmed authenticator, a stale or used backup code, a holder who left, a portal that cannot recover. */
  because: z.enum(['unconfirmed', 'presumed-stale', 'used', 'none', 'holder-left', 'not-offered']).nullable(),
  /** Whose phone, mailbox or device; null when anybody at the firm can use it. */
  person: z.string().nullable(),
  factorKind: z.string().nullable(),
  /** Usual wait in federal business days, for the help desk. */
  waitBusinessDays: z.int().nullable()
})
export type Way = z.output<typeof Way>

/** One consequence of not signing in, for one account. */
export const SignInStep = z.strictObject({
  days: z.int().positive(),
  /** Last day on which a sign-in still prevents it. */
  on: calendarDate,
  what: z.string(),
  certainty: z.enum(certainties),
  hasPassed: z.boolean()
})
export type SignInStep = z.output<typeof SignInStep>

export const RecoverabilityOf = z.strictObject({
  value: z.enum(recoverabilities),
  /** Exactly one person could open it today. */
  singlePerson: z.boolean(),
  /** The people without whom nobody gets in; empty when anybody can. */
  people: z.array(z.string()),
  ways: z.array(Way),
  /** Days since the last noted sign-in; null when none was noted. */
  daysSinceSignIn: z.int().nullable(),
  /** Day by which somebody should sign in: of the first consequence still ahead, else of the last one; null where none is known. */
  signInDueOn: calendarDate.nullable(),
  /** What follows when nobody signs in, and when, soonest first; empty without a noted sign-in. */
  signInSteps: z.array(SignInStep),
  /** Day by which the password should be changed; null where the portal has no such rule or no change was noted. */
  passwordDueOn: calendarDate.nullable()
})
export type RecoverabilityOf = z.output<typeof RecoverabilityOf>

const ReportRow = z.strictObject({
  accountId: id,
  clientId: id.nullable(),
  clientName: z.string().nullable(),
  portalName: z.string(),
  username: z.string(),
  recoverability: z.enum(recoverabilities),
  /** People concerned, where the report is about people. */
  people: z.array(z.string()),
  /** Why the answer is what it is: the ways that work, else those that would if something about them were different. */
  reasons: z.array(Way),
  /** The date the report is about: expiry, last sign-in, stale since. */
  on: calendarDate.nullable()
})
export type ReportRow = z.output<typeof ReportRow>

export const recoveryContract = {
  'recovery.of': call(
    () => z.strictObject({ accountId: id }),
    () => RecoverabilityOf
  ),
  /** Accounts in use by recoverability, and how many rows each report has. */
  'recovery.overview': call(nothing, () =>
    z.strictObject({
      accounts: z.record(z.enum(recoverabilities), z.int().nonnegative()),
      reports: z.record(z.enum(accessReports), z.int().nonnegative())
    })
  ),
  'recovery.report': call(
    () =>
      z.strictObject({
        report: z.enum(accessReports),
        /** Parts of words in the names of client, account and people; empty lists all. */
        query: z.string().max(200).default(''),
        sort: z.enum(reportSorts).default('report'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(ReportRow), total: z.int().nonnegative() })
  )
}

import * as z from 'zod'
import { Copied } from './authenticators.ts'
import { Revealed } from './backup-codes.ts'
import { calendarDate, call, done, id, instant, later, paperDate, receiptNumber, typedSecret } from './schemas.ts'
import { accessCodeStatuses, addressees, expirySorts, linkFunctions, linkMethods } from './vocabulary.ts'

/** What became of a used code: where the case stands now. */
const Link = later(() => ({
  /** Day it was redeemed. */
  redeemedOn: calendarDate,
  /** The account it was redeemed into: this one or another of the same client at the portal. */
  intoAccountId: id,
  /** How the case was linked; null while nobody said. */
  linkedBy: z.enum(linkMethods).nullable(),
  function: z.enum(linkFunctions).nullable(),
  /** Day somebody saw the case in the account; null until then. */
  verifiedOn: calendarDate.nullable()
}))

const AccessCode = later(() =>
  z.strictObject({
    id,
    accountId: id,
    status: z.enum(accessCodeStatuses),
    /** Date printed on the notice; the clock starts here. */
    noticeOn: calendarDate,
    expiresOn: calendarDate,
    /** True when a person set `expiresOn`, false when it follows from the portal's lifetime. */
    expiryEdited: z.boolean(),
    daysLeft: z.int(),
    addressee: z.enum(addressees),
    /** Receipt numbers the notice covers, as printed. */
    receiptNumbers: z.array(z.string()),
    /** False when only the notice was logged, without the code itself. */
    hasValue: z.boolean(),
    usedAt: instant.nullable(),
    usedBy: z.string().nullable(),
    /** Used by somebody outside the firm (USCIS warns that a relative or another representative may have). */
    usedByOther: z.boolean(),
    /** Null while unused, when somebody else used it, and on uses noted before this was asked. */
    link: z.strictObject({ ...Link(), intoUsername: z.string() }).nullable(),
    replacedAt: instant.nullable(),
    /** Day the portal's help desk was asked for a new code; null when it was not. */
    replacementRequestedOn: calendarDate.nullable(),
    /** Day by which the answer usually comes: ten federal business days at USCIS (portals.md section 2.7). */
    replacementDueOn: calendarDate.nullable(),
    recordedAt: instant,
    recordedBy: z.string()
  })
)
export type AccessCode = z.output<ReturnType<typeof AccessCode>>

const receiptNumbers = later(() => z.array(receiptNumber).max(20).default([]))

export const accessCodesContract = {
  /** Newest notice first. No values. */
  'accessCodes.list': call(
    () => z.strictObject({ accountId: id }),
    () => z.array(AccessCode())
  ),
  /** Unused codes that a notice of these facts would replace: addressed to the same party, no newer, and not of other receipts only. Newest first. */
  'accessCodes.wouldReplace': call(
    () => z.strictObject({ accountId: id, noticeOn: paperDate, addressee: z.enum(addressees), receiptNumbers: receiptNumbers() }),
    () => z.array(AccessCode())
  ),
  /** Logs an Account Access Notice and answers which earlier codes it replaced. */
  'accessCodes.record': call(
    () =>
      z.strictObject({
        accountId: id,
        /** 4 to 40 printable characters, case kept; absent when only the notice is logged. */
        code: typedSecret(200).nullable().default(null),
        noticeOn: paperDate,
        /** Overrides notice date + the portal's days. */
        expiresOn: calendarDate.nullable().default(null),
        addressee: z.enum(addressees).default('client'),
        receiptNumbers: receiptNumbers(),
        /**
         * Whether it replaces the codes that `accessCodes.wouldReplace` names. Null: it does, but a notice without its code leaves a code
         * that is known and has not expired.
         */
        replaces: z.boolean().nullable().default(null)
      }),
    () => z.strictObject({ ...AccessCode().shape, replaced: z.array(AccessCode()) })
  ),
  /** The code was not replaced after all. */
  'accessCodes.undoReplacement': call(() => z.strictObject({ id }), AccessCode),
  'accessCodes.update': call(
    () =>
      z.strictObject({
        id,
        noticeOn: paperDate,
        expiresOn: calendarDate.nullable(),
        addressee: z.enum(addressees),
        receiptNumbers: receiptNumbers()
      }),
    AccessCode
  ),
  'accessCodes.reveal': call(() => z.strictObject({ id }), Revealed),
  'accessCodes.copy': call(() => z.strictObject({ id }), Copied),
  /** Used today, into the code's own account unless `into` names another of the same client. */
  'accessCodes.markUsed': call(
    () =>
      z.strictObject({
        id,
        byOther: z.boolean().default(false),
        intoAccountId: id.nullable().default(null),
        linkedBy: z.enum(linkMethods).nullable().default(null),
        function: z.enum(linkFunctions).nullable().default(null)
      }),
    done
  ),
  /** Corrects or completes what became of a code the firm used. No date in the future, nor before the notice. */
  'accessCodes.updateLink': call(() => z.strictObject({ id, ...Link() }), AccessCode),
  'accessCodes.undoUse': call(() => z.strictObject({ id }), done),
  /** Notes that the help desk was asked for a replacement; null takes that back. */
  'accessCodes.requestReplacement': call(() => z.strictObject({ id, on: calendarDate.nullable() }), AccessCode),
  /** Access codes of all accounts in use. */
  'accessCodes.board': call(
    () =>
      z.strictObject({
        statuses: z.array(z.enum(accessCodeStatuses)).max(10).default(['new', 'expiring', 'expired', 'replacement-requested']),
        /** Parts of words in the names of client and account; empty lists all. */
        query: z.string().max(200).default(''),
        sort: z.enum(expirySorts).default('expires'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(
          z.strictObject({
            ...AccessCode().shape,
            clientId: id.nullable(),
            clientName: z.string().nullable(),
            portalName: z.string(),
            username: z.string()
          })
        ),
        total: z.int().nonnegative(),
        /** Live codes and how many of them are expiring, for the timeline: one entry per day that has any, next 90 days. */
        timeline: z.array(z.strictObject({ on: calendarDate, count: z.int().positive(), expiring: z.int().nonnegative() }))
      })
  )
}

import * as z from 'zod'
import { Copied } from './authenticators.ts'
import { Revealed } from './backup-codes.ts'
import { calendarDate, call, done, id, instant, later, paperDate, receiptNumber, typedSecret } from './schemas.ts'
import { accessCodeStatuses, addressees } from './vocabulary.ts'

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
    replacedAt: instant.nullable(),
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
  /** Logs an Account Access Notice. Earlier unused codes of the account addressed to the same party become `replaced` when `replaces` is set. */
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
        replaces: z.boolean().default(true)
      }),
    AccessCode
  ),
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
  'accessCodes.markUsed': call(() => z.strictObject({ id, byOther: z.boolean().default(false) }), done),
  'accessCodes.undoUse': call(() => z.strictObject({ id }), done)
}

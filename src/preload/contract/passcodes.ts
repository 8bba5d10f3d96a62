import * as z from 'zod'
import { Copied } from './authenticators.ts'
import { Revealed } from './backup-codes.ts'
import { calendarDate, call, id, instant, later, line, paperDate, requiredLine, typedSecret } from './schemas.ts'
import { expirySorts, passcodeOutcomes, passcodeStatuses } from './vocabulary.ts'

const Passcode = later(() =>
  z.strictObject({
    id,
    /** The representative's account, in which the filing was prepared. */
    accountId: id,
    /** Who must review and sign. */
    clientId: id,
    clientName: z.string(),
    status: z.enum(passcodeStatuses),
    /** Form number as people write it, e.g. "G-28, I-129". */
    form: z.string(),
    /** Which of several filings of the form, e.g. the beneficiary. */
    about: z.string(),
    /** Day the portal showed it; the clock starts here. */
    issuedOn: calendarDate,
    expiresOn: calendarDate,
    /** True when a person set `expiresOn`, false when it follows from the portal's lifetime. */
    expiryEdited: z.boolean(),
    daysLeft: z.int(),
    /** False when only the passcode's dates were recorded. */
    hasValue: z.boolean(),
    /** Day it was handed to the client; null until then. */
    handedOverOn: calendarDate.nullable(),
    handedOverHow: z.string(),
    /** Day the client accepted or declined; null until then. */
    answeredOn: calendarDate.nullable(),
    replacedAt: instant.nullable(),
    recordedAt: instant,
    recordedBy: z.string()
  })
)
export type Passcode = z.output<ReturnType<typeof Passcode>>

const passcodeFields = later(() => ({
  clientId: id,
  form: requiredLine(60),
  about: line(120),
  issuedOn: paperDate,
  /** Overrides day of issue + the portal's days. */
  expiresOn: calendarDate.nullable(),
  handedOverOn: calendarDate.nullable(),
  handedOverHow: line(120)
}))

export const passcodesContract = {
  /** Newest first. No values. */
  'passcodes.list': call(
    () => z.strictObject({ accountId: id }),
    () => z.array(Passcode())
  ),
  /** Records a passcode shown on screen. `replaces` names the open one of the same account and client whose place it takes. */
  'passcodes.record': call(
    () =>
      z.strictObject({
        accountId: id,
        ...passcodeFields(),
        about: passcodeFields().about.default(''),
        expiresOn: passcodeFields().expiresOn.default(null),
        handedOverOn: passcodeFields().handedOverOn.default(null),
        handedOverHow: passcodeFields().handedOverHow.default(''),
        /** 4 to 40 printable characters, case kept; absent when only its dates are recorded. */
        code: typedSecret(200).nullable().default(null),
        replaces: id.nullable().default(null)
      }),
    Passcode
  ),
  'passcodes.update': call(
    () =>
      z.strictObject({ id, ...passcodeFields(), /** Null keeps the value there is. */ code: typedSecret(200).nullable().default(null) }),
    Passcode
  ),
  /** What the client answered, and when; an outcome of null takes that back. */
  'passcodes.setOutcome': call(
    () => z.strictObject({ id, outcome: z.enum(passcodeOutcomes).nullable(), on: calendarDate.nullable().default(null) }),
    Passcode
  ),
  'passcodes.reveal': call(() => z.strictObject({ id }), Revealed),
  'passcodes.copy': call(() => z.strictObject({ id }), Copied),
  /** Passcodes of all accounts in use. */
  'passcodes.board': call(
    () =>
      z.strictObject({
        statuses: z.array(z.enum(passcodeStatuses)).max(10).default(['waiting', 'expiring', 'expired']),
        /** Parts of words in the names of client and account; empty lists all. */
        query: z.string().max(200).default(''),
        sort: z.enum(expirySorts).default('expires'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(z.strictObject({ ...Passcode().shape, portalName: z.string(), username: z.string() })),
        total: z.int().nonnegative()
      })
  )
}

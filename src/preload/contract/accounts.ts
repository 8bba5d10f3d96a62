import * as z from 'zod'
import { calendarDate, call, id, instant, later, line, note, requiredLine } from './schemas.ts'
import {
  accessCodeStatuses,
  accountSorts,
  authenticatorStates,
  backupCodeStatuses,
  codeKinds,
  custodyModes,
  recoverabilities,
  signInProviders
} from './vocabulary.ts'

const accountFields = later(() => ({
  portalId: z.string().min(1).max(60),
  /** The sign-in name there; for USCIS the e-mail address is the username. */
  username: requiredLine(254),
  /** Whose login it is when one client has several at a portal, e.g. "beneficiary". */
  nickname: line(80),
  /** The portal's permanent account number, e.g. the 12-digit USCIS Online Account Number. */
  accountNumber: line(60),
  custody: z.enum(custodyModes),
  /** Through whom one signs in; a portal's file says which are usual there. */
  signInProvider: z.enum(signInProviders),
  /** Date of the client's written consent; without it nothing secret is saved under `firm-holds`. */
  consentOn: calendarDate.nullable(),
  notes: note
}))

const AccountSummary = later(() =>
  z.strictObject({
    id,
    /** Null on the firm's own accounts that belong to no client. */
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    portalId: z.string(),
    portalName: z.string(),
    username: z.string(),
    nickname: z.string(),
    accountNumber: z.string(),
    custody: z.enum(custodyModes),
    signInProvider: z.enum(signInProviders),
    consentOn: calendarDate.nullable(),
    authenticator: z.strictObject({ state: z.enum(authenticatorStates), id: id.nullable() }),
    /** Further confirmed ones, at a portal that takes several; `name` is their nickname or label. */
    moreAuthenticators: z.array(z.strictObject({ id, name: z.string() })),
    backupCode: z.strictObject({ status: z.enum(backupCodeStatuses), unused: z.int().nonnegative(), total: z.int().nonnegative() }),
    /** Whether anybody could get in today, and how (docs/recoverability.md). */
    recoverability: z.enum(recoverabilities),
    /** Calendar date of the last sign-in somebody noted; null when none was. */
    lastSignedInOn: calendarDate.nullable(),
    /** Calendar date of the last change of the password somebody noted; null when none was. */
    passwordChangedOn: calendarDate.nullable(),
    /** The access code that matters now: the live one, else the latest; null when none was ever recorded. */
    accessCode: z
      .strictObject({
        status: z.enum(accessCodeStatuses),
        expiresOn: calendarDate,
        /** Calendar days until `expiresOn`; negative once expired. */
        daysLeft: z.int()
      })
      .nullable(),
    archivedAt: instant.nullable()
  })
)
export type AccountSummary = z.output<ReturnType<typeof AccountSummary>>

const Authenticator = later(() =>
  z.strictObject({
    id,
    accountId: id,
    kind: z.enum(codeKinds),
    issuer: z.string(),
    label: z.string(),
    algorithm: z.string(),
    digits: z.int(),
    periodSeconds: z.int(),
    /** Whose phone or which desk; may be empty. */
    nickname: z.string(),
    /** Null until a code was confirmed: such an authenticator is shown as unconfirmed and does not count as a way in. */
    confirmedAt: instant.nullable(),
    createdAt: instant
  })
)
export type Authenticator = z.output<ReturnType<typeof Authenticator>>

const Account = later(() =>
  z.strictObject({
    ...AccountSummary().shape,
    notes: z.string(),
    /** Why no secret may be saved now, or null when it may. */
    secretsForbidden: z.enum(['tracked-only', 'client-holds', 'consent-missing']).nullable(),
    authenticatorDetail: Authenticator().nullable(),
    /** A newer one waiting to be confirmed while `authenticatorDetail` stays in use; null otherwise. */
    pendingAuthenticator: Authenticator().nullable(),
    /** All in use, confirmed or not, oldest first: the two above and, at a portal that takes several, the rest. */
    authenticators: z.array(Authenticator()),
    createdAt: instant,
    updatedAt: instant,
    revision: z.int().positive()
  })
)
export type Account = z.output<ReturnType<typeof Account>>

export const accountsContract = {
  'accounts.list': call(
    () =>
      z.strictObject({
        query: z.string().max(200).default(''),
        clientId: id.nullable().default(null),
        portalId: z.string().max(60).nullable().default(null),
        archived: z.boolean().default(false),
        sort: z.enum(accountSorts).default('client'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(AccountSummary()), total: z.int().nonnegative() })
  ),
  'accounts.get': call(() => z.strictObject({ id }), Account),
  'accounts.create': call(
    () =>
      z.strictObject({
        clientId: id.nullable(),
        portalId: accountFields().portalId,
        username: accountFields().username,
        nickname: accountFields().nickname.default(''),
        accountNumber: accountFields().accountNumber.default(''),
        custody: accountFields().custody,
        signInProvider: accountFields().signInProvider.default('own'),
        consentOn: accountFields().consentOn.default(null),
        notes: accountFields().notes.default('')
      }),
    Account
  ),
  'accounts.update': call(() => z.strictObject({ id, ...accountFields() }), Account),
  'accounts.archive': call(() => z.strictObject({ id }), Account),
  'accounts.restore': call(() => z.strictObject({ id }), Account),
  /** Somebody signed in at the portal on that day; the keep-alive clock starts anew. Not in the future. */
  'accounts.noteSignIn': call(() => z.strictObject({ id, on: calendarDate }), Account),
  /** Somebody changed the password at the portal on that day; null takes the note back. Not in the future. */
  'accounts.notePasswordChange': call(() => z.strictObject({ id, on: calendarDate.nullable() }), Account),
  /** Destroys every key and code saved for the account. Cannot be undone; the activity record stays. */
  'accounts.forgetSecrets': call(() => z.strictObject({ id }), Account)
}

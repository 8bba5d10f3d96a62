import * as z from 'zod'
import { call, done, id, instant, later, line, typedSecret } from './schemas.ts'
import { codeKinds, hashAlgorithms } from './vocabulary.ts'

/** Bytes of a QR picture at most (security.md row 5: 20 MB before decode). */
export const maxPictureBytes = 20 * 1024 * 1024
/** Bounds of RFC 6238 parameters as met in the field. */
export const authenticatorBounds = {
  minDigits: 5,
  maxDigits: 10,
  minPeriodSeconds: 1,
  maxPeriodSeconds: 86_400,
  maxSecretBytes: 256
} as const

/** What a QR picture, an address or a typed key said, held in main until saved. The key itself stays in main. */
const PendingEnrolment = later(() =>
  z.strictObject({
    pendingId: id,
    kind: z.enum(codeKinds),
    issuer: z.string(),
    label: z.string(),
    algorithm: z.enum(hashAlgorithms),
    digits: z.int(),
    periodSeconds: z.int(),
    /** Length of the key in bytes. */
    keyBytes: z.int(),
    /** Things the person should see before saving; worded by the host. */
    remarks: z.array(
      z.discriminatedUnion('kind', [
        /** The address names two different issuers. */
        z.strictObject({ kind: z.literal('issuer-mismatch'), inLabel: z.string(), inParameter: z.string() }),
        /** Fewer than 10 bytes: accepted, unusual. */
        z.strictObject({ kind: z.literal('short-key'), bytes: z.int() }),
        /** Not the usual SHA-1, 6 digits, 30 seconds. */
        z.strictObject({ kind: z.literal('unusual-settings') }),
        /** Parameters this version does not know; kept out, named. */
        z.strictObject({ kind: z.literal('unknown-parameters'), names: z.array(z.string()) }),
        /** The account already has an authenticator; saving replaces it once the new one is confirmed. */
        z.strictObject({ kind: z.literal('replaces-existing') }),
        /** The picture or address names another login, or another portal, than the account it is being added to. */
        z.strictObject({ kind: z.literal('other-account'), named: z.string(), account: z.string() })
      ])
    )
  })
)
export type PendingEnrolment = z.output<ReturnType<typeof PendingEnrolment>>

const Saved = later(() => z.strictObject({ authenticatorId: id }))

/** The very code was copied or printed before, by whom and when (epoch ms); null when not. Handing it out again is said, not refused: a portal takes a code once. */
const HandOut = later(() => z.strictObject({ at: instant, by: z.string() }).nullable())
export type HandOut = z.output<ReturnType<typeof HandOut>>

const VerificationCode = later(() =>
  z.strictObject({
    code: z.string(),
    /** The code of the following period, to be used when too few seconds are left. */
    nextCode: z.string(),
    /** Epoch ms at which `code` gives way to `nextCode`. */
    expiresAt: instant,
    periodSeconds: z.int(),
    /** Main's clock when the code was made, so that the window counts down on the same clock. */
    madeAt: instant,
    earlier: HandOut()
  })
)
export type VerificationCode = z.output<ReturnType<typeof VerificationCode>>

const Copied = later(() =>
  z.strictObject({
    /** Epoch ms at which the clipboard is cleared unless the user copied something else since. */
    clearsAt: instant
  })
)
export type Copied = z.output<ReturnType<typeof Copied>>
export { Copied }

const CopiedCode = later(() =>
  z.strictObject({
    ...Copied().shape,
    /** Epoch ms at which another code takes the place of the copied one. */
    endsAt: instant,
    earlier: HandOut()
  })
)
export type CopiedCode = z.output<ReturnType<typeof CopiedCode>>

const CheckedCode = later(() =>
  z.discriminatedUnion('found', [
    /** No code of ten minutes either way: another key, or mistyped. */
    z.strictObject({ found: z.literal(false), minutes: z.int() }),
    z.strictObject({
      found: z.literal(true),
      /** The other device's clock minus this computer's lies between these, in seconds; a code says no more. */
      fromSeconds: z.int(),
      toSeconds: z.int(),
      /** The clocks agree as far as a code can tell: it is the present one or a neighbour, as after typing slowly. */
      agrees: z.boolean(),
      /** Correction that would make the codes agree; null when none is needed or it lies out of bounds. */
      correctionSeconds: z.int().nullable()
    })
  ])
)
export type CheckedCode = z.output<ReturnType<typeof CheckedCode>>

export const authenticatorsContract = {
  'authenticators.readAddress': call(() => z.strictObject({ accountId: id, address: typedSecret(8192) }), PendingEnrolment),
  'authenticators.readKey': call(
    () =>
      z.strictObject({
        accountId: id,
        key: typedSecret(2048),
        algorithm: z.enum(hashAlgorithms).default('SHA1'),
        digits: z.int().min(authenticatorBounds.minDigits).max(authenticatorBounds.maxDigits).default(6),
        periodSeconds: z.int().min(authenticatorBounds.minPeriodSeconds).max(authenticatorBounds.maxPeriodSeconds).default(30)
      }),
    PendingEnrolment
  ),
  'authenticators.readPicture': call(
    () =>
      z.strictObject({
        accountId: id,
        picture: z.instanceof(Uint8Array).refine((b) => b.byteLength <= maxPictureBytes, 'is too large')
      }),
    PendingEnrolment
  ),
  /**
   * Seals the key under the account, unconfirmed. Where the portal takes one authenticator only, an earlier one keeps working until the new one is
   * confirmed; where it takes several they stand beside each other.
   */
  'authenticators.save': call(() => z.strictObject({ pendingId: id, nickname: line(60).default('') }), Saved),
  'authenticators.rename': call(() => z.strictObject({ id, nickname: line(60) }), done),
  /** Compares with the code the portal accepted, one period of drift either way. From here on the authenticator counts as enrolled. */
  'authenticators.confirm': call(() => z.strictObject({ id, code: z.string().max(20) }), done),
  'authenticators.remove': call(() => z.strictObject({ id }), done),
  /** `isHandedOut`: it leaves for somebody or something else than the person at the window, as on a command line. */
  'authenticators.showCode': call(() => z.strictObject({ id, isHandedOut: z.boolean().default(false) }), VerificationCode),
  /** Which time's code another device shows: tells a wrong clock from a wrong key. */
  'authenticators.checkCode': call(() => z.strictObject({ id, code: z.string().max(20) }), CheckedCode),
  'authenticators.copyCode': call(() => z.strictObject({ id, which: z.enum(['current', 'next']).default('current') }), CopiedCode)
}

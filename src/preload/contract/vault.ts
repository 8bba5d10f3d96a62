import * as z from 'zod'
import { calendarDate, call, done, later, nothing, requiredLine, typedSecret } from './schemas.ts'
import { vaultStates } from './vocabulary.ts'

/** Passphrase bounds in characters. No composition rules; strength is estimated instead. */
export const passphraseBounds = { min: 12, max: 128 } as const

const passphrase = later(() => typedSecret(1024))

const VaultStatus = later(() =>
  z.strictObject({
    state: z.enum(vaultStates),
    /** Whether this vault has a keychain slot ("open with this computer's sign-in"). False while there is no vault. */
    keychainSlot: z.boolean(),
    /** Whether this computer's keychain can be used at all; false means passphrase and kit only, and is shown. */
    keychainAvailable: z.boolean(),
    /** Who is recorded as acting, while open. */
    memberName: z.string().nullable()
  })
)
export type VaultStatus = z.output<ReturnType<typeof VaultStatus>>

const PassphraseStrength = later(() =>
  z.strictObject({
    /** 0 (guessed at once) to 4 (very hard to guess), zxcvbn's scale. */
    score: z.int().min(0).max(4),
    acceptable: z.boolean(),
    weakness: z.enum(['too-short', 'too-long', 'too-easy-to-guess']).nullable()
  })
)
export type PassphraseStrength = z.output<ReturnType<typeof PassphraseStrength>>

const RecoveryKit = later(() =>
  z.strictObject({
    /** Eight groups of eight characters: Crockford base32 with one check character per group. */
    groups: z.array(z.string().length(8)).length(8),
    /** Short vault reference, printed so that kits are not mixed up. Not a secret. */
    vaultReference: z.string(),
    createdOn: calendarDate,
    /** 1-based numbers of the two groups to be retyped. */
    confirm: z.tuple([z.int().min(1).max(8), z.int().min(1).max(8)])
  })
)
export type RecoveryKit = z.output<ReturnType<typeof RecoveryKit>>

export const vaultContract = {
  'vault.status': call(nothing, VaultStatus),
  'vault.measurePassphrase': call(() => z.strictObject({ passphrase: z.string().max(1024) }), PassphraseStrength),
  /** Prepares a new vault in memory and hands out its kit once. Nothing is written until `vault.confirmKit`. */
  'vault.begin': call(
    () => z.strictObject({ passphrase: passphrase(), memberName: requiredLine(120), useKeychain: z.boolean() }),
    RecoveryKit
  ),
  /** Lets the user choose a file for the pending kit (mode 0600). `saved` is false when the dialog was cancelled. */
  'vault.saveKit': call(nothing, () => z.strictObject({ saved: z.boolean() })),
  /** Two groups retyped: writes the vault and opens it. `keychainSlot` false although asked for: the keychain refused, which is shown. */
  'vault.confirmKit': call(() => z.strictObject({ groups: z.tuple([z.string().max(64), z.string().max(64)]) }), VaultStatus),
  'vault.cancelSetup': call(nothing, done),
  'vault.unlockWithKeychain': call(nothing, VaultStatus),
  'vault.unlockWithPassphrase': call(() => z.strictObject({ passphrase: passphrase() }), VaultStatus),
  /** The whole kit as typed: spaces, dashes and case do not matter; O reads as 0, I and L as 1. */
  'vault.unlockWithKit': call(() => z.strictObject({ kit: typedSecret(1024) }), VaultStatus),
  'vault.lock': call(nothing, VaultStatus),
  'vault.setKeychainSlot': call(() => z.strictObject({ enabled: z.boolean() }), VaultStatus)
}

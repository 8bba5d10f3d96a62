import * as z from 'zod'
import { calendarDate, call, done, later, nothing, requiredLine, typedSecret } from './schemas.ts'
import { autoLockBounds, rotationReasons, slotTypes, vaultStates } from './vocabulary.ts'

/** Passphrase bounds in characters. No composition rules; strength is estimated instead. */
export const passphraseBounds = { min: 12, max: 128 } as const

const passphrase = later(() => typedSecret(1024))
/** A recovery kit as typed, or the whole text of a saved one. */
export const typedKit = later(() => typedSecret(4096))

const VaultStatus = later(() =>
  z.strictObject({
    state: z.enum(vaultStates),
    /** Whether this vault has a keychain slot ("open with this computer's sign-in"). False while there is no vault. */
    keychainSlot: z.boolean(),
    /** Whether this computer's keychain can be used at all; false means passphrase and kit only, and is shown. */
    keychainAvailable: z.boolean(),
    /** Who is recorded as acting, while open. */
    memberName: z.string().nullable(),
    /** Whether the firm's policy lets a keychain open the vault. `forbidden`: keychainSlot and keychainAvailable are false. */
    keychainPolicy: z.enum(['allowed', 'forbidden']),
    /** The policy of this computer locks after this many minutes at most, whatever the firm's setting says; null: it says nothing. */
    maxAutoLockMinutes: z.int().min(autoLockBounds.min).max(autoLockBounds.max).nullable(),
    /** Whether the policy of this computer lets secrets onto the clipboard. `forbidden`: `showOnly` holds, whatever the firm's setting says. */
    clipboardPolicy: z.enum(['allowed', 'forbidden']),
    /** The vault was open since the program started: the keychain is not asked without a press. */
    hasBeenOpen: z.boolean(),
    /** This opening removed a keychain slot because the policy forbids it. */
    keychainRemoved: z.boolean(),
    /** The vault was opened with the recovery kit minutes ago: `vault.changePassphrase` needs no other proof. */
    mayChoosePassphrase: z.boolean(),
    /** A damaged database is open for reading: nothing can be changed and no secret shown. */
    readOnly: z.boolean()
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

const VaultInfo = later(() =>
  z.strictObject({
    vaultId: z.string(),
    vaultReference: z.string(),
    /** Of vault.json, docs/vault-format.md. */
    format: z.int(),
    createdOn: calendarDate,
    /** Of the vault key; raised when the keys are replaced. */
    generation: z.int().min(1),
    /** Raised with every change of vault.json. */
    revision: z.int().min(1),
    slots: z.array(
      z.strictObject({
        type: z.enum(slotTypes),
        createdOn: calendarDate,
        /** Argon2id costs of the passphrase slot. */
        costs: z.strictObject({ memoryKiB: z.int(), passes: z.int(), lanes: z.int() }).nullable()
      })
    )
  })
)
export type VaultInfo = z.output<ReturnType<typeof VaultInfo>>

const groups = later(() => z.tuple([z.string().max(64), z.string().max(64)]))

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
  'vault.confirmKit': call(() => z.strictObject({ groups: groups() }), VaultStatus),
  /** Drops a kit that waits to be retyped: of a setup, a renewal or a replacement of the keys. */
  'vault.cancelSetup': call(nothing, done),
  'vault.unlockWithKeychain': call(nothing, VaultStatus),
  'vault.unlockWithPassphrase': call(() => z.strictObject({ passphrase: passphrase() }), VaultStatus),
  /** The whole kit as typed: spaces, dashes and case do not matter; O reads as 0, I and L as 1. */
  'vault.unlockWithKit': call(() => z.strictObject({ kit: typedKit() }), VaultStatus),
  'vault.lock': call(nothing, VaultStatus),
  /** A person used the window just now; nothing else puts the automatic lock off. */
  'vault.touch': call(nothing, done),
  'vault.setKeychainSlot': call(() => z.strictObject({ enabled: z.boolean() }), VaultStatus),
  'vault.info': call(nothing, VaultInfo),
  /** `proof`: what opens the vault now; null while `mayChoosePassphrase`. Kit and keychain slot stay as they are. */
  'vault.changePassphrase': call(
    () =>
      z.strictObject({
        proof: z.union([z.strictObject({ passphrase: passphrase() }), z.strictObject({ kit: typedKit() })]).nullable(),
        next: passphrase()
      }),
    VaultStatus
  ),
  /** Prepares a new recovery kit and hands it out once. The old one counts until `vault.confirmRenewedKit`. */
  'vault.renewKit': call(() => z.strictObject({ passphrase: passphrase() }), RecoveryKit),
  /** Two groups of the new kit retyped: from here on the old kit opens nothing. */
  'vault.confirmRenewedKit': call(() => z.strictObject({ groups: groups() }), done),
  /** Prepares new keys under `next` (null keeps the passphrase) and a new recovery kit, which is handed out once. Nothing is changed yet. */
  'vault.prepareRotation': call(
    () => z.strictObject({ passphrase: passphrase(), next: passphrase().nullable(), reason: z.enum(rotationReasons) }),
    RecoveryKit
  ),
  /**
   * Two groups of the new kit retyped: seals everything under the new keys; `vault.rotating` tells how far it is. Other calls wait. State `locked`
   * in the answer: the keys were replaced, but the database did not open again, which unlocking explains.
   */
  'vault.rotate': call(
    () => z.strictObject({ groups: groups() }),
    () => z.strictObject({ status: VaultStatus(), records: z.int().nonnegative(), generation: z.int().min(1) })
  ),
  /** Ends a replacement of the keys under way, as long as it does not count yet; `vault.rotate` then answers `vault.rotation-cancelled`. */
  'vault.cancelRotation': call(nothing, done),
  /**
   * Looks whether the database reads from end to end, in slices; `whole`: by SQLite's own check at one go, and every sealed value besides. `damaged`
   * names the table where damage was met first; the vault is then in state `damaged`.
   */
  'vault.check': call(
    () => z.strictObject({ whole: z.boolean().default(false) }),
    () => z.strictObject({ damaged: z.string().nullable(), durationMs: z.int().nonnegative() })
  ),
  /** In state `damaged`: opens the database without the possibility to write. */
  'vault.openForReading': call(nothing, VaultStatus),
  /** In state `damaged`: carries what can be read over into a new database, which is opened. The damaged file is kept. */
  'vault.salvage': call(nothing, () =>
    z.strictObject({
      status: VaultStatus(),
      rowsKept: z.int().nonnegative(),
      rowsLost: z.int().nonnegative(),
      keptAs: z.string()
    })
  )
}

import * as z from 'zod'
import { call, done, instant, later, nothing, typedSecret } from './schemas.ts'
import { typedKit } from './vault.ts'
import { backupFailures } from './vocabulary.ts'

const count = later(() => z.int().nonnegative())

/** What a backup holds, as its head says. */
const holds = () => ({
  /** Of the file, without its folder. */
  name: z.string(),
  at: instant,
  bytes: count(),
  appVersion: z.string(),
  clients: count(),
  accounts: count(),
  cases: count(),
  /** Sealed values. */
  secrets: count(),
  /** Newest row of the audit log in it. */
  auditSeq: count()
})

const Backup = later(() =>
  z.strictObject({
    ...holds(),
    /** It was opened and found whole when it was made, by the holder of the present keys; false: its head is not theirs; null: made under earlier keys. */
    isVerified: z.boolean().nullable()
  })
)
export type Backup = z.output<ReturnType<typeof Backup>>

const BackupStatus = later(() =>
  z.strictObject({
    /** Folder that backups of this computer go to. */
    place: z.string(),
    /** In the data folder; nobody chose another. */
    isDefaultPlace: z.boolean(),
    /** Whether the folder answers. */
    isPlaceThere: z.boolean(),
    /** Newest first. */
    backups: z.array(Backup()),
    /** The last one this computer made. */
    madeAt: instant.nullable(),
    /** The last try that failed, when none has succeeded since. */
    failure: z.strictObject({ at: instant, reason: z.enum(backupFailures) }).nullable(),
    /** The last restore drill on any computer. */
    drilledAt: instant.nullable(),
    /** By the firm's own rule (`restoreDrillDays`). */
    isDrillDue: z.boolean(),
    /** Whether something changed since the newest one that is verified. */
    isDue: z.boolean()
  })
)
export type BackupStatus = z.output<ReturnType<typeof BackupStatus>>

const FoundBackup = later(() => z.strictObject({ ...holds(), vaultReference: z.string() }))
export type FoundBackup = z.output<ReturnType<typeof FoundBackup>>

const InspectedBackup = later(() =>
  z.strictObject({
    ...holds(),
    vaultReference: z.string(),
    /** The state of the audit log as people compare it; null before its first row. */
    headCode: z.string().nullable(),
    /** Who wrote its last row, on which computer, when. */
    lastWrite: z.strictObject({ actor: z.string(), device: z.string(), at: instant }).nullable(),
    /** Members of the firm, ten at most. */
    members: z.array(z.string()),
    /** Sealed values that were really opened. */
    opened: count(),
    rows: count(),
    /** What lies in the data folder now: nothing, the same vault, or another one (or one that cannot be read). */
    present: z.enum(['none', 'same', 'other'])
  })
)
export type InspectedBackup = z.output<ReturnType<typeof InspectedBackup>>

const way = later(() => z.union([z.strictObject({ passphrase: typedSecret(1024) }), z.strictObject({ kit: typedKit() })]))
/** A file in the folder of backups, or the one chosen last. */
const which = later(() =>
  z
    .string()
    .max(255)
    .regex(/^[^/\\]+\.keydocket-backup$/, 'is no name of a backup')
    .nullable()
)

export const backupContract = {
  'backup.status': call(nothing, BackupStatus),
  /** Makes one now, in the place for backups. `backup.progress` tells how far it is. */
  'backup.create': call(nothing, Backup),
  /** Makes one at a place the person chooses for it alone. `path` null: they chose none. */
  'backup.saveCopy': call(nothing, () => z.strictObject({ path: z.string().nullable(), backup: Backup().nullable() })),
  /** Ends what is under way here; it then answers `backup.cancelled`. */
  'backup.cancel': call(nothing, done),
  /** Lets the person choose another folder for backups. */
  'backup.choosePlace': call(nothing, BackupStatus),
  /** Backups go to the data folder again; what lies elsewhere stays. */
  'backup.resetPlace': call(nothing, BackupStatus),
  /** Restores the newest verified backup into a folder of its own, opens every sealed value, and removes it again. */
  'backup.drill': call(nothing, () => z.strictObject({ backup: Backup(), opened: count(), rows: count(), durationMs: count() }))
}

/** Answer while the vault is locked, or when there is none; `restore.run` only then. */
export const restoreContract = {
  /** Those in the data folder, newest first, whatever vault they are of. */
  'restore.backups': call(nothing, () => z.array(FoundBackup())),
  /** Lets the person choose a file; null when they cancelled. */
  'restore.choose': call(nothing, () => FoundBackup().nullable()),
  /** Opens a backup beside everything else and says what it holds. `every`: opens every sealed value, else twenty. It then waits for `restore.run`. */
  'restore.inspect': call(() => z.strictObject({ name: which(), way: way(), every: z.boolean().default(false) }), InspectedBackup),
  /**
   * Puts the backup that was inspected last in the place of what is in the data folder, which is moved to a folder of its own. `keychainSlot`: the
   * keychain of this computer still opens it.
   */
  'restore.run': call(nothing, () => z.strictObject({ aside: z.string().nullable(), keychainSlot: z.boolean(), opened: count() })),
  /** Ends what is under way here, and forgets the backup that was inspected. */
  'restore.cancel': call(nothing, done)
}

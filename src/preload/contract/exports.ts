import * as z from 'zod'
import { call, done, id, instant, later, line, nothing, requiredLine, typedSecret } from './schemas.ts'
import { authenticatorFormats, exportForms } from './vocabulary.ts'

const count = later(() => z.int().nonnegative())
const passphrase = later(() => typedSecret(1024))
/** Whose authenticators: one account's, one client's, or everybody's where both are null. */
const whose = () => ({ accountId: id.nullable().default(null), clientId: id.nullable().default(null) })

const ReadArchive = later(() =>
  z.strictObject({
    /** When and by which version it was made. */
    madeAt: instant,
    appVersion: z.string(),
    vaultReference: z.string(),
    /** Whether secrets were put into it. */
    withSecrets: z.boolean(),
    clients: count(),
    accounts: count(),
    cases: count(),
    rows: count(),
    secrets: count(),
    /** Authenticators and entries of imported files whose key was left out: without it they are nothing, and are not restored. */
    leftOut: count(),
    /** Only into a firm without records an archive is imported. */
    isFirmEmpty: z.boolean()
  })
)
export type ReadArchive = z.output<ReturnType<typeof ReadArchive>>

const MigrationPicture = later(() =>
  z.strictObject({
    /** From 1, of all. */
    number: count(),
    of: count(),
    /** What is in it, in order. */
    names: z.array(z.string()),
    /** The QR code's modules, a row a text of 0 and 1, without the quiet zone. */
    modules: z.array(z.string())
  })
)
export type MigrationPicture = z.output<ReturnType<typeof MigrationPicture>>

export const exportsContract = {
  /**
   * Saves every record where the person chooses: as one JSON file, as a ZIP of one CSV a table, or as an encrypted archive of both under a passphrase of
   * its own. Secrets leave only when asked for with a reason, never as CSV; what leaves of each account is written down first.
   */
  'exports.save': call(
    () =>
      z.strictObject({
        as: z.enum(exportForms),
        withSecrets: z.boolean().default(false),
        /** Of the archive. */
        passphrase: passphrase().nullable().default(null),
        reason: line(300).default('')
      }),
    /** `saved` false: the person thought better of it. */
    () => z.strictObject({ saved: z.boolean(), rows: count(), secrets: count() })
  ),
  /** Lets the person choose an archive, opens it from end to end and says what is in it; null when they chose none. It then waits for `exports.restore`. */
  'exports.readArchive': call(
    () => z.strictObject({ passphrase: passphrase() }),
    () => ReadArchive().nullable()
  ),
  /** Puts every record of the archive read last into this firm, which has none: all or nothing. */
  'exports.restore': call(nothing, () => z.strictObject({ rows: count(), secrets: count(), leftOut: count() })),
  /** Forgets the archive read last. */
  'exports.forget': call(nothing, done),
  /** What would leave, before anything does. */
  'exports.countAuthenticators': call(
    () => z.strictObject(whose()),
    () => z.strictObject({ authenticators: count(), accounts: count() })
  ),
  /** Saves authenticators with their keys as a file other programs read. Each is written down before it leaves. */
  'exports.saveAuthenticators': call(
    () =>
      z.strictObject({
        ...whose(),
        format: z.enum(authenticatorFormats),
        /** Of `aegis-encrypted`. */
        passphrase: passphrase().nullable().default(null),
        reason: requiredLine(300)
      }),
    () => z.strictObject({ saved: z.boolean(), authenticators: count() })
  ),
  /** Authenticators with their keys as QR codes for a phone, at most ten to a code. Each is written down before it leaves. */
  'exports.migrationPictures': call(
    () => z.strictObject({ ...whose(), reason: requiredLine(300) }),
    /** `leftOut`: usernames whose authenticator the format cannot say: another period than 30 seconds, other than six or eight digits. */
    () => z.strictObject({ pictures: z.array(MigrationPicture()), authenticators: count(), leftOut: z.array(z.string()) })
  )
}

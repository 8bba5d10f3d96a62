import * as z from 'zod'
import { maxPictureBytes } from './authenticators.ts'
import { call, done, id, instant, later, line, typedSecret } from './schemas.ts'
import { authenticatorFileFormats, entryKinds, entryRemarks, leftOutReasons } from './vocabulary.ts'

/** Bytes of an imported file at most. */
export const maxImportFileBytes = 64 * 1024 * 1024
/** Pictures read at one go; an export of one phone is a handful. */
export const maxImportPictures = 50

const position = z.int().min(1).max(100_000)

const bytes = (max: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= max, 'is too large')

/** Where authenticators come from. Nothing of it is kept before the commit. */
const Source = later(() =>
  z.discriminatedUnion('kind', [
    /** An app's export. `password` only where the file asked for one. */
    z.strictObject({
      kind: z.literal('file'),
      fileName: line(255),
      bytes: bytes(maxImportFileBytes),
      password: typedSecret(1024).nullable().default(null)
    }),
    /** QR pictures: single accounts and parts of an export, in any order. */
    z.strictObject({
      kind: z.literal('pictures'),
      pictures: z
        .array(z.strictObject({ fileName: line(255), bytes: bytes(maxPictureBytes) }))
        .min(1)
        .max(maxImportPictures)
    }),
    /** Addresses somebody pasted, one to a line. */
    z.strictObject({ kind: z.literal('text'), text: typedSecret(1_000_000) })
  ])
)

/** An account an entry may belong to. */
const EntryAccount = later(() =>
  z.strictObject({
    accountId: id,
    clientId: id.nullable(),
    /** Null: the firm's own account. */
    clientName: z.string().nullable(),
    portalId: z.string(),
    /** As shown in lists. */
    portalName: z.string(),
    username: z.string()
  })
)
export type EntryAccount = z.output<ReturnType<typeof EntryAccount>>

const Suggestion = later(() =>
  z.strictObject({
    ...EntryAccount().shape,
    /** `same-login`: portal and sign-in name are the account's. `same-username`: only the sign-in name is, and the file does not name another portal. */
    because: z.enum(['same-login', 'same-username']),
    /** Why no authenticator can be saved under it now; null when one can. */
    refused: z.enum(['tracked-only', 'client-holds', 'consent-missing']).nullable()
  })
)
export type EntrySuggestion = z.output<ReturnType<typeof Suggestion>>

/** One entry of the file, without its key. Texts are the file's own. */
const PreviewedEntry = later(() =>
  z.strictObject({
    position,
    kind: z.enum(entryKinds),
    issuer: z.string(),
    label: z.string(),
    /** Groups, tags and notes of the app it comes from. */
    note: z.string(),
    algorithm: z.string(),
    digits: z.int(),
    periodSeconds: z.int(),
    /** Whether Keydocket can make its codes. */
    generates: z.boolean(),
    /** What keeps it from that; null when nothing of the file does. */
    remark: z.enum(entryRemarks).nullable(),
    /** `known`: an account has this very key. `waiting`: an earlier import's entry has it. `twice`: an earlier entry of this import has it. */
    standing: z.enum(['new', 'known', 'waiting', 'twice']),
    /** The account that has the key already. */
    knownAs: EntryAccount().nullable(),
    suggestion: Suggestion().nullable()
  })
)
export type PreviewedEntry = z.output<ReturnType<typeof PreviewedEntry>>

const Preview = later(() =>
  z.strictObject({
    previewId: id,
    format: z.enum(authenticatorFileFormats),
    sourceName: z.string(),
    entries: z.array(PreviewedEntry()),
    /** What the file holds besides and stays out: logins without a code, what lies in its bin. */
    leftOut: z.array(z.strictObject({ reason: z.enum(leftOutReasons), count: z.int() })),
    /** Pictures no code was found in, or that could not be read. */
    unread: z.array(z.string())
  })
)
export type AuthenticatorPreview = z.output<ReturnType<typeof Preview>>

const Counts = later(() =>
  z.strictObject({
    /** Entries of the file. What follows adds up to it. */
    read: z.int(),
    given: z.int(),
    waiting: z.int(),
    /** An account, or an earlier entry, has the very key. */
    known: z.int(),
    /** Left out by the person; nothing of it was stored. */
    leftOut: z.int()
  })
)
export type AuthenticatorImportCounts = z.output<ReturnType<typeof Counts>>

const WaitingEntry = later(() =>
  z.strictObject({
    id,
    importId: id,
    sourceName: z.string(),
    importedAt: instant,
    position,
    kind: z.enum(entryKinds),
    generates: z.boolean(),
    issuer: z.string(),
    label: z.string(),
    suggestion: Suggestion().nullable()
  })
)
export type WaitingEntry = z.output<ReturnType<typeof WaitingEntry>>

export const authenticatorImportsContract = {
  /** Reads and compares; keeps what was read in memory for a quarter of an hour, writes nothing. A second preview takes the place of the first. */
  'authenticatorImports.read': call(() => z.strictObject({ source: Source() }), Preview),
  /** Drops what was read. */
  'authenticatorImports.drop': call(() => z.strictObject({ previewId: id }), done),
  /**
   * Stores the whole preview in one transaction: each entry given to an account, left out, or kept until somebody says whose it is. One that
   * cannot be given fails the import as a whole; nothing is stored then.
   */
  'authenticatorImports.commit': call(
    () =>
      z.strictObject({
        previewId: id,
        give: z.array(z.strictObject({ position, accountId: id })).max(100_000),
        leaveOut: z.array(position).max(100_000)
      }),
    () => z.strictObject({ importId: id, counts: Counts() })
  ),
  /** Entries that wait for an account, the latest import first, in the order of its file. */
  'authenticatorImports.waiting': call(
    () => z.strictObject({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) }),
    () => z.strictObject({ rows: z.array(WaitingEntry()), total: z.int() })
  ),
  /** Saves a waiting entry as an authenticator of the account, unconfirmed as any other new one. */
  'authenticatorImports.give': call(() => z.strictObject({ entryId: id, accountId: id }), done),
  /** Destroys a waiting entry with its key. */
  'authenticatorImports.discard': call(() => z.strictObject({ entryId: id }), done)
}

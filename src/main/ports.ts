/** The outside world as small interfaces. A host builds one `Ports` and hands it to createApp: the core reaches for nothing else. */
import type { AppInfo, AuthenticatorFileFormat, KeychainProblem } from '#contract'

export interface Clock {
  /** Wall clock, epoch milliseconds UTC. */
  now(): number
  /** Monotonic milliseconds, unaffected by clock changes; only differences mean anything. */
  monotonic(): number
  /** Calls back once after `ms`; returns its cancel. */
  after(ms: number, run: () => void): () => void
  /** IANA name of this computer's time zone. */
  timeZone(): string
}

export interface Random {
  /** Cryptographically strong bytes. */
  bytes(length: number): Buffer<ArrayBuffer>
}

export type KeychainAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: KeychainProblem }

/**
 * The operating system's keychain, for fixed names only. Never throws, never blocks the event loop, answers within its time limit.
 * A missing entry is `locked-or-empty`: on Linux a locked collection answers exactly like an empty one, so absence never means "first run".
 */
export interface KeyStore {
  /** Whether entries can be kept at all on this computer now. */
  available(): Promise<boolean>
  get(name: string): Promise<KeychainAnswer<string>>
  /** Writes, reads back and compares before it answers ok. */
  set(name: string, value: string): Promise<KeychainAnswer<null>>
  delete(name: string): Promise<KeychainAnswer<null>>
  /** Ends the process that talks to the keychain. */
  close(): void
}

export interface Clipboard {
  /** Writes a secret, marked so that clipboard histories, cloud clipboards and password-aware managers leave it out where the system has such marks. */
  write(secret: string): Promise<void>
  read(): Promise<string>
  clear(): Promise<void>
}

export interface FileSaver {
  /** Lets the person choose a place and writes `text` there, readable by its owner only. False when they cancelled. Throws AppError `file.cannot-write`. */
  saveText(suggestedName: string, text: string): Promise<boolean>
  /** The same for a text, or bytes, in parts. They are asked for after the place was chosen; when they end in an error, nothing is left there. */
  saveParts(suggestedName: string, parts: AsyncIterable<string | Uint8Array>): Promise<boolean>
}

export interface CalendarFolder {
  /** Lets the person choose a folder; null when they cancelled. */
  choose(): Promise<string | null>
  pathOf(folder: string, name: string): string
  /** Old text or new text, never half of one, readable by its owner only. Throws AppError `file.cannot-write`. */
  write(folder: string, name: string, text: string): Promise<void>
}

/** Places of backups, chosen by the person: null when they cancelled. */
export interface BackupFiles {
  /** A backup to look at or restore. */
  chooseFile(): Promise<string | null>
  /** An archive of everything, to import. */
  chooseArchive(): Promise<string | null>
  /** A folder for backups. */
  choosePlace(): Promise<string | null>
  /** A new file. `replace`: the person has agreed that what is there goes. */
  chooseCopy(suggestedName: string): Promise<{ readonly path: string; readonly replace: boolean } | null>
}

export interface Notifications {
  /** Whether this host can show any. */
  available(): boolean
  /** Shows a notification of the computer. It stays readable by whoever sees the screen: never a secret, names only where the firm allows them. */
  show(note: { readonly title: string; readonly body: string }): void
}

/** Reads pictures that anybody may have made, in a process of its own without keys. */
export interface QrReader {
  /**
   * Texts of all QR codes in a picture (PNG, JPEG, GIF, BMP). Size is judged from the header before decoding; time and memory are limited.
   * Throws AppError `authenticators.picture-unreadable`.
   */
  read(picture: Uint8Array): Promise<string[]>
  /** Ends the process that reads once it is idle; the next picture starts another. Called on lock. */
  rest(): void
  /** Ends it at once; nothing is read any more. */
  close(): void
}

/** Why no code can be made from an entry. `kind`, `algorithm`, `digits`, `period`: one that cannot be made here; `key`: not readable; `no-key`: none there. */
export type ReadRemark = 'kind' | 'algorithm' | 'digits' | 'period' | 'counter' | 'key' | 'no-key' | 'address'

/** One entry of somebody else's file. Texts are foreign: shown, never followed or interpreted. */
export interface ReadEntry {
  /** `other`: kept, but no code can be made from it; `remark` says why. */
  readonly kind: 'totp' | 'hotp' | 'steam' | 'other'
  readonly issuer: string
  readonly label: string
  /** SHA1, SHA256 or SHA512, except in entries of kind `other`. */
  readonly algorithm: string
  readonly digits: number
  readonly periodSeconds: number
  /** Of `hotp`: the counter of the next code. */
  readonly counter: number | null
  /** Null only in entries of kind `other`. Whoever gets it wipes it. */
  readonly key: Uint8Array | null
  /** Group, folder, tags and notes of the app it comes from. */
  readonly note: string
  /** Everything else the file says of it, bounded. SECRET: it can hold the key in a spelling that could not be read. */
  readonly extra: Readonly<Record<string, unknown>>
  readonly remark: ReadRemark | null
}

/** What of a file was left out on purpose. `in-bin`: deleted there; `no-authenticator`: entries and lines that are something else. */
export type LeftOutReason = 'no-authenticator' | 'in-bin'

export interface AuthenticatorFile {
  readonly format: AuthenticatorFileFormat
  readonly entries: readonly ReadEntry[]
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly count: number }[]
}

/** Reads files and transfers of authenticator apps, in the process of QrReader. `unreadable` with `content` also stands for a reading that broke down. */
export interface AuthenticatorFileReader {
  /**
   * `fileName` only helps to tell formats apart; nothing is opened by it. Throws AppError `imports.password-needed`, `imports.wrong-password`,
   * `imports.unknown-format`, `imports.unreadable`, `imports.too-large`.
   */
  readAuthenticatorFile(
    bytes: Uint8Array,
    about: { readonly fileName: string; readonly password: string | null }
  ): Promise<AuthenticatorFile>
  /**
   * Texts of the QR pictures of one or more transfers (`otpauth-migration://`), in any order, the same one several times too. Throws the same, and
   * `imports.parts-missing` for the first transfer that is not complete.
   */
  readMigrationTexts(texts: readonly string[]): Promise<AuthenticatorFile>
}

/** One sheet of a table, its heading apart. Every row has as many cells as there are columns. */
export interface TableSheet {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Where each row stands in the file. */
  readonly lines: readonly number[]
  /** Lines that do not read as they were meant: a quotation mark without its other, more cells than columns. */
  readonly broken: readonly number[]
}

export interface TableFile {
  readonly format: 'csv' | 'xlsx' | 'vcard'
  readonly sheets: readonly TableSheet[]
}

/** Reads tables that anybody may have made, in the process that reads pictures. */
export interface TableReader {
  /** CSV, Excel workbook or vCards, by content. Size, time and memory are limited. Throws AppError `imports.table-unreadable`. */
  readTable(bytes: Uint8Array): Promise<TableFile>
}

export interface ExternalLinks {
  /**
   * Shows `host` to the person and asks; opens `url` in the computer's own browser only when they agree. False when they did not, or when `signal`
   * ended the question. Throws AppError `links.failed`.
   */
  open(url: string, host: string, signal: AbortSignal): Promise<boolean>
}

export interface Log {
  info(event: string, facts?: Record<string, string | number | boolean | null>): void
  warn(event: string, facts?: Record<string, string | number | boolean | null>): void
  /** `error` is reduced to its name and code; messages can hold data and are not written. */
  error(event: string, error: unknown, facts?: Record<string, string | number | boolean | null>): void
}

/** What the firm's IT decides for this computer. */
export interface Policy {
  /** Whether this computer's keychain may open the vault. `forbidden` removes the slot at the next opening. */
  readonly keychainSlot: 'allowed' | 'forbidden'
  /** Minutes without input after which the vault locks at the latest on this computer; left out: the firm's setting alone decides. */
  readonly maxAutoLockMinutes?: number
  /** Whether secrets may be put on this computer's clipboard; left out: they may, unless the firm's setting says no. */
  readonly clipboard?: 'allowed' | 'forbidden'
}

/** The window on the screen. */
export interface Screen {
  /** Keeps every window out of screenshots and screen sharing, as far as the system can. Holds for windows opened later too. */
  protect(isOn: boolean): void
}

export interface Ports {
  readonly clock: Clock
  readonly random: Random
  readonly keyStore: KeyStore
  readonly clipboard: Clipboard
  readonly screen: Screen
  readonly fileSaver: FileSaver
  readonly calendarFolder: CalendarFolder
  readonly backupFiles: BackupFiles
  readonly notifications: Notifications
  readonly qrReader: QrReader
  readonly fileReader: AuthenticatorFileReader
  readonly tableReader: TableReader
  readonly externalLinks: ExternalLinks
  readonly log: Log
  /** Called after a lock: frees what nothing holds any more, keys first of all. Left out, that happens some time later. */
  readonly releaseMemory?: () => void
  /** Default: everything allowed. */
  readonly policy?: Policy
  /** Folder of vault.json, the database and the firm's own portal files (portals/). Created when missing. */
  readonly dataFolder: string
  /** Folder with portals/ and guides/ in it. */
  readonly resourcesFolder: string
  /** Name of this computer, for the audit table. */
  readonly deviceName: string
  readonly info: AppInfo
  /** When this version was built, epoch ms; left out where the program runs from its source. */
  readonly builtAt?: number
}

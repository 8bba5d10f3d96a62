import type { Kysely, Transaction } from 'kysely'
import type { SchemaDialect } from './dialects/schema-dialect.ts'
import type { Tables } from './tables.ts'

/** What a reading function may do. The type has no way to write, so a read that writes does not compile. */
export type ReadableDb = Pick<Kysely<Tables>, 'selectFrom' | 'fn'>

/** Writing needs a transaction: the change and its audit row commit together or not at all. */
export type WritableDb = Transaction<Tables>

/** Where SQLite met damage first: a table or the file as a whole. */
export interface Damage {
  readonly at: string
}

/** The firm's database as services see it. */
export interface FirmDb {
  readonly schema: SchemaDialect
  /** A damaged file opened for reading: every `write` throws AppError `vault.read-only`. */
  readonly isReadOnly: boolean
  /** For reads outside a transaction. Never use inside `write`: the one connection is busy there. */
  readonly read: ReadableDb
  /** Runs `work` in one transaction; durable when the promise resolves. */
  write<T>(work: (tx: WritableDb) => Promise<T>): Promise<T>
  /** A copy of the whole file as of now, under the same key, into an empty or new file. `alongside` reads the very state that was copied. SQLite only. */
  copyTo<T>(file: string, alongside: (db: ReadableDb) => Promise<T>): Promise<T>
  /** Looks for damage in slices between which other calls have their turn, or with SQLite's own check at one go (`whole`); null when there is none. */
  findDamage(whole: boolean): Promise<Damage | null>
  /** Calls back once the transaction has committed; never when it rolled back. Only inside `write`. */
  afterCommit(tx: WritableDb, run: () => void): void
  close(): Promise<void>
}

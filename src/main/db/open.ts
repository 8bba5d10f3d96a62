import { accessSync, closeSync, constants, existsSync, lstatSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { AppError } from '../errors.ts'
import { adoptSalvaged, adoptStaged, databaseFileName, databaseFileOf, discardStaged } from './database-files.ts'
import type { SchemaDialect } from './dialects/schema-dialect.ts'
import { sqliteSchema } from './dialects/sqlite.ts'
import { findDamageIn, wholeCheck } from './file-check.ts'
import type { FirmDb, WritableDb } from './handles.ts'
import { migrateFile } from './migrate.ts'
import { schemaVersion } from './migrations/index.ts'
import { withStatementCache } from './statement-cache.ts'
import { storageErrorFrom, withStorageErrors } from './storage-errors.ts'
import type { Tables } from './tables.ts'

export { databaseFileName }
/** "KDOC": tells our file from any other SQLite file. */
export const applicationId = 0x4b44_4f43

/**
 * Databases this process has open. Looking at such a file by other means than SQLite's would give up the locks on it: POSIX drops all locks of a
 * process on a file when any handle of it is closed, and another process could then write beside this one.
 */
const openHere = new Set<string>()

function refuseSecond(file: string): void {
  if (openHere.has(file)) throw new AppError('storage.in-use', {})
}

export interface OpenOptions {
  readonly folder: string
  /** 32-byte key in hex. */
  readonly keyHex: string
  /** Of the vault key; names the file. Default 1. */
  readonly generation?: number
  /** True only while a vault is being made. At any other time a missing file is an error, never an empty firm. */
  readonly create: boolean
  /** Marks the copy taken before a migration. Epoch ms. */
  readonly now: number
}

/**
 * Opens the firm's encrypted database, exclusively: a second process gets `storage.in-use`. Brings an older file up to date.
 * Throws AppError storage.missing | empty | not-ours | damaged | from-newer-version | in-use | read-only | full | migration-failed.
 * Never creates, replaces or deletes a file that was there before.
 */
export async function openFirmDb({ folder, keyHex, generation = 1, create, now }: OpenOptions): Promise<FirmDb> {
  const file = join(folder, databaseFileOf(generation))
  refuseSecond(file)
  if (create) createEmpty(file, now)
  else {
    withStorageErrors(() => {
      adoptStaged(folder, generation)
      adoptSalvaged(folder, generation)
    })
    checkExisting(file)
    checkWritable(file)
  }

  const database = withStorageErrors(() => new Database(file, { timeout: 2000 }))
  try {
    withStorageErrors(() => {
      unlock(database, keyHex, create)
      applySettings(database)
      // Nobody else can hold the database now, so nobody is at work on these.
      discardStaged(folder)
    })
    const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(database) }) })
    await migrateFile({ database, kysely: kysely as unknown as Kysely<unknown>, folder, keyHex, now, dialect: sqliteSchema })
    openHere.add(file)
    return firmDbOn(kysely, sqliteSchema, {
      findDamage: async (whole) => (whole ? wholeCheck(database) : findDamageIn(database)),
      closeFile() {
        openHere.delete(file)
        // Deleted and replaced values must not stay readable in the log after closing.
        try {
          database.pragma('wal_checkpoint(TRUNCATE)')
        } finally {
          // Kysely closes only what it has used.
          database.close()
        }
      }
    })
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens a damaged database for reading: the connection cannot write, and the file and its log stay byte for byte as they are. Another process gets
 * `storage.in-use` meanwhile. Throws what `openFirmDb` throws, and `storage.migration-failed` for an older file, which cannot be brought up to date.
 */
export async function openFirmDbForReading({ folder, keyHex, generation = 1 }: Omit<OpenOptions, 'create' | 'now'>): Promise<FirmDb> {
  const file = join(folder, databaseFileOf(generation))
  refuseSecond(file)
  checkExisting(file)
  const database = withStorageErrors(() => openReading(file, keyHex))
  try {
    withStorageErrors(() => {
      if (database.pragma('application_id', { simple: true }) !== applicationId) throw new AppError('storage.not-ours', {})
      const found = Number(database.pragma('user_version', { simple: true }))
      if (found > schemaVersion) throw new AppError('storage.from-newer-version', { found, supported: schemaVersion })
      if (found < schemaVersion) throw new AppError('storage.migration-failed', { from: found, to: schemaVersion, copy: null })
    })
    const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(database) }) })
    openHere.add(file)
    return firmDbOn(kysely, sqliteSchema, {
      isReadOnly: true,
      findDamage: async (whole) => (whole ? wholeCheck(database) : findDamageIn(database)),
      closeFile() {
        openHere.delete(file)
        closeReading(database, file)
      }
    })
  } catch (error) {
    database.close()
    throw error
  }
}

/** A connection of SQLite's that cannot write, on a file that need not be whole. */
export function openReading(file: string, keyHex: string): Database.Database {
  const database = new Database(file, { readonly: true, timeout: 2000 })
  try {
    withKey(keyHex, (key) => (database as unknown as Keyed).key(key))
    for (const setting of ['query_only = ON', 'trusted_schema = OFF', 'cell_size_check = ON', 'temp_store = MEMORY', 'mmap_size = 0'])
      database.pragma(setting)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Takes away what reading made beside the file; a log that holds something stays. */
export function closeReading(database: Database.Database, file: string): void {
  database.close()
  rmSync(`${file}-shm`, { force: true })
  if (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size === 0) rmSync(`${file}-wal`)
}

interface FileOf {
  readonly isReadOnly?: boolean
  readonly findDamage?: FirmDb['findDamage']
  /** Runs when no query is under way any more. */
  readonly closeFile?: () => void
}

/** Services' view of a Kysely connection. */
export function firmDbOn(kysely: Kysely<Tables>, schema: SchemaDialect, of: FileOf = {}): FirmDb {
  const { isReadOnly = false, findDamage = async () => null, closeFile = () => {} } = of
  let closed = false
  const committed = new WeakMap<WritableDb, (() => void)[]>()
  return {
    schema,
    isReadOnly,
    findDamage,
    read: kysely,
    async write(work) {
      if (isReadOnly) throw new AppError('vault.read-only', {})
      let own: WritableDb | undefined
      const result = await kysely.transaction().execute((tx) => {
        own = tx
        return work(tx)
      })
      for (const run of (own && committed.get(own)) ?? []) run()
      return result
    },
    afterCommit(tx, run) {
      const known = committed.get(tx)
      if (known === undefined) committed.set(tx, [run])
      else known.push(run)
    },
    copyTo: (file, alongside) =>
      // Everybody else waits for the one connection meanwhile.
      kysely.connection().execute(async (connection) => {
        await sql`vacuum into ${file}`.execute(connection)
        return alongside(connection)
      }),
    async close() {
      if (closed) return
      closed = true
      try {
        closeFile()
      } finally {
        await kysely.destroy()
      }
    }
  }
}

function createEmpty(file: string, now: number): void {
  // A database without a vault beside it cannot be opened by anybody, but it is not ours to delete: it is moved aside.
  const aside = join(dirname(file), `keydocket.without-vault-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.db`)
  try {
    for (const part of ['', '-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, aside + part)
    // 'wx': never taken over. SQLite gives its log the same mode.
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    throw storageErrorFrom(cause) ?? new AppError('storage.read-only', {}, { cause })
  }
}

/** SQLite finds out late, and in words of damage, that it may not write. */
function checkWritable(file: string): void {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK)
  } catch (cause) {
    throw new AppError('storage.read-only', {}, { cause })
  }
}

export function checkExisting(file: string): void {
  if (!existsSync(file)) throw new AppError('storage.missing', {})
  const link = lstatSync(file)
  // A second name for the file would get a second log beside it, and the two would overwrite each other.
  if (link.isSymbolicLink() || !link.isFile() || link.nlink > 1) throw new AppError('storage.not-ours', {})
  // SQLite takes an empty file for an empty database: opened, it would look like a firm without clients.
  if (statSync(file).size === 0) throw new AppError('storage.empty', {})
  if (startsLikePlainSqlite(file)) throw new AppError('storage.not-ours', {})
}

function startsLikePlainSqlite(file: string): boolean {
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, 16, 0)
  } finally {
    closeSync(handle)
  }
  return head.toString('latin1') === 'SQLite format 3\u0000'
}

interface Keyed {
  key(key: Buffer): number
}

/** The key goes in as bytes so that it can be wiped; 'raw:' skips SQLite's own key derivation. */
export function withKey(hex: string, use: (key: Buffer) => void): void {
  const key = Buffer.from(`raw:${hex}`, 'latin1')
  try {
    use(key)
  } finally {
    key.fill(0)
  }
}

function unlock(database: Database.Database, keyHex: string, create: boolean): void {
  withKey(keyHex, (key) => (database as unknown as Keyed).key(key))
  database.pragma('locking_mode = EXCLUSIVE')
  if (create) database.pragma(`application_id = ${applicationId}`)
  const found = database.pragma('application_id', { simple: true })
  if (found !== applicationId) throw new AppError('storage.not-ours', {})
}

function applySettings(database: Database.Database): void {
  database.pragma('journal_mode = WAL')
  // A reopened WAL file otherwise runs at NORMAL and can lose the last commits in a power cut.
  database.pragma('synchronous = FULL')
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  database.pragma('secure_delete = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('temp_store = MEMORY')
  database.pragma('mmap_size = 0')
  // 64 MiB, filled as needed: every page read again is a page decrypted again, which costs a large firm's lists three quarters of their time.
  database.pragma('cache_size = -65536')
}

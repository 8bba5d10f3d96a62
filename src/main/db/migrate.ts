import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { AppError, isAppError } from '../errors.ts'
import type { SchemaDialect } from './dialects/schema-dialect.ts'
import { type Migration, migrations as released } from './migrations/index.ts'
import { storageErrorFrom } from './storage-errors.ts'

export interface MigrationTarget {
  readonly database: Database.Database
  readonly kysely: Kysely<unknown>
  readonly folder: string
  readonly keyHex: string
  readonly now: number
  readonly dialect: SchemaDialect
  /** Only tests pass their own. */
  readonly migrations?: readonly Migration[]
}

/**
 * Brings a file to the newest schema in one transaction. Before the first pending step of a file with content a verified copy is put into
 * `backups/`. A file from a newer version is left untouched.
 */
export async function migrateFile(target: MigrationTarget): Promise<void> {
  const { database, kysely, dialect } = target
  const migrations = target.migrations ?? released
  const newest = migrations.at(-1)?.version ?? 0
  const found = Number(database.pragma('user_version', { simple: true }))
  if (found > newest) throw new AppError('storage.from-newer-version', { found, supported: newest })
  const pending = migrations.filter((migration) => migration.version > found)
  if (pending.length === 0) return

  const copy = found === 0 ? null : copyBefore(target, newest)
  try {
    await kysely.transaction().execute(async (tx) => {
      await runMigrations(tx, dialect, pending)
      await sql.raw(`pragma user_version = ${newest}`).execute(tx)
      const broken = await sql<{ table: string }>`select * from pragma_foreign_key_check`.execute(tx)
      if (broken.rows.length > 0) throw new Error('foreign keys do not hold after the migration')
    })
  } catch (cause) {
    const storage = storageErrorFrom(cause)
    if (storage !== null && !isAppError(storage, 'storage.damaged')) throw storage
    throw new AppError('storage.migration-failed', { from: found, to: newest, copy: copy === null ? null : basename(copy) }, { cause })
  }
}

export async function runMigrations(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  migrations: readonly Migration[] = released
): Promise<void> {
  for (const migration of migrations) await migration.up(db, dialect)
}

/** An encrypted copy of the whole file, opened and checked before it counts. Throws when it cannot be made: then nothing is migrated. */
function copyBefore({ database, folder, keyHex, now }: MigrationTarget, newest: number): string {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const copy = join(backups, `before-schema-${newest}-${stamp}.db`)
  const unfinished = `${copy}.unfinished`
  // Of earlier tries that were cut short, too.
  for (const name of readdirSync(backups)) if (/^before-schema-.*\.unfinished/.test(name)) rmSync(join(backups, name), { force: true })
  try {
    database.prepare('vacuum into ?').run(unfinished)
    verifyCopy(database, unfinished, keyHex)
    syncToDisk(unfinished)
    renameSync(unfinished, copy)
    syncToDisk(backups)
    return copy
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw storageErrorFrom(error) ?? error
  }
}

function verifyCopy(original: Database.Database, copy: string, keyHex: string): void {
  const opened = new Database(copy, { readonly: true })
  try {
    const key = Buffer.from(`raw:${keyHex}`, 'latin1')
    ;(opened as unknown as { key(key: Buffer): number }).key(key)
    key.fill(0)
    if (opened.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the copy fails its integrity check')
    for (const table of tablesOf(original)) {
      if (countOf(original, table) !== countOf(opened, table)) throw new Error('the copy has other row counts')
    }
  } finally {
    opened.close()
  }
}

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'")
    .pluck()
    .all() as string[]
}

function countOf(database: Database.Database, table: string): number {
  return database
    .prepare(`select count(*) from "${table.replaceAll('"', '""')}"`)
    .pluck()
    .get() as number
}

function syncToDisk(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { AppError } from '../errors.ts'
import { sealedColumns } from '../vault/sealed-columns.ts'
import type { OpenVault, SealContext } from '../vault/vault.ts'
import { databaseFileOf, discardStaged, replaceDamaged, salvagingFileOf, syncToDisk } from './database-files.ts'
import { sqliteSchema } from './dialects/sqlite.ts'
import { runMigrations } from './migrate.ts'
import { migrations, schemaVersion } from './migrations/index.ts'
import { applicationId, checkExisting, closeReading, openReading, withKey } from './open.ts'
import { auditNumbers, noteSalvage } from './salvage-audit.ts'
import { isGone, type Loss, type LossReason } from './salvage-losses.ts'
import { type Remains, type Row, readTable } from './salvage-reading.ts'
import { mendReferences, mendSearch } from './salvage-references.ts'
import { storageErrorFrom } from './storage-errors.ts'

export interface SalvagePlan {
  readonly folder: string
  readonly vault: OpenVault
  /** Epoch ms. */
  readonly now: number
  /** Number of the audit row the anchor outside the database names; 0 when none is known. */
  readonly anchorSeq: number
  readonly onProgress: (done: number, total: number) => void
}

export interface Salvaged {
  readonly rowsKept: number
  readonly losses: readonly Loss[]
  /** Name of the damaged file, which is kept. */
  readonly keptAs: string
}

/** What became of the lost rows of a table, before it is known whose they were. */
export interface LostRow {
  readonly table: string
  readonly id: string | null
  readonly reason: LossReason
  readonly count: number
  /** What the indexes say of it. */
  readonly remains: Row
}

/**
 * Copies every row that can be read, and whose sealed values open, from a damaged database into a new one, which takes its place; the damaged file
 * is kept and was only read. Throws `storage.not-salvageable` when neither its first page nor its table of contents reads, `storage.in-use`, `storage.full`, and
 * `storage.from-newer-version`; nothing is changed then. Nobody may have the database open.
 */
export async function salvageFirmDb(plan: SalvagePlan): Promise<Salvaged> {
  const { folder, vault, now } = plan
  const { generation } = vault
  const file = join(folder, databaseFileOf(generation))
  const salvaging = join(folder, salvagingFileOf(generation))
  checkExisting(file)
  let source: Database.Database | null = null
  let target: Database.Database | null = null
  try {
    discardStaged(folder)
    source = openDamaged(file, vault.databaseKeyHex())
    const found = Number(source.pragma('user_version', { simple: true }))
    if (found > schemaVersion) throw new AppError('storage.from-newer-version', { found, supported: schemaVersion })
    closeSync(openSync(salvaging, 'wx', 0o600))
    target = await makeNew(salvaging, vault.databaseKeyHex(), found)
    const { rowsKept, lost } = await copyAll(source, target, plan)
    const numbers = auditNumbers(target, lost, plan.anchorSeq)
    await migrateFrom(target, found)
    // Search entries are made anew from what they stand for.
    const losses = mendReferences(
      target,
      lost.filter(({ table }) => table !== 'search_entries'),
      now
    )
    mendSearch(target)
    const stamp = stampOf(now)
    noteSalvage(target, { now, rowsKept, losses, numbers, generation, stamp })
    check(target)
    target.close()
    target = null
    syncToDisk(salvaging)
    closeReading(source, file)
    source = null
    return { rowsKept, losses, keptAs: replaceDamaged(folder, generation, stamp) }
  } catch (error) {
    target?.close()
    if (source !== null) closeReading(source, file)
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(salvaging + part, { force: true })
    throw storageErrorFrom(error) ?? error
  }
}

const stampOf = (now: number): string => new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')

function openDamaged(file: string, keyHex: string): Database.Database {
  const database = openReading(file, keyHex)
  try {
    // Without its table of contents SQLite finds nothing in the file.
    database.prepare('select count(*) from sqlite_schema').get()
    if (database.pragma('application_id', { simple: true }) !== applicationId) throw new AppError('storage.not-ours', {})
    return database
  } catch (error) {
    database.close()
    throw storageErrorFrom(error)?.code === 'storage.damaged' ? new AppError('storage.not-salvageable', {}, { cause: error }) : error
  }
}

async function makeNew(file: string, keyHex: string, version: number): Promise<Database.Database> {
  const database = new Database(file)
  try {
    withKey(keyHex, (key) => (database as unknown as { key(key: Buffer): number }).key(key))
    // The new file counts only as a whole: what a crash leaves of it is thrown away, so it needs no journal on the disk.
    for (const setting of ['locking_mode = EXCLUSIVE', 'journal_mode = MEMORY', 'synchronous = OFF', 'temp_store = MEMORY'])
      database.pragma(setting)
    // References are mended in the end.
    database.pragma('foreign_keys = OFF')
    database.pragma(`application_id = ${applicationId}`)
    const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
    await runMigrations(
      kysely,
      sqliteSchema,
      migrations.filter((migration) => migration.version <= version)
    )
    database.pragma('foreign_keys = OFF')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Brings what was copied from an older file to the present schema. */
async function migrateFrom(database: Database.Database, version: number): Promise<void> {
  const pending = migrations.filter((migration) => migration.version > version)
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  await kysely.transaction().execute((tx) => runMigrations(tx, sqliteSchema, pending))
  database.pragma(`user_version = ${schemaVersion}`)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function copyAll(source: Database.Database, target: Database.Database, { vault, onProgress }: SalvagePlan) {
  const tables = target
    .prepare(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name = 'search_entries'`
    )
    .pluck()
    .all() as string[]
  const lost: LostRow[] = []
  let rowsKept = 0
  for (const [index, table] of tables.entries()) {
    onProgress(index, tables.length)
    const columns = target.pragma(`table_info(${quoted(table)})`) as { name: string; pk: number }[]
    const idColumn = columns.find(({ pk }) => pk === 1)?.name ?? 'id'
    const names = columns.map(({ name }) => name)
    const insert = target.prepare(
      `insert into ${quoted(table)} (${names.map(quoted).join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`
    )
    const lose = (row: Row, reason: LossReason) =>
      lost.push({ table, id: idOf(row, idColumn), reason, count: 1, remains: withoutSecrets(table, row) })
    target.exec('begin')
    const { lost: unread, unknown } = await readTable(source, table, names, (row) => {
      if (!opens(vault, table, row)) lose(row, 'seal-broken')
      else if (insertUnlessTaken(insert, row)) rowsKept += 1
      else lose(row, 'contradicts')
    })
    target.exec('commit')
    for (const remains of unread) lose(withId(remains, idColumn), 'unreadable')
    if (unknown > 0) lost.push({ table, id: null, reason: 'unreadable', count: unknown, remains: {} })
  }
  onProgress(tables.length, tables.length)
  return { rowsKept, lost }
}

const idOf = (row: Row, column: string): string | null => (row[column] == null ? null : String(row[column]))

/** A whole number as primary key is the row number, which no index has a column for. */
const withId = (remains: Remains, idColumn: string): Row => ({
  ...remains,
  [idColumn]: remains[idColumn] ?? (idColumn === 'id' ? null : remains['row number'])
})

function insertUnlessTaken(insert: Database.Statement, row: Row): boolean {
  try {
    insert.run(row)
    return true
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) return false
    throw error
  }
}

/** Whether every sealed value of a row opens where it stands. */
function opens(vault: OpenVault, table: string, row: Row): boolean {
  return sealedColumns
    .filter((place) => place.table === table)
    .every((place) => {
      const sealed = row[place.column]
      if (!(sealed instanceof Uint8Array) || sealed.length === 0) return true
      const context = { table, column: place.column, recordId: String(row[place.id]), revision: Number(row[place.revision]) } as SealContext
      try {
        vault.open(context, sealed).fill(0)
        return true
      } catch {
        return false
      }
    })
}

function withoutSecrets(table: string, row: Row): Row {
  const secret = new Set<string>(sealedColumns.filter((place) => place.table === table).map(({ column }) => column))
  return Object.fromEntries(Object.entries(row).filter(([name]) => !secret.has(name)))
}

function check(database: Database.Database): void {
  if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the salvaged database fails its integrity check')
  if ((database.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('references of the salvaged database do not hold')
}

/** Rows that are gone, by the count a person is told. */
export const rowsLost = (losses: readonly Loss[]): number => losses.filter(isGone).reduce((sum, { count }) => sum + count, 0)

import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { AppError } from '../errors.ts'
import { auditKeyBytesOf } from '../vault/open-vault.ts'
import { sealedColumns } from '../vault/sealed-columns.ts'
import type { OpenVault } from '../vault/vault.ts'
import { discardStaged, stagedFileOf, syncToDisk } from './database-files.ts'
import type { FirmDb, ReadableDb, WritableDb } from './handles.ts'
import { countRows, countSealed, sealContextOf, sealedBatches, tablesOf, withRawKey } from './sealed-values.ts'
import { storageErrorFrom } from './storage-errors.ts'
import type { Tables } from './tables.ts'

export type RotationPhase = 'copying' | 'sealing' | 'checking'

export interface RotationPlan {
  readonly folder: string
  /** The present keys and the next ones. */
  readonly from: OpenVault
  readonly to: OpenVault
  readonly reason: string
  /** Epoch ms. */
  readonly now: number
  readonly onProgress: (phase: RotationPhase, done: number, total: number) => void
  /** Ends the work with `vault.rotation-cancelled`; nothing stays behind. */
  readonly signal: AbortSignal
}

/**
 * Makes a copy of the firm's database under the next generation's keys beside the present one: every page under the new database key, every sealed
 * value and fingerprint made anew, the audit key of the present generation kept. Each new value is opened once before the copy counts. Nobody may
 * write meanwhile. The database itself is only read; vault.json decides later which of the two counts. Answers how many values were sealed anew.
 */
export async function stageRotation(db: FirmDb, plan: RotationPlan): Promise<number> {
  const { folder, from, to, onProgress, signal } = plan
  const staged = join(folder, stagedFileOf(to.generation))
  let database: Database.Database | null = null
  try {
    discardStaged(folder)
    onProgress('copying', 0, 0)
    // SQLite fills an empty file and leaves it its mode.
    closeSync(openSync(staged, 'wx', 0o600))
    await db.copyTo(staged, async () => {})
    stopIf(signal)
    database = openCopy(staged, from.databaseKeyHex(), to.databaseKeyHex())
    const total = countSealed(database)
    const records = await sealAnew(database, plan, total)
    await checkCopy(database, db, plan, records)
    database.close()
    database = null
    syncToDisk(staged)
    syncToDisk(folder)
    return records
  } catch (error) {
    database?.close()
    discardStaged(folder)
    throw storageErrorFrom(error) ?? error
  }
}

function openCopy(file: string, oldKeyHex: string, newKeyHex: string): Database.Database {
  const database = new Database(file)
  const keyed = database as unknown as { key(key: Buffer): number; rekey(key: Buffer): number }
  try {
    withRawKey(oldKeyHex, (key) => keyed.key(key))
    // The copy counts only as a whole: what a crash leaves of it is thrown away, so it needs no journal on the disk.
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = MEMORY')
    database.pragma('synchronous = OFF')
    database.pragma('temp_store = MEMORY')
    database.pragma('secure_delete = ON')
    database.pragma('foreign_keys = ON')
    withRawKey(newKeyHex, (key) => keyed.rekey(key))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

async function sealAnew(database: Database.Database, plan: RotationPlan, total: number): Promise<number> {
  const { from, to, onProgress, signal } = plan
  let done = 0
  database.exec('begin immediate')
  for (const place of sealedColumns) {
    const { table, column, id, fingerprint } = place
    const write = database.prepare<[Buffer, string]>(`update ${table} set ${column} = ? where ${id} = ?`)
    const print = fingerprint && database.prepare<[string, string]>(`update ${table} set ${fingerprint.column} = ? where ${id} = ?`)
    for (const rows of sealedBatches(database, place)) {
      for (const row of rows) {
        const plaintext = from.open(sealContextOf(place, row), row.sealed)
        write.run(to.seal(sealContextOf(place, row), plaintext), row.id)
        if (fingerprint && row.fingerprint !== '') print?.run(to.fingerprint(fingerprint.purpose, plaintext), row.id)
        plaintext.fill(0)
      }
      done += rows.length
      onProgress('sealing', done, total)
      await nextTurn()
      stopIf(signal)
    }
  }
  keepGeneration(database, plan, done)
  database.exec('commit')
  return done
}

/** What of the present generation must outlive it. */
function keepGeneration(database: Database.Database, { from, to, reason, now }: RotationPlan, records: number): void {
  const id = `g${from.generation}`
  const key = auditKeyBytesOf(from)
  const sealed = to.seal({ table: 'vault_generations', recordId: id, column: 'audit_key', revision: 1 }, key)
  key.fill(0)
  database
    .prepare(
      `insert into vault_generations (id, generation, audit_key, audit_key_revision, last_audit_seq, reason, records, replaced_at, noted_at)
       values (?, ?, ?, 1, (select coalesce(max(seq), 0) from audit_log), ?, ?, ?, null)`
    )
    .run(id, from.generation, sealed, reason, records, now)
}

/** Whole by SQLite's own measure, with as many rows as the original, and every sealed value opens under the new keys. */
async function checkCopy(
  database: Database.Database,
  db: FirmDb,
  { to, onProgress, signal }: RotationPlan,
  records: number
): Promise<void> {
  const total = records + 1
  let done = 0
  for (const place of sealedColumns) {
    for (const rows of sealedBatches(database, place)) {
      for (const row of rows) to.open(sealContextOf(place, row), row.sealed).fill(0)
      done += rows.length
      onProgress('checking', Math.min(done, total), total)
      await nextTurn()
      stopIf(signal)
    }
  }
  if (done !== total) throw new Error('the copy has other numbers of sealed values')
  if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the copy fails its integrity check')
  if ((database.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('references of the copy do not hold')
  for (const table of tablesOf(database)) {
    if (countRows(database, table) !== (await countOf(db.read, table)) + (table === 'vault_generations' ? 1 : 0))
      throw new Error('the copy has other row counts')
  }
  stopIf(signal)
}

async function countOf(db: ReadableDb, table: string): Promise<number> {
  const found = await db
    .selectFrom(table as keyof Tables)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(found.count)
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('vault.rotation-cancelled', {})
}

/** A replacement of the keys that is done but stands in no audit row yet. */
export interface UnnotedRotation {
  readonly id: string
  readonly generation: number
  readonly reason: string
  readonly records: number
}

export async function findUnnotedRotation(db: ReadableDb): Promise<UnnotedRotation | null> {
  const row = await db
    .selectFrom('vault_generations')
    .select(['id', 'generation', 'reason', 'records'])
    .where('noted_at', 'is', null)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, generation: Number(row.generation), records: Number(row.records) }
}

export async function markRotationNoted(tx: WritableDb, id: string, now: number): Promise<void> {
  await (tx as Kysely<Tables>).updateTable('vault_generations').set({ noted_at: now }).where('id', '=', id).execute()
}

/** The audit keys of earlier generations, as sealed under the present one, and the last row of the audit log each was used for. */
export async function listKeptAuditKeys(db: ReadableDb) {
  const rows = await db
    .selectFrom('vault_generations')
    .select(['id', 'generation', 'audit_key', 'audit_key_revision', 'last_audit_seq'])
    .orderBy('generation')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    generation: Number(row.generation),
    sealed: row.audit_key,
    revision: Number(row.audit_key_revision),
    lastSeq: Number(row.last_audit_seq)
  }))
}

import { closeSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { AppError, isAppError } from '../../errors.ts'
import { type SealedColumn, sealedColumns } from '../../vault/sealed-columns.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { schemaVersion } from '../migrations/index.ts'
import { applicationId } from '../open.ts'
import {
  countRows,
  countSealed,
  type SealedRow,
  sealContextOf,
  sealedBatches,
  sealedSample,
  tablesOf,
  withRawKey
} from '../sealed-values.ts'
import { type BackupHead, type BackupManifest, damagedBackup, databaseOf, isHeadSignedBy } from './container.ts'

export type BackupPhase = 'copying' | 'writing' | 'checking'
export type BackupProgress = (phase: BackupPhase, done: number, total: number) => void

export interface CheckPlan {
  readonly vault: OpenVault
  /** How many sealed values are opened: so many drawn at random, or all. */
  readonly open: number | 'all'
  readonly onProgress: BackupProgress
  /** Ends the work with `backup.cancelled`. */
  readonly signal: AbortSignal
}

/** What a backup was found to hold. */
export interface CheckedBackup {
  readonly manifest: BackupManifest
  readonly fileBytes: number
  /** Sealed values that were opened. */
  readonly opened: number
  /** Who wrote the newest row of the audit log, where and when (epoch ms). */
  readonly lastWrite: { readonly actor: string; readonly device: string; readonly at: number } | null
  /** Names of the members, oldest first, ten at most. */
  readonly members: readonly string[]
}

export const stopIfCancelled = (signal: AbortSignal): void => {
  if (signal.aborted) throw new AppError('backup.cancelled', {})
}

/**
 * Takes the database out of a backup into `into`, a name that is free, and really opens it there: MAC, digest, SQLite's integrity check, references,
 * numbers of rows, sealed values. Throws `backup.damaged`, `backup.from-newer-version`; the caller removes the file.
 */
export async function extractChecked(file: FileHandle, head: BackupHead, into: string, plan: CheckPlan): Promise<CheckedBackup> {
  const { vault, onProgress, signal } = plan
  const { manifest, fileBytes } = head
  if (!isHeadSignedBy(head, vault)) throw damagedBackup('mac')
  if (manifest.schema > schemaVersion) throw new AppError('backup.from-newer-version', { found: manifest.schema, supported: schemaVersion })
  const handle = await open(into, 'wx', 0o600)
  try {
    let done = 0
    for await (const chunk of databaseOf(file, head)) {
      stopIfCancelled(signal)
      await handle.writeFile(chunk)
      done += chunk.length
      onProgress('checking', done, manifest.databaseBytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { manifest, fileBytes, ...(await checkDatabase(into, manifest, plan)) }
}

/** Opens a database file under the vault's key and compares it with the manifest. */
async function checkDatabase(file: string, manifest: BackupManifest, { vault, open: wanted, signal }: CheckPlan) {
  const database = new Database(file, { readonly: true })
  try {
    withRawKey(vault.databaseKeyHex(), (key) => (database as unknown as { key(key: Buffer): number }).key(key))
    if (database.pragma('application_id', { simple: true }) !== applicationId) throw damagedBackup('content')
    if (database.pragma('user_version', { simple: true }) !== manifest.schema) throw damagedBackup('content')
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw damagedBackup('content')
    if ((database.pragma('foreign_key_check') as unknown[]).length > 0) throw damagedBackup('content')
    await nextTurn()
    stopIfCancelled(signal)
    const tables = tablesOf(database)
    const isComplete =
      tables.length === Object.keys(manifest.tables).length &&
      tables.every((table) => countRows(database, table) === manifest.tables[table])
    if (!isComplete || countSealed(database) !== manifest.sealed) throw damagedBackup('content')
    const head = headOf(database)
    if (head.seq !== manifest.auditSeq || head.hash !== manifest.auditHash) throw damagedBackup('content')
    const opened = await openSealed(database, vault, wanted, signal)
    return { opened, lastWrite: lastWriteOf(database), members: membersOf(database) }
  } catch (error) {
    if (error instanceof AppError && !isAppError(error, 'storage.damaged')) throw error
    throw damagedBackup('content', error)
  } finally {
    database.close()
  }
}

async function openSealed(database: Database.Database, vault: OpenVault, wanted: number | 'all', signal: AbortSignal): Promise<number> {
  const openOne = (place: SealedColumn, row: SealedRow): void => void vault.open(sealContextOf(place, row), row.sealed).fill(0)
  if (wanted !== 'all') {
    const drawn = sealedColumns.flatMap((place) => sealedSample(database, place, wanted).map((row) => ({ place, row })))
    // Shuffled by a random place of each: every kind of secret gets its turn in the long run.
    const chosen = drawn
      .map((one) => ({ ...one, order: Math.random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, wanted)
    for (const { place, row } of chosen) openOne(place, row)
    return chosen.length
  }
  let opened = 0
  for (const place of sealedColumns) {
    for (const rows of sealedBatches(database, place)) {
      for (const row of rows) openOne(place, row)
      opened += rows.length
      await nextTurn()
      stopIfCancelled(signal)
    }
  }
  return opened
}

/** What a manifest says of a database that lies open here under the vault's key. */
export function describeDatabase(
  file: string,
  vault: OpenVault
): Pick<BackupManifest, 'auditHash' | 'auditSeq' | 'schema' | 'sealed' | 'tables'> {
  const database = new Database(file, { readonly: true })
  try {
    withRawKey(vault.databaseKeyHex(), (key) => (database as unknown as { key(key: Buffer): number }).key(key))
    const { seq, hash } = headOf(database)
    return {
      auditHash: hash,
      auditSeq: seq,
      schema: Number(database.pragma('user_version', { simple: true })),
      sealed: countSealed(database),
      tables: Object.fromEntries(tablesOf(database).map((table) => [table, countRows(database, table)]))
    }
  } finally {
    database.close()
  }
}

/** Before the first row: number 0 and 64 zeros. */
function headOf(database: Database.Database): { seq: number; hash: string } {
  const row = database.prepare<[], { seq: number; hash: string | null }>('select seq, hash from audit_log order by seq desc limit 1').get()
  return { seq: row?.seq ?? 0, hash: row?.hash ?? '0'.repeat(64) }
}

const lastWriteOf = (database: Database.Database): CheckedBackup['lastWrite'] =>
  database
    .prepare<[], { actor: string; device: string; at: number }>('select actor, device, at from audit_log order by seq desc limit 1')
    .get() ?? null

const membersOf = (database: Database.Database): string[] =>
  database.prepare('select name from members order by created_at limit 10').pluck().all() as string[]

/** An empty file that only its owner may read, for SQLite to fill. */
export const createPrivate = (file: string): void => closeSync(openSync(file, 'wx', 0o600))

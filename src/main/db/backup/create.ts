import { rmSync } from 'node:fs'
import { lstat, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { AppError } from '../../errors.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { FirmDb, ReadableDb } from '../handles.ts'
import { storageErrorFrom } from '../storage-errors.ts'
import { type BackupProgress, type CheckedBackup, createPrivate, describeDatabase, extractChecked, stopIfCancelled } from './check.ts'
import { type BackupManifest, backupExtension, damagedBackup, digestOf, openToRead, readHead, sha256, writeBackup } from './container.ts'
import { removeAbandonedWork, withWorkFolder } from './work-folder.ts'

export interface BackupPlan {
  readonly db: FirmDb
  readonly vault: OpenVault
  /** The present bytes of vault.json, verified. */
  readonly vaultBytes: Buffer
  /** Data folder: copies of the database lie there while the backup is made. */
  readonly folder: string
  /** The backup to be. */
  readonly path: string
  /** Put it in the place of a file that is there; else such a file is left and `file.cannot-write` (exists) thrown. */
  readonly replace: boolean
  readonly appVersion: string
  /** Epoch ms. */
  readonly now: number
  readonly onProgress: BackupProgress
  /** Ends the work with `backup.cancelled`; nothing stays behind. */
  readonly signal: AbortSignal
}

/** Sealed values opened before a new backup counts. */
const sampleSize = 20
const unfinished = '.unfinished'
/** Ms after which an unfinished file is taken to be left from a process that was killed. */
const abandonedAfterMs = 3_600_000

/**
 * Writes the firm as it is now into one file: under another name first, flushed, read back and really opened, then renamed. What is answered is what
 * was read back. Throws `backup.cancelled`, `backup.damaged` when it does not read back, `file.cannot-write`, `storage.full`, `storage.read-only`.
 */
export async function createBackup(plan: BackupPlan): Promise<CheckedBackup> {
  const { folder, path, replace, signal } = plan
  if (!replace && (await isThere(path))) throw new AppError('file.cannot-write', { reason: 'exists' })
  const temporary = `${path}${unfinished}`
  removeAbandonedWork(folder)
  return withWorkFolder(folder, async (work) => {
    try {
      const staged = join(work, 'database')
      const tables = await copyDatabase(plan, staged)
      stopIfCancelled(signal)
      await writeFileOf(plan, staged, temporary, tables)
      rmSync(staged)
      const checked = await readBack(plan, temporary, join(work, 'read-back'))
      stopIfCancelled(signal)
      await rename(temporary, path)
      await syncFolder(dirname(path))
      return checked
    } catch (error) {
      await rm(temporary, { force: true })
      throw writeErrorFrom(error)
    }
  })
}

/** Answers the rows by table at the moment of the copy, counted in the original. */
async function copyDatabase({ db, onProgress }: BackupPlan, staged: string): Promise<Readonly<Record<string, number>>> {
  onProgress('copying', 0, 0)
  createPrivate(staged)
  return db.copyTo(staged, countAllRows)
}

async function countAllRows(original: ReadableDb): Promise<Record<string, number>> {
  const db = original as Kysely<unknown>
  const counts: Record<string, number> = {}
  const tables = await sql<{
    name: string
  }>`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%'`.execute(db)
  for (const { name } of tables.rows) {
    const counted = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(db)
    counts[name] = Number(counted.rows[0]?.rows)
  }
  return counts
}

async function writeFileOf(
  { vault, vaultBytes, appVersion, now, onProgress, signal }: BackupPlan,
  staged: string,
  temporary: string,
  original: Readonly<Record<string, number>>
): Promise<void> {
  const described = describeDatabase(staged, vault)
  const isComplete =
    Object.keys(original).length === Object.keys(described.tables).length &&
    Object.entries(original).every(([table, count]) => described.tables[table] === count)
  if (!isComplete) throw damagedBackup('content')
  const database = await openToRead(staged)
  try {
    const { bytes, sha256: digest } = await digestOf(database)
    const manifest: BackupManifest = {
      ...described,
      kind: 'keydocket-backup',
      appVersion,
      at: now,
      databaseBytes: bytes,
      databaseSha256: digest,
      vaultSha256: sha256(vaultBytes),
      generation: vault.generation,
      vaultId: vault.vaultId
    }
    await rm(temporary, { force: true })
    const into = await open(temporary, 'wx', 0o600)
    try {
      let done = 0
      await writeBackup(into, { vaultBytes, manifest, database, vault }, (length) => {
        stopIfCancelled(signal)
        done += length
        onProgress('writing', done, bytes)
      })
      await into.sync()
    } finally {
      await into.close()
    }
  } finally {
    await database.close()
  }
}

/** The written file as a stranger to it would open it. */
async function readBack({ vault, onProgress, signal }: BackupPlan, temporary: string, into: string): Promise<CheckedBackup> {
  const file = await openToRead(temporary)
  try {
    return await extractChecked(file, await readHead(file), into, { vault, open: sampleSize, onProgress, signal })
  } finally {
    await file.close()
  }
}

/** Removes what killed processes left in a folder of backups. Other computers may write there now. */
export async function removeUnfinished(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.endsWith(`${backupExtension}${unfinished}`)) continue
    const touched = (await stat(join(place, name)).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY
    // The file system's own clock on both sides: the program's may be a test's.
    if (Date.now() - touched > abandonedAfterMs) await rm(join(place, name), { force: true })
  }
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false
  )

/** Makes the new name itself durable, where the place can: some network and removable file systems flush no folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EINVAL' && code !== 'ENOTSUP') throw error
  } finally {
    await handle.close()
  }
}

function writeErrorFrom(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('file.cannot-write', { reason: 'failed' }, { cause: error })
  return storageErrorFrom(error) ?? error
}

import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../errors.ts'
import { type CanonicalValue, canonicalBytes } from '../../vault/canonical.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { databaseFileOf, syncToDisk } from '../database-files.ts'
import { storageErrorFrom } from '../storage-errors.ts'
import { type CheckedBackup, type CheckPlan, extractChecked, stopIfCancelled } from './check.ts'
import type { BackupHead } from './container.ts'
import { belongings, decision, finishRestore, restoreNoteFile } from './finish-restore.ts'
import { stagedFolder } from './work-folder.ts'

/** What the next opening writes into the audit log, under the vault's own MAC. */
export type RestoreNote = {
  /** UUID of this restore. */
  readonly id: string
  /** Epoch ms. */
  readonly restoredAt: number
  readonly backupAt: number
  /** Newest row of the audit log in the backup. */
  readonly throughSeq: number
  /** Folder the old vault was moved to, '' when there was none. */
  readonly aside: string
  /** Row and hash prefix that the keychain remembered when the backup was restored; 0 and '' when it remembered none. */
  readonly anchorSeq: number
  readonly anchorHash: string
}

export interface RestorePlan extends CheckPlan {
  readonly folder: string
  readonly file: FileHandle
  readonly head: BackupHead
  /** vault.json as it is to be: that of the backup, or that without its keychain slot. */
  readonly vaultBytes: Buffer
  readonly note: Omit<RestoreNote, 'aside'>
}

/**
 * Restores a backup over what is in the folder. The caller has seen to it that this process has no database open there. Throws `storage.in-use` when
 * another has, what `extractChecked` throws, `storage.full`, `storage.read-only`; the folder is then as it was. Answers the name of the folder the
 * old vault was moved to, null when there was none.
 */
export async function restoreBackup(plan: RestorePlan): Promise<CheckedBackup & { aside: string | null }> {
  const { folder } = plan
  const aside = belongings(folder).length > 0 ? freeName(folder, plan.note.restoredAt) : null
  try {
    refuseIfInUse(folder)
    const checked = await stage(plan, aside)
    await decide(plan, aside)
    finishRestore(folder)
    return { ...checked, aside }
  } catch (error) {
    // Once it is decided what was staged is the vault, and the next start goes on.
    if (!existsSync(join(folder, decision))) rmSync(join(folder, stagedFolder), { recursive: true, force: true })
    throw storageErrorFrom(error) ?? error
  }
}

async function stage({ folder, vault, file, head, vaultBytes, note, ...check }: RestorePlan, aside: string | null): Promise<CheckedBackup> {
  const staged = join(folder, stagedFolder)
  rmSync(staged, { recursive: true, force: true })
  mkdirSync(staged, { mode: 0o700 })
  const checked = await extractChecked(file, head, join(staged, databaseFileOf(vault.generation)), { ...check, vault })
  await writeDurably(join(staged, restoreNoteFile), noteBytes({ ...note, aside: aside ?? '' }, vault))
  await writeDurably(join(staged, 'vault.json'), vaultBytes)
  syncToDisk(staged)
  return checked
}

async function decide({ folder, vault, signal }: RestorePlan, aside: string | null): Promise<void> {
  const ready = join(folder, stagedFolder, decision)
  await writeDurably(ready, Buffer.from(JSON.stringify({ aside, database: databaseFileOf(vault.generation) })))
  stopIfCancelled(signal)
  refuseIfInUse(folder)
  renameSync(ready, join(folder, decision))
  syncToDisk(folder)
}

function freeName(folder: string, now: number): string {
  const base = `before-restore-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`
    if (lstatSync(join(folder, name), { throwIfNoEntry: false }) === undefined) return name
  }
}

/**
 * Another process that has the database open holds a lock on it, which is met before any key is asked for. A database that cannot even be looked at is
 * in nobody's use.
 */
function refuseIfInUse(folder: string): void {
  for (const name of belongings(folder)) {
    if (!/^keydocket(\.g[0-9]+)?\.db$/.test(name)) continue
    let database: Database.Database | null = null
    try {
      database = new Database(join(folder, name), { readonly: true, timeout: 0 })
      database.pragma('user_version')
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) throw new AppError('storage.in-use', {}, { cause: error })
    } finally {
      database?.close()
    }
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function noteBytes(note: RestoreNote, vault: OpenVault): Buffer {
  const signed = canonicalBytes(note as CanonicalValue)
  return Buffer.from(JSON.stringify({ note, mac: vault.backupMac(signed).toString('base64url') }))
}

/** The restore that no audit row tells of yet. Null when there is none, or when this vault's key did not sign it: then it proves nothing. */
export function readRestoreNote(folder: string, vault: OpenVault): RestoreNote | null {
  try {
    const { note, mac } = JSON.parse(readFileSync(join(folder, restoreNoteFile), 'utf8')) as { note: RestoreNote; mac: string }
    return vault.backupMac(canonicalBytes(note as CanonicalValue)).toString('base64url') === mac ? note : null
  } catch {
    return null
  }
}

export const removeRestoreNote = (folder: string): void => rmSync(join(folder, restoreNoteFile), { force: true })

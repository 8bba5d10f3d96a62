import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, isAppError } from '../../errors.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { type BackupManifest, backupExtension, databaseOf, isHeadSignedBy, openToRead, readHead } from './container.ts'

/** One backup in a folder, as its head describes it. */
export interface FoundBackup {
  readonly path: string
  readonly name: string
  readonly fileBytes: number
  readonly manifest: BackupManifest
  /** Whether the head is what the holder of the present keys wrote; null without keys, or when it was made under earlier ones. */
  readonly isSigned: boolean | null
}

/**
 * The backups in a folder, newest first; of one vault when its id is given. Reads heads only. What is no backup, or a damaged one, is left out;
 * a folder that is not there has none.
 */
export async function listBackups(
  folder: string,
  of: { readonly vaultId?: string; readonly vault?: OpenVault } = {}
): Promise<FoundBackup[]> {
  const found: FoundBackup[] = []
  for (const name of await namesIn(folder)) {
    const one = await readOne(join(folder, name), name, of.vault)
    if (one !== null && (of.vaultId === undefined || one.manifest.vaultId === of.vaultId)) found.push(one)
  }
  return found.sort((a, b) => b.manifest.at - a.manifest.at)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(backupExtension))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw new AppError('file.cannot-read', { reason: code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed' }, { cause: error })
  }
}

async function readOne(path: string, name: string, vault: OpenVault | undefined): Promise<FoundBackup | null> {
  try {
    const file = await openToRead(path)
    try {
      const head = await readHead(file)
      const { manifest, fileBytes } = head
      const isOfPresentKeys = vault?.vaultId === manifest.vaultId && vault.generation === manifest.generation
      return { path, name, fileBytes, manifest, isSigned: vault !== undefined && isOfPresentKeys ? isHeadSignedBy(head, vault) : null }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isAppError(error)) return null
    // Gone since it was listed, or a place that does not answer: the others count all the same.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return null
    throw error
  }
}

/**
 * The newest backup of a folder whose every byte is as its manifest says, and, with the keys of an open vault, signed by them. Null when there is
 * none. Does not open the database in it: `extractChecked` does.
 */
export async function newestGoodBackup(
  folder: string,
  of: { readonly vaultId?: string; readonly vault?: OpenVault } = {}
): Promise<FoundBackup | null> {
  for (const one of await listBackups(folder, of)) if (one.isSigned !== false && (await isWhole(one.path))) return one
  return null
}

async function isWhole(path: string): Promise<boolean> {
  try {
    const file = await openToRead(path)
    try {
      for await (const _chunk of databaseOf(file, await readHead(file))) {
        // Only the digest at the end matters.
      }
      return true
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isAppError(error)) return false
    throw error
  }
}

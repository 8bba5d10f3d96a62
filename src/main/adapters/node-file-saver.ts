import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import type { FileSaver } from '../ports.ts'

export interface FileSaverOptions {
  /** Where to write, or null when the person thought better of it. */
  choosePath(suggestedName: string): Promise<string | null> | string | null
  /** Replace what is already there. Only for a place whose replacement the person has agreed to. */
  readonly replace: boolean
}

/** Saves texts at a place the host lets the person choose: a dialog in the window, an option on the command line. */
export function createNodeFileSaver({ choosePath, replace }: FileSaverOptions): FileSaver {
  return {
    async saveText(suggestedName, text) {
      const path = await choosePath(suggestedName)
      if (path === null) return false
      try {
        if (replace) replaceFile(path, text)
        else writeWhole(path, text)
      } catch (error) {
        throw new AppError('file.cannot-write', { reason: reasonOf(error) }, { cause: error })
      }
      return true
    }
  }
}

/** Writes a new file, mode 0600, on the disk when it returns; leaves nothing behind when it fails. */
function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text, 'utf8')
    fsyncSync(file)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  syncFolder(dirname(path))
}

/** Replaces a file as a whole, mode 0600. Throws AppError `file.cannot-write`. */
export function replaceFileOrFail(path: string, text: string): void {
  try {
    replaceFile(path, text)
  } catch (error) {
    throw new AppError('file.cannot-write', { reason: reasonOf(error) }, { cause: error })
  }
}

/** Old text or new text, never half of one: written beside it, then renamed over it. */
function replaceFile(path: string, text: string): void {
  const beside = join(dirname(path), `.keydocket-${randomBytes(6).toString('hex')}.part`)
  writeWhole(beside, text)
  try {
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Makes the name durable too. Windows cannot open folders and needs no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } catch {
    // Some removable and network file systems refuse to sync a folder; the file itself is already safe.
  } finally {
    closeSync(handle)
  }
}

function reasonOf(error: unknown): 'exists' | 'denied' | 'full' | 'failed' {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return 'exists'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'denied'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full'
    default:
      return 'failed'
  }
}

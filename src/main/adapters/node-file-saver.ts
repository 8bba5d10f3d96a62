import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { lstat, open, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ErrorParams } from '#contract'
import { AppError } from '../errors.ts'
import { isPlainFilePath, syncedFolderIn } from '../file-place.ts'
import type { FileSaver } from '../ports.ts'

type FileParts = AsyncIterable<string | Uint8Array> | Iterable<string>

export interface FileSaverOptions {
  /** Where to write, or null when the person thought better of it. */
  choosePath(suggestedName: string): Promise<string | null> | string | null
  /** Replace what is already there. Only for a place whose replacement the person has agreed to. */
  readonly replace: boolean
  /** Whether a file may stay in a folder that a service of this name copies to other computers. Left out: it may. */
  agreesTo?(service: string): Promise<boolean>
}

/** Saves texts at a place the host lets the person choose: a dialog in the window, an option on the command line. */
export function createNodeFileSaver({ choosePath, replace, agreesTo }: FileSaverOptions): FileSaver {
  async function saveParts(suggestedName: string, parts: FileParts): Promise<boolean> {
    const path = await choosePath(suggestedName)
    if (path === null) return false
    refuseOddPath(path)
    const service = agreesTo === undefined ? null : await syncingService(path)
    if (service !== null && (await agreesTo?.(service)) === false) return false
    try {
      await (replace ? replaceFile(path, parts) : writeWhole(path, parts))
    } catch (error) {
      // What stopped the parts themselves is not the file's fault.
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
      throw new AppError('file.cannot-write', { reason: reasonOf(error) }, { cause: error })
    }
    return true
  }
  return { saveText: (suggestedName, text) => saveParts(suggestedName, [text]), saveParts }
}

function refuseOddPath(path: string): void {
  if (!isPlainFilePath(path)) throw new AppError('file.cannot-write', { reason: 'name' })
}

/** The synchronising service at `path`, also behind a link. */
async function syncingService(path: string): Promise<string | null> {
  const folder = dirname(path)
  return syncedFolderIn(folder) ?? syncedFolderIn(await realpath(folder).catch(() => folder))
}

/** Writes a new file, mode 0600, on the disk when it returns; leaves nothing behind when it fails. */
async function writeWhole(path: string, parts: FileParts): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of parts) await file.writeFile(part, 'utf8')
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  syncFolder(dirname(path))
}

/** Replaces a file as a whole, mode 0600. Throws AppError `file.cannot-write`. */
export async function replaceFileOrFail(path: string, text: string): Promise<void> {
  refuseOddPath(path)
  try {
    await replaceFile(path, [text])
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('file.cannot-write', { reason: reasonOf(error) }, { cause: error })
  }
}

/** Old text or new text, never half of one: written beside it, then renamed over it. A link is replaced, not followed. */
async function replaceFile(path: string, parts: FileParts): Promise<void> {
  await refuseOtherThanFiles(path)
  const beside = join(dirname(path), `.keydocket-${randomBytes(6).toString('hex')}.part`)
  await writeWhole(beside, parts)
  try {
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Renaming over a device, pipe or socket would take it away. */
async function refuseOtherThanFiles(path: string): Promise<void> {
  const there = await lstat(path).catch(() => null)
  if (there !== null && !there.isFile() && !there.isSymbolicLink()) throw new AppError('file.cannot-write', { reason: 'not-a-file' })
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

/** What the system said, as the reason of `file.cannot-write`. */
export function reasonOf(error: unknown): ErrorParams['file.cannot-write']['reason'] {
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
    case 'ENAMETOOLONG':
      return 'name'
    case 'EISDIR':
      return 'not-a-file'
    default:
      return 'failed'
  }
}

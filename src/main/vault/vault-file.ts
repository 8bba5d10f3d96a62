import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, lstat, mkdir, open, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { damaged, maxFileBytes } from './vault-document.ts'

/**
 * vault.json on disk. Losing or overwriting it can lose a firm's data, so: every write goes to a file of its own, is flushed, and takes the
 * name in one step; the first write cannot replace anything; nothing is removed except a file this process has just made.
 */
export interface VaultFile {
  readonly path: string
  /** Whether anything at all bears the name: also a folder, a broken link or a file nobody may look at. */
  exists(): Promise<boolean>
  /** Throws `vault.missing`, or `vault.damaged` when it is there but cannot be read. */
  read(): Promise<Buffer>
  /** Throws `vault.already-exists` when anything bears the name by then; it is left as it is. */
  create(bytes: Buffer): Promise<void>
  /** To be called once the new vault's database is there. */
  finishSetup(): Promise<void>
  /** Whether the program ended between `create` and `finishSetup`. */
  isSetupUnfinished(): Promise<boolean>
  /** Swaps the content as one step, provided it still is `before`; otherwise throws `vault.damaged` (reason: changed-meanwhile). */
  replace(before: Buffer, after: Buffer): Promise<void>
  /**
   * Keeps the present content beside the file under a second name, so that it can be put back even when the disk is full by then. What a crash
   * leaves of it is dropped at the next `finishSetup`: its slots may be of a passphrase or kit that must not open anything any more.
   */
  keep(): Promise<KeptVaultFile>
  /** Undoes a `create` of this process: removes the file only while it holds exactly these bytes. Answers whether it did. */
  removeIfStill(bytes: Buffer): Promise<boolean>
}

export interface KeptVaultFile {
  /** Puts it back in one step that needs no room. */
  restore(): Promise<void>
  drop(): Promise<void>
}

export function createVaultFile(folder: string): VaultFile {
  const path = join(folder, 'vault.json')
  const setupMark = join(folder, 'setup-unfinished')
  const kept = `${path}.before`

  async function writeTemporary(bytes: Buffer): Promise<string> {
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } catch (error) {
      await handle.close()
      await unlink(temporary)
      throw error
    }
    await handle.close()
    return temporary
  }

  async function read(): Promise<Buffer> {
    try {
      if ((await stat(path)).size > maxFileBytes) throw damaged('too-large')
      return await readFile(path)
    } catch (error) {
      if (error instanceof AppError) throw error
      if (codeOf(error) === 'ENOENT' && !(await exists())) throw new AppError('vault.missing', {})
      throw new AppError('vault.damaged', { reason: 'unreadable' }, { cause: error })
    }
  }

  async function exists(): Promise<boolean> {
    try {
      await lstat(path)
      return true
    } catch (error) {
      return codeOf(error) !== 'ENOENT'
    }
  }

  return {
    path,
    exists,
    read,
    async create(bytes) {
      await asStorageErrors(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        if (await exists()) throw new AppError('vault.already-exists', {})
        // Before the vault: a vault without its database is then known to be a setup that was cut off.
        await writeFile(setupMark, '', { mode: 0o600 })
        const temporary = await writeTemporary(bytes)
        try {
          await nameOnce(temporary, path, bytes)
        } catch (error) {
          await rm(setupMark, { force: true })
          throw error
        } finally {
          await unlink(temporary)
        }
        await syncFolder(folder)
      })
    },
    async finishSetup() {
      await rm(setupMark, { force: true })
      await rm(kept, { force: true })
    },
    async keep() {
      await asStorageErrors(async () => {
        await rm(kept, { force: true })
        const temporary = await writeTemporary(await read())
        await rename(temporary, kept)
      })
      return {
        async restore() {
          await rename(kept, path)
          await syncFolder(folder)
        },
        drop: () => rm(kept, { force: true })
      }
    },
    isSetupUnfinished: () =>
      lstat(setupMark).then(
        () => true,
        () => false
      ),
    async replace(before, after) {
      await asStorageErrors(async () => {
        const temporary = await writeTemporary(after)
        try {
          if (!(await read()).equals(before)) throw damaged('changed-meanwhile')
          await rename(temporary, path)
        } catch (error) {
          await unlink(temporary)
          throw error
        }
        await syncFolder(folder)
      })
    },
    async removeIfStill(bytes) {
      const current = await readFile(path).catch(() => null)
      if (current === null || !current.equals(bytes)) return false
      await unlink(path)
      await syncFolder(folder)
      return true
    }
  }
}

/** Gives the finished file its name unless something bears it already. */
async function nameOnce(temporary: string, path: string, bytes: Buffer): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') throw new AppError('vault.already-exists', {})
    // File systems without hard links (FAT, some network shares) refuse in different ways. Exclusive creation is as safe for what is there
    // already; only a power cut in between could leave a short file, before any data exists.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error
    await createExclusively(path, bytes)
  }
}

async function createExclusively(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600).catch((error: unknown) => {
    throw codeOf(error) === 'EEXIST' ? new AppError('vault.already-exists', {}) : error
  })
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the new name itself durable. Windows has no handle for a folder and needs none: NTFS journals names. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Some file systems cannot flush a folder. Anything else, such as a failing disk, must be heard.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error
  } finally {
    await handle.close()
  }
}

async function asStorageErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('storage.full', {}, { cause: error })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new AppError('storage.read-only', {}, { cause: error })
    throw error
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The database's names. It is encrypted under one generation of the vault key and named after it, so that writing the new vault.json is the one
 * step that replaces the keys: until then the old name counts, from then on the new one, and neither file is ever changed into the other.
 */

/** Of the first generation, which most firms never leave. */
export const databaseFileName = 'keydocket.db'

export const databaseFileOf = (generation: number): string => (generation === 1 ? databaseFileName : `keydocket.g${generation}.db`)
/** The copy under new keys before vault.json names them. */
export const stagedFileOf = (generation: number): string => `keydocket.g${generation}.db.staged`

const companions = ['', '-wal', '-shm', '-journal']

/** Gives a copy its name once vault.json names its generation. Does nothing when it has it already. */
export function adoptStaged(folder: string, generation: number): void {
  const [staged, file] = [join(folder, stagedFileOf(generation)), join(folder, databaseFileOf(generation))]
  if (existsSync(file) || !existsSync(staged)) return
  try {
    renameSync(staged, file)
  } catch (error) {
    // Another process did it in this moment.
    if (!existsSync(file)) throw error
  }
  syncToDisk(folder)
}

/** Removes copies of rotations that never came to be. Only for the process that holds the database. */
export function discardStaged(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^keydocket\.g[0-9]+\.db\.staged(-wal|-shm|-journal)?$/.test(name)) rmSync(join(folder, name), { force: true })
  }
}

/** Removes what was left of the database under the keys before. Only once the present one was opened. */
export function removeReplaced(folder: string, generation: number): void {
  for (let old = 1; old < generation; old++) {
    for (const part of companions) rmSync(join(folder, databaseFileOf(old) + part), { force: true })
  }
  syncToDisk(folder)
}

/** Flushes a file, or the names in a folder. Windows has no handle for a folder and needs none. */
export function syncToDisk(path: string): void {
  let handle: number
  try {
    handle = openSync(path, 'r+')
  } catch {
    if (process.platform === 'win32') return
    handle = openSync(path, 'r')
  }
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

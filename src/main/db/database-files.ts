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

/** The new database of a salvage while it is filled; worth nothing yet. */
export const salvagingFileOf = (generation: number): string => `${databaseFileOf(generation)}.salvaging`
/** The same once it is whole. `stamp` is shared with the name the damaged file is kept under. */
const salvagedFileOf = (generation: number, stamp: string): string => `${databaseFileOf(generation)}.salvaged-${stamp}`
/** Says what it is, so that nobody takes it for the firm's database. */
const damagedFileOf = (generation: number, stamp: string): string => databaseFileOf(generation).replace(/\.db$/, `.damaged-${stamp}.db`)

/**
 * Puts a salvaged database in the place of the damaged one, which is kept with its log. Each step is one renaming; a program that ends between two
 * leaves the damaged database in its place or none, and then `adoptSalvaged` goes on. Answers the name of the damaged file.
 */
export function replaceDamaged(folder: string, generation: number, stamp: string): string {
  const path = (name: string): string => join(folder, name)
  const kept = damagedFileOf(generation, stamp)
  renameSync(path(salvagingFileOf(generation)), path(salvagedFileOf(generation, stamp)))
  syncToDisk(folder)
  renameSync(path(databaseFileOf(generation)), path(kept))
  adoptSalvaged(folder, generation)
  return kept
}

/** Finishes a replacement of the damaged database that was cut short. Does nothing while a database is in its place. */
export function adoptSalvaged(folder: string, generation: number): void {
  const file = join(folder, databaseFileOf(generation))
  if (existsSync(file)) return
  const begin = salvagedFileOf(generation, '')
  const salvaged = readdirSync(folder).find((name) => name.startsWith(begin))
  if (salvaged === undefined) return
  const kept = join(folder, damagedFileOf(generation, salvaged.slice(begin.length)))
  // The log belongs to the damaged file; beside the new one it would spoil it.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`)
  for (const part of ['-shm', '-journal']) rmSync(file + part, { force: true })
  syncToDisk(folder)
  renameSync(join(folder, salvaged), file)
  syncToDisk(folder)
}

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

/** Removes copies of rotations and salvages that never came to be. Only for the process that holds the database. */
export function discardStaged(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (unfinished.test(name)) rmSync(join(folder, name), { force: true })
  }
}

const unfinished = /^keydocket(\.g[0-9]+)?\.db\.(staged|salvaging|salvaged-[0-9TZ-]+)(-wal|-shm|-journal)?$/

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

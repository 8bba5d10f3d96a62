import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Of a restore, before it is decided: see restore.ts. */
export const stagedFolder = 'restore-staged'
const prefix = 'backup-work-'
/** Ms after which a work folder is taken to be left from a process that was killed. */
const abandonedAfterMs = 3_600_000

/** Gives `work` a folder of its own inside `folder` (mode 0700) and removes it whatever happens. Everything in it is ciphertext. */
export async function withWorkFolder<T>(folder: string, work: (own: string) => Promise<T>): Promise<T> {
  const own = join(folder, `${prefix}${randomBytes(6).toString('hex')}`)
  mkdirSync(own, { mode: 0o700 })
  try {
    return await work(own)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** Removes what killed processes left. Others may be at work in the folder now. */
export function removeAbandonedWork(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) && name !== stagedFolder) continue
    const path = join(folder, name)
    const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    // The file system's own clock on both sides: the program's may be a test's.
    if (Date.now() - touched > abandonedAfterMs) rmSync(path, { recursive: true, force: true })
  }
}

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { syncToDisk } from '../database-files.ts'
import { storageErrorFrom } from '../storage-errors.ts'
import { stagedFolder } from './work-folder.ts'

/**
 * Putting a backup in the place of what is in the data folder. Everything is made ready in `restore-staged/`, then one rename of
 * `restore-pending.json` decides: without it the old vault counts, with it the new one, and `finishRestore` moves the files, again and again if need
 * be. Nothing of the old vault is deleted: it goes to a folder of its own. vault.json is replaced in one step and is never missing.
 */
export const decision = 'restore-pending.json'
export const restoreNoteFile = 'restored.json'

/** What belongs to a vault in its data folder. Backups, logs and the firm's own portal files stay where they are. */
const ofVault =
  /^(keydocket(\.damaged-[0-9T-]+)?(\.g[0-9]+)?\.db(\.staged|\.salvaging|\.salvaged-[^/]*)?(-wal|-shm|-journal)?|vault\.json\.before|setup-unfinished|restored\.json)$/

/** Moves the files of a restore that was decided. Does nothing when there is none. To be called before anything looks for a vault in the folder. */
export function finishRestore(folder: string): void {
  const mark = join(folder, decision)
  if (!existsSync(mark)) return
  const { aside, database } = decisionFrom(readFileSync(mark, 'utf8'))
  const staged = join(folder, stagedFolder)
  try {
    // As long as the new database waits, what lies in the folder is old.
    if (existsSync(join(staged, database))) {
      if (aside !== null) moveAside(folder, join(folder, aside))
      for (const stale of ['-wal', '-shm', '-journal']) rmSync(join(folder, database + stale), { force: true })
      renameSync(join(staged, database), join(folder, database))
      syncToDisk(folder)
    }
    for (const name of [restoreNoteFile, 'vault.json']) {
      if (existsSync(join(staged, name))) renameSync(join(staged, name), join(folder, name))
    }
    syncToDisk(folder)
    rmSync(mark)
    rmSync(staged, { recursive: true, force: true })
  } catch (error) {
    throw storageErrorFrom(error) ?? error
  }
}

/** Moves what belongs to the old vault; vault.json is copied, since it is replaced later in one step. */
function moveAside(folder: string, into: string): void {
  mkdirSync(into, { recursive: true, mode: 0o700 })
  for (const name of belongings(folder)) {
    if (name === 'vault.json') {
      copyFileSync(join(folder, name), join(into, name))
      syncToDisk(join(into, name))
    } else renameSync(join(folder, name), join(into, name))
  }
  syncToDisk(into)
}

export const belongings = (folder: string): string[] => readdirSync(folder).filter((name) => name === 'vault.json' || ofVault.test(name))

/** Names inside the folder, whatever stands there. */
const decided = /^\{"aside":(null|"before-restore-[0-9T-]+"),"database":"(keydocket(?:\.g[0-9]+)?\.db)"\}$/

function decisionFrom(text: string): { aside: string | null; database: string } {
  const [, aside = '', database = ''] = decided.exec(text) ?? []
  if (database === '') throw new AppError('storage.not-ours', {})
  return { aside: aside === 'null' ? null : aside.slice(1, -1), database }
}

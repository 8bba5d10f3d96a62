/**
 * A process that changes the vault of a folder and kills itself before the n-th step that touches a disk, for vault-kill.test.ts. Arguments: folder,
 * the change, n, the recovery kit that opens the vault, and for a restore the backup. Prints the new kit, if there is one, before the change begins, and `done` at its end.
 */
import fs, { writeSync } from 'node:fs'
import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import Database from 'better-sqlite3'
import { createListBackupFiles, createMemoryKeyStore } from './test-ports.ts'
import { firstPassphrase, openVaultApp, retyped, secondPassphrase } from './test-vault-life.ts'

export const vaultChangeNames = ['rotation', 'passphrase', 'kit', 'salvage', 'backup', 'restore'] as const
/** Besides: the opening itself, which brings an older database up to date. */
const opening = 'opening'
export type VaultChangeName = (typeof vaultChangeNames)[number]

let isArmed = false
let steps = 0

/** Every call that writes, names, flushes or closes a file, and every statement prepared for SQLite, is a step. */
function countSteps(killAt: number): void {
  const step = (): void => {
    if (isArmed && ++steps === killAt) process.kill(process.pid, 'SIGKILL')
  }
  // biome-ignore lint/suspicious/noExplicitAny: functions of any shape are wrapped
  const wrap = (owner: any, names: readonly string[]): void => {
    for (const name of names) {
      const original = owner[name]
      owner[name] = function (...args: unknown[]) {
        step()
        return original.apply(this, args)
      }
    }
  }
  wrap(fs, ['openSync', 'closeSync', 'fsyncSync', 'renameSync', 'rmSync', 'mkdirSync', 'copyFileSync'])
  wrap(promises, ['rename', 'unlink', 'writeFile', 'rm', 'link'])
  const open = promises.open
  promises.open = async (...args: Parameters<typeof open>): Promise<FileHandle> => {
    step()
    const handle = await open(...args)
    wrap(handle, ['writeFile', 'sync', 'close'])
    return handle
  }
  syncBuiltinESMExports()
  wrap(Database.prototype, ['key', 'rekey', 'pragma', 'exec', 'prepare', 'close'])
}

async function change(folder: string, name: VaultChangeName | typeof opening, kit: string, file: string): Promise<void> {
  const backupFiles = createListBackupFiles()
  backupFiles.file = file
  const { call, app } = await openVaultApp(folder, { backupFiles, keyStore: createMemoryKeyStore(false) })
  isArmed = name === opening
  if (name !== 'restore') await call('vault.unlockWithKit', { kit })
  const begin = (groups: readonly string[]): void => {
    writeSync(1, `${groups.join(' ')}\n`)
    isArmed = true
  }
  if (name === 'rotation') {
    const next = await call('vault.prepareRotation', { passphrase: firstPassphrase, next: null, reason: 'precaution' })
    begin(next.groups)
    await call('vault.rotate', { groups: retyped(next) })
  } else if (name === 'kit') {
    const next = await call('vault.renewKit', { passphrase: firstPassphrase })
    begin(next.groups)
    await call('vault.confirmRenewedKit', { groups: retyped(next) })
  } else if (name === 'backup') {
    begin([])
    await call('backup.create', {})
  } else if (name === 'restore') {
    await call('restore.choose', {})
    await call('restore.inspect', { name: null, way: { kit } })
    begin([])
    await call('restore.run', {})
  } else if (name === 'salvage') {
    await call('vault.check', { whole: true })
    begin([])
    await call('vault.salvage', {})
  } else if (name === 'passphrase') {
    begin([])
    await call('vault.changePassphrase', { proof: null, next: secondPassphrase })
  }
  isArmed = false
  writeSync(1, `done after ${steps}\n`)
  await app.close()
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '', name = '', killAt = '0', kit = '', file = ''] = process.argv.slice(2)
  countSteps(Number(killAt))
  await change(folder, name as VaultChangeName, kit, file)
}

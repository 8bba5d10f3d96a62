/** Backups that nobody asked for: before locking and once a day, never in the way. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { createListBackupFiles, createMemoryKeyStore, createTestClock, newDataFolder, type TestClock } from './testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, type VaultApp } from './testing/test-vault-life.ts'

const folders: string[] = []
const folder = (): string => {
  const made = newDataFolder()
  folders.push(made)
  return made
}
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true })
})

let clock: TestClock
let app: VaultApp
let backupFiles: ReturnType<typeof createListBackupFiles>
beforeEach(async () => {
  const dataFolder = folder()
  clock = createTestClock()
  backupFiles = createListBackupFiles()
  const info = { version: '0.0.0', host: 'chromium-host' as const, computerUser: 'tester', dataFolder }
  app = await openVaultApp(dataFolder, { clock, info, backupFiles, keyStore: createMemoryKeyStore(false) })
  await makeVault(app, { clients: 1 })
})
afterEach(() => app.app.close())

const made = (at = join(app.ports.dataFolder, 'backups')): string[] => readdirSync(at).filter((name) => name.endsWith('.keydocket-backup'))
const unlock = () => app.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
const lock = () => app.call('vault.lock', {})
const told = async () =>
  (await app.call('audit.list', { limit: 100 })).rows
    .filter(({ event }) => event.startsWith('backup.'))
    .map(({ event, details }) => `${event} ${details['because']}`)
    .reverse()
/** Somebody is there meanwhile. */
async function pass(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 9) {
    clock.advance(Math.min(left, 9) * 60_000)
    await app.call('vault.touch', {})
  }
}
const settled = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true)

test('before locking, when something changed', async () => {
  await lock()
  expect(made()).toHaveLength(1)
  await unlock()
  await app.call('accounts.list', {})
  clock.advance(1_000)
  await lock()
  expect(made()).toHaveLength(1)
  await unlock()
  expect(await told()).toEqual(['backup.made lock'])
  await app.call('clients.create', { name: 'One more' })
  clock.advance(1_000)
  await lock()
  // The one before is of the same day.
  expect(made()).toHaveLength(1)
  await unlock()
  expect((await app.call('backup.status', {})).backups.map(({ clients }) => clients)).toEqual([2])
  expect(await told()).toEqual(['backup.made lock', 'backup.made lock'])
})

test('not before a sleep, which would take the keys along meanwhile; before the next lock by hand', async () => {
  await app.app.lock('computer')
  expect(existsSync(join(app.ports.dataFolder, 'backups'))).toBe(false)
  await unlock()
  await lock()
  expect(made()).toHaveLength(1)
  await unlock()
})

test('once a day while it is open, when something changed', async () => {
  await pass(18)
  await settled(async () => (await told()).length === 1)
  await app.call('clients.create', { name: 'The same day' })
  await pass(60)
  expect(await told()).toEqual(['backup.made daily'])
  await pass(24 * 60)
  await settled(async () => (await told()).length === 2)
  expect(made()).toHaveLength(2)
  await pass(48 * 60)
  expect(await told()).toEqual(['backup.made daily', 'backup.made daily'])
}, 30_000)

test('a place that is gone is said, the vault locks all the same, and what was made there counts again once it is back', async () => {
  const place = join(folder(), 'drive')
  mkdirSync(place)
  backupFiles.place = place
  expect(await app.call('backup.choosePlace', {})).toMatchObject({ place, isDefaultPlace: false, isPlaceThere: true, isDue: true })
  await lock()
  expect(made(place)).toHaveLength(1)
  renameSync(place, `${place} unplugged`)
  await unlock()
  await app.call('clients.create', { name: 'Meanwhile' })
  await lock()
  await unlock()
  const status = await app.call('backup.status', {})
  expect(status).toMatchObject({ isPlaceThere: false, backups: [], failure: { reason: 'place-missing' }, isDue: true })
  expect(status.madeAt).not.toBeNull()
  expect(readdirSync(app.ports.dataFolder)).not.toContain('backups')
  await expect(app.call('backup.create', {})).rejects.toThrow('backup.place-missing')
  renameSync(`${place} unplugged`, place)
  await app.call('backup.create', {})
  expect(await app.call('backup.status', {})).toMatchObject({ isPlaceThere: true, failure: null, isDue: false })
  expect(await app.call('backup.resetPlace', {})).toMatchObject({ isDefaultPlace: true, backups: [], isDue: true })
  expect(made(place)).toHaveLength(1)
})

test.runIf(process.platform !== 'win32')('a place that never answers holds up locking for its patience only', async () => {
  const place = folder()
  backupFiles.place = place
  await app.call('backup.choosePlace', {})
  // Opening a pipe waits until somebody writes into it.
  const pipe = join(place, 'silent.keydocket-backup')
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
  let isLocked = false
  const locking = lock().then(() => {
    isLocked = true
  })
  await settled(() => {
    clock.advance(1_000)
    return isLocked
  })
  await locking
  // Lets the reading end.
  writeFileSync(pipe, 'x')
  rmSync(pipe)
  await unlock()
  expect((await app.call('backup.status', {})).failure?.reason).toBe('too-slow')
  expect(await told()).toEqual(['backup.place-changed undefined', 'backup.failed lock'])
})

test('one that cannot be read back does not count, and leaves nothing', async () => {
  await app.call('backup.create', {})
  const [name = ''] = made()
  clock.advance(1_000)
  mkdirSync(
    join(
      app.ports.dataFolder,
      'backups',
      `${name.replace(/\d\d\.keydocket/, (end) => `${String(Number(end.slice(0, 2)) + 1).padStart(2, '0')}.keydocket`)}`
    )
  )
  await app.call('clients.create', { name: 'One more' })
  await expect(app.call('backup.create', {})).rejects.toThrow()
  expect((await app.call('backup.status', {})).failure?.reason).toBe('failed')
  expect(readdirSync(join(app.ports.dataFolder, 'backups')).filter((one) => one.endsWith('.unfinished'))).toEqual([])
})

test.each(['copying', 'writing', 'checking'] as const)('can be cancelled while it is %s, without a trace', async (when) => {
  const unsubscribe = app.app.onEvent((name, payload) => {
    if (name === 'backup.progress' && 'phase' in payload && payload.phase === when) void app.call('backup.cancel', {})
  })
  await expect(app.call('backup.create', {})).rejects.toThrow('backup.cancelled')
  unsubscribe()
  expect([readdirSync(join(app.ports.dataFolder, 'backups')), await told()]).toEqual([[], []])
  expect((await app.call('backup.status', {})).failure).toBeNull()
  expect(readdirSync(app.ports.dataFolder).filter((name) => name.startsWith('backup-work'))).toEqual([])
})

test('a drill opens every secret of the newest one, and is due again after the firm’s own days', async () => {
  await expect(app.call('backup.drill', {})).rejects.toThrow('backup.none')
  const { secrets } = await app.call('backup.create', {})
  expect(await app.call('backup.drill', {})).toMatchObject({ opened: secrets, backup: { isVerified: true } })
  expect((await app.call('backup.status', {})).isDrillDue).toBe(false)
  clock.set(clock.now() + 30 * 86_400_000)
  await app.call('vault.lock', {})
  await unlock()
  expect((await app.call('backup.status', {})).isDrillDue).toBe(true)
  await app.call('settings.update', { restoreDrillDays: 0 })
  expect((await app.call('backup.status', {})).isDrillDue).toBe(false)
  expect(readdirSync(app.ports.dataFolder).filter((name) => name.startsWith('backup-work'))).toEqual([])
})

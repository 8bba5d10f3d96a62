/** Backups as a host makes and restores them: what is in one, what opens it, what a restore leaves. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createListBackupFiles, createMemoryKeyStore, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, retyped, secondPassphrase, secretsOf, type VaultApp } from './testing/test-vault-life.ts'

const folders: string[] = []
const folder = (): string => {
  const made = newDataFolder()
  folders.push(made)
  return made
}
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true })
})

/** The file of a backup of that app's vault, made now. */
async function backUp({ call, ports }: VaultApp): Promise<string> {
  const { name } = await call('backup.create', {})
  return join(ports.dataFolder, 'backups', name)
}

async function onCleanComputer(file: string, into = folder()) {
  const backupFiles = createListBackupFiles()
  backupFiles.file = file
  const app = await openVaultApp(into, { backupFiles, keyStore: createMemoryKeyStore() })
  await app.call('restore.choose', {})
  return app
}

let firm: VaultApp
let kit = ''
let secrets: Record<string, string[]> = {}
let file = ''
beforeAll(async () => {
  firm = await openVaultApp(folder())
  kit = await makeVault(firm, { clients: 3, useKeychain: true })
  secrets = await secretsOf(firm)
  file = await backUp(firm)
})
afterAll(() => firm.app.close())

describe('a backup', () => {
  test('is one file of its owner alone, and says what it holds', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { backups, failure, isDue } = await firm.call('backup.status', {})
    expect(backups).toHaveLength(1)
    expect(backups[0]).toMatchObject({ clients: 3, accounts: 3, isVerified: true, bytes: statSync(file).size })
    expect([failure, isDue]).toEqual([null, false])
    expect(readdirSync(firm.ports.dataFolder).filter((name) => name.startsWith('backup-work'))).toEqual([])
    const [row] = (await firm.call('audit.list', { limit: 1 })).rows
    expect(row).toMatchObject({ event: 'backup.made', details: { because: 'by-hand', removed: 0 } })
  })

  test.each([
    ['passphrase', () => ({ passphrase: firstPassphrase })],
    ['kit', () => ({ kit })]
  ])('opens with the %s on a computer that has never seen it, every secret in it', async (_, way) => {
    const clean = await onCleanComputer(file)
    const found = await clean.call('restore.inspect', { name: null, way: way(), every: true })
    expect(found).toMatchObject({ present: 'none', clients: 3, members: ['Ana Paralegal'], lastWrite: { actor: 'Ana Paralegal' } })
    expect(found.opened).toBe(found.secrets)
    expect(await clean.call('restore.run', {})).toEqual({ aside: null, keychainSlot: false, opened: found.secrets })
    expect((await clean.call('vault.status', {})).state).toBe('locked')
    await clean.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    expect(await secretsOf(clean)).toEqual(secrets)
    expect((await clean.call('vault.status', {})).keychainSlot).toBe(false)
    expect(await clean.call('audit.verify', {})).toMatchObject({ status: 'ok' })
    const told = (await clean.call('audit.list', { limit: 200 })).rows.filter(({ event }) => event === 'backup.restored')
    expect(told.map(({ details }) => [details['aside'], details['throughSeq']])).toEqual([['', found.auditSeq]])
    expect(existsSync(join(clean.ports.dataFolder, 'restored.json'))).toBe(false)
    await clean.app.close()
  })

  test('with the wrong passphrase, or the kit of another vault, says nothing', async () => {
    const clean = await onCleanComputer(file)
    await expect(clean.call('restore.inspect', { name: null, way: { passphrase: secondPassphrase } })).rejects.toThrow(
      'vault.wrong-passphrase'
    )
    await expect(clean.call('restore.run', {})).rejects.toThrow('restore.nothing-inspected')
    expect(readdirSync(clean.ports.dataFolder)).toEqual([])
    await clean.app.close()
  })
})

describe('a restore over a vault', () => {
  /** Two apps in turn on one folder and one keychain: a backup is made, then more is entered. */
  async function withNewerVault() {
    const clock = createTestClock()
    const keyStore = createMemoryKeyStore()
    const backupFiles = createListBackupFiles()
    const app = await openVaultApp(folder(), { clock, keyStore, backupFiles })
    await makeVault(app, { clients: 1, useKeychain: true })
    // Out of the way of later ones of the same day.
    backupFiles.file = join(folder(), 'first.keydocket-backup')
    cpSync(await backUp(app), backupFiles.file)
    await app.call('clients.create', { name: 'Entered later' })
    await app.call('vault.lock', {})
    // Leaves the anchor where the log is by now.
    await app.call('vault.unlockWithKeychain', {})
    clock.advance(6_000)
    await settled(() => entryOf(keyStore).startsWith('v2.'))
    await app.call('vault.lock', {})
    await app.call('restore.choose', {})
    return { app, clock, keyStore, backupFiles }
  }
  const entryOf = ({ entries }: { entries: Map<string, string> }): string => [...entries.values()][0] ?? ''

  test('moves it aside whole, and explains what the keychain remembers', async () => {
    const { app, clock, keyStore } = await withNewerVault()
    const remembered = entryOf(keyStore).split('.')
    await app.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    const { aside, keychainSlot } = await app.call('restore.run', {})
    expect(keychainSlot).toBe(true)
    await app.call('vault.unlockWithKeychain', {})
    expect((await app.call('clients.list', {})).rows.map(({ name }) => name)).toEqual(['Client 0'])
    clock.advance(6_000)
    await settled(async () => (await app.call('audit.state', {})).anchor.state === 'agrees')
    const rows = (await app.call('audit.list', { limit: 20 })).rows
    expect(rows.find(({ event }) => event === 'audit.state-accepted')?.details).toEqual({
      anchorSeq: Number(remembered[3]),
      because: 'restored'
    })
    expect(rows.filter(({ event }) => event === 'audit.rolled-back')).toEqual([])
    expect(await app.call('audit.verify', {})).toMatchObject({ status: 'ok' })
    await app.app.close()
    const before = await openVaultApp(join(app.ports.dataFolder, aside ?? ''), { keyStore: createMemoryKeyStore() })
    await before.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    expect((await before.call('clients.list', {})).rows.map(({ name }) => name).sort()).toEqual(['Client 0', 'Entered later'])
    await before.app.close()
  })

  test('counts no backup of what was moved aside as one of its own', async () => {
    const { app, clock } = await withNewerVault()
    await app.call('vault.unlockWithKeychain', {})
    clock.advance(60_000)
    await app.call('backup.create', {})
    expect((await app.call('backup.status', {})).isDue).toBe(false)
    await app.call('vault.lock', {})
    await app.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    await app.call('restore.run', {})
    await app.call('vault.unlockWithKeychain', {})
    expect(await app.call('backup.status', {})).toMatchObject({ isDue: true, backups: [{ clients: 2 }] })
    // What the restore left behind is in that backup only: a newer one of the same day does not drive it out.
    clock.advance(1_000)
    await app.call('backup.create', {})
    expect((await app.call('backup.status', {})).backups.map(({ clients }) => clients)).toEqual([1, 2])
    await app.app.close()
  })

  test('lets go of the keys that were held for the damaged database in its place', async () => {
    const into = folder()
    cpSync(firm.ports.dataFolder, into, { recursive: true })
    for (const name of readdirSync(into)) if (/-(wal|shm)$/.test(name)) rmSync(join(into, name))
    writeFileSync(join(into, 'keydocket.db'), Buffer.alloc(8192, 7))
    const app = await onCleanComputer(file, into)
    await expect(app.call('vault.unlockWithKit', { kit })).rejects.toThrow('storage.damaged')
    expect(await app.call('vault.status', {})).toMatchObject({ state: 'damaged', hasBeenOpen: true })
    await app.call('restore.inspect', { name: null, way: { kit } })
    await app.call('restore.run', {})
    expect((await app.call('vault.status', {})).state).toBe('locked')
    await expect(app.call('vault.salvage', {})).rejects.toThrow()
    await app.call('vault.unlockWithKit', { kit })
    expect(await secretsOf(app)).toEqual(secrets)
    await app.app.close()
  })

  test('explains nothing but exactly what was remembered: an older database put back later is reported', async () => {
    const { app, clock, keyStore } = await withNewerVault()
    await app.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    await app.call('restore.run', {})
    const unlock = async (expected: string) => {
      await app.call('vault.unlockWithKeychain', {})
      clock.advance(6_000)
      await settled(async () => (await app.call('audit.state', {})).anchor.state === expected)
    }
    await unlock('agrees')
    const lockAndRemember = async () => {
      const remembered = entryOf(keyStore)
      await app.call('vault.lock', {})
      await settled(() => entryOf(keyStore) !== remembered)
    }
    await lockAndRemember()
    // It tells of the restore, but not of what came afterwards.
    const older = join(folder(), 'keydocket.db')
    cpSync(join(app.ports.dataFolder, 'keydocket.db'), older)
    await unlock('agrees')
    await app.call('clients.create', { name: 'Entered after the restore' })
    await lockAndRemember()
    cpSync(older, join(app.ports.dataFolder, 'keydocket.db'))
    await unlock('rolled-back')
    await app.app.close()
  })

  test('leaves a keychain that does not open the backup out, and carries over what it remembers when it is added again', async () => {
    const { app, clock, keyStore } = await withNewerVault()
    // A keychain slot made anew after the backup.
    await app.call('vault.unlockWithKeychain', {})
    await app.call('vault.setKeychainSlot', { enabled: false })
    await app.call('vault.setKeychainSlot', { enabled: true })
    clock.advance(3_700_000)
    await settled(() => entryOf(keyStore).startsWith('v2.'))
    await app.call('vault.lock', {})
    await app.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    expect((await app.call('restore.run', {})).keychainSlot).toBe(false)
    await expect(app.call('vault.unlockWithKeychain', {})).rejects.toThrow('vault.no-keychain-slot')
    const seq = entryOf(keyStore).split('.')[3]
    await app.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    await app.call('vault.setKeychainSlot', { enabled: true })
    expect(entryOf(keyStore).split('.')[3]).toBe(seq)
    clock.advance(6_000)
    await settled(async () => (await app.call('audit.state', {})).anchor.state === 'agrees')
    expect((await app.call('audit.list', { limit: 50 })).rows.filter(({ event }) => event === 'audit.rolled-back')).toEqual([])
    await app.app.close()
  })

  test('is refused while the vault is open, here or in another process', async () => {
    const { app, backupFiles } = await withNewerVault()
    await app.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    await app.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    await expect(app.call('restore.run', {})).rejects.toThrow('restore.vault-open')
    const other = await openVaultApp(app.ports.dataFolder, { backupFiles, keyStore: createMemoryKeyStore() })
    await other.call('restore.choose', {})
    await other.call('restore.inspect', { name: null, way: { passphrase: firstPassphrase } })
    await expect(other.call('restore.run', {})).rejects.toThrow('storage.in-use')
    expect(readdirSync(app.ports.dataFolder).filter((name) => name.includes('restore'))).toEqual([])
    expect((await app.call('clients.list', {})).total).toBe(2)
    await Promise.all([app.app.close(), other.app.close()])
  })

  test('takes the place of a database that is damaged, of one that is missing, and of another vault', async () => {
    for (const spoil of [
      (at: string) => writeFileSync(join(at, 'keydocket.db'), Buffer.alloc(8192, 7)),
      (at: string) => rmSync(join(at, 'keydocket.db')),
      (at: string) => writeFileSync(join(at, 'vault.json'), '{}')
    ]) {
      const into = folder()
      cpSync(firm.ports.dataFolder, into, { recursive: true })
      writeFileSync(join(into, 'keydocket.db-wal'), 'a log of another database')
      spoil(into)
      const app = await onCleanComputer(file, into)
      await app.call('restore.inspect', { name: null, way: { kit } })
      const { aside } = await app.call('restore.run', {})
      expect(readFileSync(join(into, aside ?? '', 'keydocket.db-wal'), 'utf8')).toBe('a log of another database')
      await app.call('vault.unlockWithKit', { kit })
      expect(await secretsOf(app)).toEqual(secrets)
      await app.app.close()
    }
  })

  test('by a damaged file, a foreign one or none changes nothing', async () => {
    const app = await openVaultApp(folder(), { backupFiles: createListBackupFiles() })
    await makeVault(app, { clients: 1 })
    await app.app.close()
    const before = digestOf(app.ports.dataFolder)
    const whole = readFileSync(file)
    const spoilt = join(folder(), 'spoilt.keydocket-backup')
    for (const [content, code] of [
      [whole.subarray(0, whole.length - 1), 'backup.damaged'],
      [Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) ?? 0) ^ 1])]), 'backup.damaged'],
      [Buffer.from('SQLite format 3 and so on, but no backup'), 'backup.not-ours'],
      [Buffer.alloc(0), 'backup.not-ours'],
      [null, 'file.cannot-read']
    ] as const) {
      rmSync(spoilt, { force: true })
      if (content !== null) writeFileSync(spoilt, content)
      const over = await openVaultApp(app.ports.dataFolder, { backupFiles: { ...createListBackupFiles(), chooseFile: async () => spoilt } })
      const tried = over
        .call('restore.choose', {})
        .then(() => over.call('restore.inspect', { name: null, way: { kit } }))
        .then(() => over.call('restore.run', {}))
      await expect(tried).rejects.toThrow(code)
      await over.app.close()
      expect(digestOf(app.ports.dataFolder)).toEqual(before)
    }
  })
})

/** Waits until something holds that comes about by itself. */
async function settled(holds: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true)
}

/** Names and contents of a folder. */
const digestOf = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `${entry.name} ${createHash('sha256')
          .update(readFileSync(join(entry.parentPath, entry.name)))
          .digest('hex')}`
    )
    .sort()

describe('each generation of keys', () => {
  test('has backups that open with its own passphrase and kit, and with no other', async () => {
    const app = await openVaultApp(folder())
    const kits = [await makeVault(app, { clients: 1 })]
    const expected = await secretsOf(app)
    const files = [await backUp(app)]
    const passphrases = [firstPassphrase, secondPassphrase]
    const next = await app.call('vault.prepareRotation', { passphrase: firstPassphrase, next: secondPassphrase, reason: 'precaution' })
    await app.call('vault.rotate', { groups: retyped(next) })
    kits.push(next.groups.join(' '))
    ;(app.ports.clock as ReturnType<typeof createTestClock>).advance(60_000)
    files.push(await backUp(app))
    const { backups } = await app.call('backup.status', {})
    expect(backups.map(({ isVerified }) => isVerified)).toEqual([true, null])
    await app.app.close()
    let opened = 0
    for (const [made, path] of files.entries()) {
      for (const [of, way] of [0, 1].flatMap((of) => [
        [of, { kit: kits[of] ?? '' }] as const,
        [of, { passphrase: passphrases[of] ?? '' }] as const
      ])) {
        const clean = await onCleanComputer(path)
        const inspecting = clean.call('restore.inspect', { name: null, way, every: true })
        if (made === of) {
          await inspecting
          await clean.call('restore.run', {})
          await ('kit' in way ? clean.call('vault.unlockWithKit', way) : clean.call('vault.unlockWithPassphrase', way))
          expect(await secretsOf(clean)).toEqual(expected)
          opened += 1
        } else await expect(inspecting).rejects.toThrow(/^vault\.wrong-/)
        await clean.app.close()
      }
    }
    recordSecurityCount({
      row: '20-backups',
      title: 'backups of each generation by kit and by passphrase',
      count: opened,
      bar: 4,
      failed: 4 - opened
    })
  }, 60_000)
})

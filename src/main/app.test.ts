/** The whole core as a host drives it: first run, lock, unlock three ways, calls against a locked vault, closing under load. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Channel, Envelope, Input, Output } from '#contract'
import { createSystemClock } from './adapters/system-clock.ts'
import { type App, createApp } from './app.ts'
import type { Ports } from './ports.ts'
import { type createListLog, createMemoryKeyStore, createTestPorts, newDataFolder } from './testing/test-ports.ts'

const passphrase = 'six quiet herons on a wire'

const call = <C extends Channel>(app: App, channel: C, input: Input<C>) => app.invoke(channel, input) as Promise<Envelope<Output<C>>>

async function value<C extends Channel>(app: App, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await call(app, channel, input)
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
  return answer.value
}

async function code(app: App, channel: Channel, input: unknown): Promise<string> {
  const answer = await app.invoke(channel, input)
  return answer.ok ? 'ok' : answer.error.code
}

async function setUp(app: App, useKeychain = true): Promise<string[]> {
  const kit = await value(app, 'vault.begin', { passphrase, memberName: 'Ana Paralegal', useKeychain })
  const groups = kit.confirm.map((number) => kit.groups[number - 1]) as [string, string]
  await value(app, 'vault.confirmKit', { groups })
  return kit.groups
}

async function newApp(overrides: Partial<Ports> = {}) {
  const ports = createTestPorts(overrides)
  return { app: await createApp(ports), ports }
}

test('first run: nothing is written until two groups of the kit were retyped', async () => {
  const { app, ports } = await newApp()
  expect(await value(app, 'vault.status', {})).toMatchObject({ state: 'none', keychainAvailable: true })
  expect(await code(app, 'clients.list', {})).toBe('vault.locked')
  expect(await code(app, 'vault.begin', { passphrase: 'short', memberName: 'A', useKeychain: true })).toBe('vault.weak-passphrase')
  const kit = await value(app, 'vault.begin', { passphrase, memberName: 'Ana Paralegal', useKeychain: true })
  expect(await code(app, 'vault.confirmKit', { groups: ['00000000', '00000000'] })).toBe('vault.kit-not-confirmed')
  expect(readdirSync(ports.dataFolder)).toEqual([])
  const groups = kit.confirm.map((number) => (kit.groups[number - 1] as string).toLowerCase()) as [string, string]
  expect(await value(app, 'vault.confirmKit', { groups })).toMatchObject({ state: 'open', keychainSlot: true, memberName: 'Ana Paralegal' })
  await app.close()
  expect(readdirSync(ports.dataFolder).sort()).toEqual(['keydocket.db', 'vault.json'])
})

test('opens with the keychain, without it with the passphrase, without that with the kit', async () => {
  const dataFolder = newDataFolder()
  const keyStore = createMemoryKeyStore()
  const first = await newApp({ dataFolder, keyStore })
  const kit = (await setUp(first.app)).join('-')
  await value(first.app, 'clients.create', { name: 'Okafor, Chidi' })
  await first.app.close()

  const { app } = await newApp({ dataFolder, keyStore })
  const clients = async () => (await value(app, 'clients.list', {})).rows.map((row) => row.name)
  expect(await code(app, 'vault.unlockWithKeychain', {})).toBe('ok')
  expect(await clients()).toEqual(['Okafor, Chidi'])
  await value(app, 'vault.lock', {})
  expect(await code(app, 'clients.list', {})).toBe('vault.locked')

  keyStore.usable = false
  expect(await code(app, 'vault.unlockWithKeychain', {})).toBe('vault.keychain-unusable')
  expect(await code(app, 'vault.unlockWithPassphrase', { passphrase: `${passphrase}!` })).toBe('vault.wrong-passphrase')
  expect(await code(app, 'vault.unlockWithPassphrase', { passphrase })).toBe('ok')
  expect(await clients()).toEqual(['Okafor, Chidi'])
  await value(app, 'vault.lock', {})
  expect(await code(app, 'vault.unlockWithKit', { kit: kit.replace(/.$/, (last) => (last === '7' ? '8' : '7')) })).toBe('vault.wrong-kit')
  expect(await code(app, 'vault.unlockWithKit', { kit: kit.toLowerCase() })).toBe('ok')
  expect(await clients()).toEqual(['Okafor, Chidi'])
  await app.close()
})

test('an emptied or wrong keychain never makes a new vault over an existing one', async () => {
  const dataFolder = newDataFolder()
  const keyStore = createMemoryKeyStore()
  const first = await newApp({ dataFolder, keyStore })
  await setUp(first.app)
  await first.app.close()
  const before = readFileSync(join(dataFolder, 'vault.json'))
  for (const spoil of [
    () => keyStore.entries.clear(),
    () => keyStore.entries.set(String([...keyStore.entries.keys()][0]), 'v1.nonsense')
  ]) {
    spoil()
    const { app } = await newApp({ dataFolder, keyStore })
    expect((await value(app, 'vault.status', {})).state).toBe('locked')
    expect(await code(app, 'vault.unlockWithKeychain', {})).toBe('vault.keychain-unusable')
    expect(await code(app, 'vault.begin', { passphrase, memberName: 'A', useKeychain: true })).toBe('vault.already-exists')
    expect(readFileSync(join(dataFolder, 'vault.json')).equals(before)).toBe(true)
    await app.close()
  }
})

test('a lost or foreign database beside a good vault is said, never replaced', async () => {
  const dataFolder = newDataFolder()
  const first = await newApp({ dataFolder })
  await setUp(first.app)
  await first.app.close()
  const file = join(dataFolder, 'keydocket.db')
  const good = readFileSync(file)
  for (const [spoil, expected] of [
    [() => rmSync(file), 'storage.missing'],
    [() => writeFileSync(file, ''), 'storage.empty'],
    [() => writeFileSync(file, good.subarray(0, 5000)), 'storage.damaged']
  ] as const) {
    spoil()
    const { app } = await newApp({ dataFolder })
    expect([expected, await code(app, 'vault.unlockWithPassphrase', { passphrase })]).toEqual([expected, expected])
    // The keys of a damaged database are held for what can be done about it.
    expect((await value(app, 'vault.status', {})).state).toBe(expected === 'storage.damaged' ? 'damaged' : 'locked')
    await app.close()
  }
  rmSync(file)
  expect(existsSync(file)).toBe(false)
  writeFileSync(file, good)
  const { app } = await newApp({ dataFolder })
  expect(await code(app, 'vault.unlockWithPassphrase', { passphrase })).toBe('ok')
  await app.close()
})

test('a second process on the same folder is told so', async () => {
  const dataFolder = newDataFolder()
  const first = await newApp({ dataFolder })
  await setUp(first.app)
  const second = await newApp({ dataFolder })
  expect(await code(second.app, 'vault.unlockWithPassphrase', { passphrase })).toBe('storage.in-use')
  await value(first.app, 'vault.lock', {})
  expect(await code(second.app, 'vault.unlockWithPassphrase', { passphrase })).toBe('ok')
  await first.app.close()
  await second.app.close()
})

test('locking lets calls under way finish, answers later ones locked, clears the clipboard and tells the windows', async () => {
  const { app, ports } = await newApp()
  await setUp(app)
  const events: string[] = []
  app.onEvent((name, payload) => void events.push(`${name} ${JSON.stringify(payload)}`))
  const client = await value(app, 'clients.create', { name: 'Okafor, Chidi' })
  const account = await value(app, 'accounts.create', {
    clientId: client.id,
    portalId: 'uscis',
    username: 'c@example.com',
    custody: 'firm-holds',
    consentOn: '2026-01-01'
  })
  await value(app, 'backupCodes.record', { accountId: account.id, codes: ['a1b2c3d4e5'] })
  const codeId = (await value(app, 'backupCodes.list', { accountId: account.id })).sets[0]?.codes[0]?.id as string
  await value(app, 'backupCodes.copy', { id: codeId })
  expect(await ports.clipboard.read()).toBe('a1b2c3d4e5')
  const many = Array.from({ length: 40 }, (_, index) => call(app, 'clients.create', { name: `Client ${index}` }))
  const locked = call(app, 'vault.lock', {})
  const answers = await Promise.all(many)
  await locked
  expect(await code(app, 'clients.list', {})).toBe('vault.locked')
  expect(events).toContain('vault.changed {"state":"locked"}')
  expect(await ports.clipboard.read()).toBe('')
  const done = answers.filter((answer) => answer.ok).length
  expect(answers.every((answer) => answer.ok || answer.error.code === 'vault.locked')).toBe(true)
  await value(app, 'vault.unlockWithPassphrase', { passphrase })
  expect((await value(app, 'clients.list', {})).total).toBe(done + 1)
  await app.close()
  expect((ports.log as ReturnType<typeof createListLog>).rows.filter((row) => row.includes('"error"'))).toEqual([])
})

test('a setup that was cut off before its database was made is finished at the next opening', async () => {
  const dataFolder = newDataFolder()
  const first = await newApp({ dataFolder })
  await setUp(first.app)
  await first.app.close()
  // As a power cut would leave it: vault.json written, no database yet.
  rmSync(join(dataFolder, 'keydocket.db'))
  writeFileSync(join(dataFolder, 'setup-unfinished'), '')
  const { app } = await newApp({ dataFolder })
  expect(await value(app, 'vault.unlockWithPassphrase', { passphrase })).toMatchObject({ state: 'open', memberName: 'tester' })
  await app.close()
  expect(readdirSync(dataFolder).sort()).toEqual(['keydocket.db', 'vault.json'])
})

test('a clipboard that hangs holds up neither locking nor quitting', async () => {
  const clock = createSystemClock()
  const clipboard = { write: () => new Promise<void>(() => {}), read: async () => '', clear: async () => {} }
  const { app } = await newApp({ clipboard, clock })
  await setUp(app)
  const client = await value(app, 'clients.create', { name: 'Okafor, Chidi' })
  const fields = {
    clientId: client.id,
    portalId: 'uscis',
    username: 'c@example.com',
    custody: 'firm-holds',
    consentOn: '2026-01-01'
  } as const
  const account = await value(app, 'accounts.create', fields)
  await value(app, 'backupCodes.record', { accountId: account.id, codes: ['a1b2c3d4e5'] })
  const id = (await value(app, 'backupCodes.list', { accountId: account.id })).sets[0]?.codes[0]?.id as string
  void call(app, 'backupCodes.copy', { id })
  expect((await value(app, 'vault.lock', {})).state).toBe('locked')
  await app.close()
})

test('the mark of an unfinished setup goes with the first opening, so that a database lost later is not replaced', async () => {
  const dataFolder = newDataFolder()
  const first = await newApp({ dataFolder })
  await setUp(first.app)
  await first.app.close()
  writeFileSync(join(dataFolder, 'setup-unfinished'), '')
  const second = await newApp({ dataFolder })
  await value(second.app, 'vault.unlockWithPassphrase', { passphrase })
  await second.app.close()
  rmSync(join(dataFolder, 'keydocket.db'))
  const { app } = await newApp({ dataFolder })
  expect(await code(app, 'vault.unlockWithPassphrase', { passphrase })).toBe('storage.missing')
  await app.close()
})

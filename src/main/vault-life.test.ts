/** The life of a vault through the whole core, on real files: new passphrase, new kit, policy, new keys. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMemoryKeyStore, newDataFolder } from './testing/test-ports.ts'
import {
  firstPassphrase,
  keyOf,
  makeVault,
  openVaultApp,
  retyped,
  secondPassphrase,
  secretsOf,
  type VaultApp
} from './testing/test-vault-life.ts'

const vaultFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('keydocket') || name === 'vault.json')
    .sort()
const eventsOf = async ({ call }: VaultApp) => (await call('audit.list', { limit: 100 })).rows.map(({ event }) => event)
const document = (folder: string) => JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8'))

describe('new keys', () => {
  test('open everything there was, under a new passphrase and kit; the old ones, the old keys and the old file open nothing', async () => {
    const folder = newDataFolder()
    const keyStore = createMemoryKeyStore()
    const firm = await openVaultApp(folder, { keyStore })
    const oldKit = await makeVault(firm, { clients: 3, useKeychain: true })
    const before = await secretsOf(firm)
    expect(Object.values(before).flat()).toHaveLength(12)
    const oldFile = readFileSync(join(folder, 'vault.json'))
    const phases: string[] = []
    firm.app.onEvent((name, payload) => {
      if (name === 'vault.rotating') phases.push((payload as { phase: string }).phase)
    })

    const kit = await firm.call('vault.prepareRotation', { passphrase: firstPassphrase, next: secondPassphrase, reason: 'person-left' })
    expect(vaultFiles(folder)).toEqual(['keydocket.db', 'keydocket.db-wal', 'vault.json'])
    const [late, done] = await Promise.all([
      firm.call('vault.rotate', { groups: retyped(kit) }).then((answer) => answer),
      firm.call('clients.create', { name: 'Came meanwhile' })
    ]).then(([answer, client]) => [client.name, answer] as const)
    expect([late, done.records, done.generation, done.status.state]).toEqual(['Came meanwhile', 13, 2, 'open'])
    expect(done.status.keychainSlot).toBe(true)
    expect([...new Set(phases)]).toEqual(['copying', 'sealing', 'checking'])
    expect(vaultFiles(folder)).toEqual(['keydocket.g2.db', 'keydocket.g2.db-wal', 'vault.json'])
    expect(await secretsOf(firm)).toEqual(before)
    // The fingerprints are of the new keys too: the same authenticator is still noticed.
    const known = (await firm.call('accounts.list', {})).rows.find(({ username }) => username === 'Client1@example.com')
    const twice = await firm.call('authenticators.readKey', { accountId: known?.id ?? '', key: keyOf('Client 1') })
    await expect(firm.call('authenticators.save', { pendingId: twice.pendingId })).rejects.toThrow('authenticators.already-exists')
    expect(await eventsOf(firm)).toContain('vault.keys-replaced')
    expect(await firm.call('vault.info', {})).toMatchObject({ generation: 2 })
    await firm.app.close()

    const again = await openVaultApp(folder, { keyStore })
    await expect(again.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })).rejects.toThrow('vault.wrong-passphrase')
    await expect(again.call('vault.unlockWithKit', { kit: oldKit })).rejects.toThrow('vault.wrong-kit')
    await again.call('vault.unlockWithKeychain', {})
    await again.call('vault.lock', {})
    await again.call('vault.unlockWithKit', { kit: kit.groups.join(' ') })
    expect(await secretsOf(again)).toEqual(before)
    expect((await again.call('clients.list', {})).total).toBe(4)
    // A second time: the key of the first generation's audit rows goes along.
    const third = await again.call('vault.prepareRotation', { passphrase: secondPassphrase, next: null, reason: 'precaution' })
    expect(await again.call('vault.rotate', { groups: retyped(third) })).toMatchObject({ records: 14, generation: 3 })
    expect(await secretsOf(again)).toEqual(before)
    // Rows of all three generations keep their own MACs, and no value passes for another for having been sealed anew.
    expect(await again.call('audit.verify', {})).toMatchObject({ status: 'ok', problem: null })
    await again.app.close()

    writeFileSync(join(folder, 'vault.json'), oldFile)
    const replayed = await openVaultApp(folder, { keyStore })
    await expect(replayed.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })).rejects.toThrow('storage.missing')
    await replayed.app.close()
    expect(vaultFiles(folder)).toEqual(['keydocket.g3.db', 'vault.json'])
  })

  test('are dropped without a trace when cancelled, or when the groups do not fit, and the firm stays open', async () => {
    const folder = newDataFolder()
    const firm = await openVaultApp(folder)
    await makeVault(firm)
    const before = [readFileSync(join(folder, 'vault.json')), await secretsOf(firm)] as const
    const kit = await firm.call('vault.prepareRotation', { passphrase: firstPassphrase, next: secondPassphrase, reason: 'precaution' })
    await expect(firm.call('vault.rotate', { groups: ['00000000', '00000000'] })).rejects.toThrow('vault.kit-not-confirmed')
    firm.app.onEvent((name, payload) => {
      if (name === 'vault.rotating' && (payload as { phase: string }).phase === 'sealing') void firm.call('vault.cancelRotation', {})
    })
    await expect(firm.call('vault.rotate', { groups: retyped(kit) })).rejects.toThrow('vault.rotation-cancelled')
    expect(readFileSync(join(folder, 'vault.json')).equals(before[0])).toBe(true)
    expect(vaultFiles(folder)).toEqual(['keydocket.db', 'keydocket.db-wal', 'vault.json'])
    expect(await secretsOf(firm)).toEqual(before[1])
    await expect(firm.call('vault.rotate', { groups: retyped(kit) })).rejects.toThrow('vault.no-setup-pending')
    await firm.app.close()
  })

  test('are not made without the passphrase, nor after a lock, and what a crash left of them goes at the next opening', async () => {
    const folder = newDataFolder()
    const firm = await openVaultApp(folder)
    await makeVault(firm)
    await expect(
      firm.call('vault.prepareRotation', { passphrase: `${firstPassphrase}!`, next: null, reason: 'precaution' })
    ).rejects.toThrow('vault.wrong-passphrase')
    await firm.call('vault.prepareRotation', { passphrase: firstPassphrase, next: null, reason: 'precaution' })
    // Locking drops the kit that waited.
    await firm.call('vault.lock', {})
    await firm.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    await expect(firm.call('vault.rotate', { groups: ['', ''] })).rejects.toThrow('vault.no-setup-pending')
    await firm.app.close()
    // What a process that died before the commit leaves behind goes with the next opening.
    writeFileSync(join(folder, 'keydocket.g2.db.staged'), 'left by a crash')
    const again = await openVaultApp(folder)
    await again.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
    expect(existsSync(join(folder, 'keydocket.g2.db.staged'))).toBe(false)
    await again.app.close()
  })
})

test('a new passphrase is proved by the old one or the kit, and touches no other slot', async () => {
  const folder = newDataFolder()
  const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore() })
  const kit = await makeVault(firm, { clients: 0, useKeychain: true })
  const others = () => document(folder).slots.filter((slot: { type: string }) => slot.type !== 'passphrase')
  const before = others()
  const change = (proof: { passphrase: string } | { kit: string } | null, next: string) =>
    firm.call('vault.changePassphrase', { proof, next })
  await expect(change({ passphrase: secondPassphrase }, secondPassphrase)).rejects.toThrow('vault.wrong-passphrase')
  await expect(change(null, secondPassphrase)).rejects.toThrow('vault.proof-required')
  await expect(change({ passphrase: firstPassphrase }, 'passwordpassword')).rejects.toThrow('vault.weak-passphrase')
  await change({ passphrase: firstPassphrase }, secondPassphrase)
  expect(others()).toEqual(before)
  expect(await eventsOf(firm)).toContain('vault.passphrase-changed')
  await firm.call('vault.lock', {})
  await expect(firm.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })).rejects.toThrow('vault.wrong-passphrase')

  // Forgotten: opened with the kit, a new one may be chosen for ten minutes.
  expect(await firm.call('vault.unlockWithKit', { kit })).toMatchObject({ mayChoosePassphrase: true })
  expect(await change(null, firstPassphrase)).toMatchObject({ mayChoosePassphrase: false })
  await expect(change(null, secondPassphrase)).rejects.toThrow('vault.proof-required')
  await change({ kit }, secondPassphrase)
  await firm.call('vault.lock', {})
  await firm.call('vault.unlockWithPassphrase', { passphrase: secondPassphrase })
  await firm.app.close()
})

test('a renewed kit opens the vault once retyped, and only then the old one nothing', async () => {
  const folder = newDataFolder()
  const firm = await openVaultApp(folder)
  const old = await makeVault(firm, { clients: 0 })
  await expect(firm.call('vault.renewKit', { passphrase: secondPassphrase })).rejects.toThrow('vault.wrong-passphrase')
  const kit = await firm.call('vault.renewKit', { passphrase: firstPassphrase })
  await expect(firm.call('vault.confirmRenewedKit', { groups: ['', ''] })).rejects.toThrow('vault.kit-not-confirmed')
  const tries = async (text: string) => {
    await firm.call('vault.lock', {})
    return firm.call('vault.unlockWithKit', { kit: text }).then(
      () => 'opens',
      (error: Error) => error.message
    )
  }
  expect(await tries(kit.groups.join(' '))).toBe('vault.wrong-kit')
  expect(await tries(old)).toBe('opens')
  const again = await firm.call('vault.renewKit', { passphrase: firstPassphrase })
  await firm.call('vault.confirmRenewedKit', { groups: retyped(again) })
  expect(await eventsOf(firm)).toContain('vault.kit-renewed')
  expect([await tries(old), await tries(kit.groups.join(' ')), await tries(again.groups.join(' '))]).toEqual([
    'vault.wrong-kit',
    'vault.wrong-kit',
    'opens'
  ])
  await firm.app.close()
})

test('a policy against the keychain closes that way in, and removes it at the next opening', async () => {
  const folder = newDataFolder()
  const keyStore = createMemoryKeyStore()
  const firm = await openVaultApp(folder, { keyStore })
  await makeVault(firm, { clients: 0, useKeychain: true })
  await firm.app.close()
  expect(keyStore.entries.size).toBe(1)
  const forbidden = await openVaultApp(folder, { keyStore, policy: { keychainSlot: 'forbidden' } })
  expect(await forbidden.call('vault.status', {})).toMatchObject({
    keychainSlot: false,
    keychainAvailable: false,
    keychainPolicy: 'forbidden'
  })
  await expect(forbidden.call('vault.unlockWithKeychain', {})).rejects.toThrow('vault.keychain-forbidden')
  expect(await forbidden.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })).toMatchObject({ keychainRemoved: true })
  expect([document(folder).slots.length, keyStore.entries.size]).toEqual([2, 0])
  expect(await eventsOf(forbidden)).toContain('vault.keychain-slot-removed')
  await expect(forbidden.call('vault.setKeychainSlot', { enabled: true })).rejects.toThrow('vault.keychain-forbidden')
  await forbidden.app.close()
})

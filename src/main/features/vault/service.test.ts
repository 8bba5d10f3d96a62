import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecoveryKit } from '#contract'
import { createSystemRandom } from '../../adapters/system-random.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import { createListLog, createMemoryKeyStore, createTestClock } from '../../testing/test-ports.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { createVaultStore } from '../../vault/vault-store.ts'
import { createVaultService } from './service.ts'
import type { FirmRotation, OpeningMethod, VaultSession } from './session.ts'

const passphrase = 'purple tractor nine lemons'

/** A firm without a database: remembers what it was told, fails when asked to. */
function createListSession(): VaultSession & { history: string[]; failWith: AppError | null; vault: OpenVault | null } {
  const session = {
    history: [] as string[],
    failWith: null as AppError | null,
    vault: null as OpenVault | null,
    state: () => (session.vault === null ? ('closed' as const) : ('open' as const)),
    async openFirm(vault: OpenVault, how: { method: OpeningMethod; newMember?: string }) {
      if (session.failWith !== null) throw session.failWith
      vault.databaseKeyHex()
      session.vault = vault
      session.history.push(how.newMember === undefined ? how.method : `${how.method} by ${how.newMember}`)
    },
    async closeFirm() {
      session.vault?.close()
      session.vault = null
      session.history.push('closed')
    },
    memberName: () => 'Ana',
    isReadOnly: () => false,
    findDamage: async () => null,
    leaveFirm: async () => {},
    watchKeys: () => {},
    salvage: async () => ({ rowsKept: 0, rowsLost: 0, keptAs: '' }),
    async record(event: string, details?: object) {
      if (session.failWith !== null) throw session.failWith
      session.history.push([event.replace('vault.', ''), ...Object.values(details ?? {})].join(' '))
    },
    async rotateFirm({ to, reason, commit, onProgress, signal }: FirmRotation) {
      if (session.failWith !== null) throw session.failWith
      onProgress('sealing', 1, 1)
      if (signal.aborted) throw new AppError('vault.rotation-cancelled', {})
      await commit()
      session.vault?.close()
      session.vault = to
      session.history.push(`keys replaced ${reason}`)
      return 1
    }
  }
  return session
}

let folder: string
let saved: { name: string; text: string }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-vault-service-'))
  saved = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function start({ usableKeychain = true, keychainSlot = 'allowed' as 'allowed' | 'forbidden' } = {}) {
  const keyStore = createMemoryKeyStore(usableKeychain)
  const session = createListSession()
  const log = createListLog()
  const clock = createTestClock()
  const store = createVaultStore({ folder, random: createSystemRandom(), clock })
  const events: string[] = []
  const emit: Emit = (name) => void events.push(name)
  const fileSaver = {
    saveParts: async () => true,
    saveText: async (name: string, text: string) => {
      saved.push({ name, text })
      return true
    }
  }
  const vault = createVaultService({ store, keyStore, session, log, fileSaver, clock, emit, policy: { keychainSlot } })
  return { keyStore, session, log, clock, events, vault }
}
const usual = {
  keychainAvailable: true,
  keychainPolicy: 'allowed',
  maxAutoLockMinutes: null,
  clipboardPolicy: 'allowed',
  keychainRemoved: false,
  mayChoosePassphrase: false,
  readOnly: false
}
type Started = ReturnType<typeof start>

const confirmed = ({ groups, confirm }: RecoveryKit): { groups: [string, string] } => ({
  groups: [groups[confirm[0] - 1] as string, groups[confirm[1] - 1] as string]
})
async function setUp({ vault }: Started, useKeychain = true): Promise<RecoveryKit> {
  const kit = await vault.begin({ passphrase, memberName: 'Ana', useKeychain })
  await vault.confirmKit(confirmed(kit))
  return kit
}
const fails = (code: string, params = {}) => expect.objectContaining({ code, params })
const vaultJson = () => readFileSync(join(folder, 'vault.json'), 'utf8')

describe('first run', () => {
  it('writes nothing until two groups are retyped, then opens the firm', async () => {
    const started = start()
    const { vault, session, keyStore } = started
    expect(await vault.status()).toEqual({ ...usual, hasBeenOpen: false, state: 'none', keychainSlot: false, memberName: null })
    const kit = await vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })
    expect(kit.createdOn).toBe('2026-11-22')
    await vault.saveKit()
    expect([readdirSync(folder), keyStore.entries.size]).toEqual([[], 0])
    expect(saved[0]?.name).toBe(`Keydocket recovery kit ${kit.vaultReference}.txt`)
    for (const group of kit.groups) expect(saved[0]?.text).toContain(group)

    const [first, second] = confirmed(kit).groups
    await expect(vault.confirmKit({ groups: [second, first] })).rejects.toThrow(fails('vault.kit-not-confirmed', { groups: kit.confirm }))
    await expect(vault.confirmKit({ groups: [first, ''] })).rejects.toThrow(fails('vault.kit-not-confirmed', { groups: [kit.confirm[1]] }))
    const lenient: [string, string] = [` ${first.toLowerCase().slice(0, 4)} ${first.slice(4)} `, `${second.slice(0, 4)}-${second.slice(4)}`]
    const status = await vault.confirmKit({ groups: lenient })
    expect(status).toEqual({ ...usual, hasBeenOpen: true, state: 'open', keychainSlot: true, memberName: 'Ana' })
    expect(session.history).toEqual(['created by Ana'])
    await expect(vault.saveKit()).rejects.toThrow(fails('vault.no-setup-pending'))
  })

  it('refuses weak passphrases and anything out of order', async () => {
    const { vault } = start()
    await expect(vault.begin({ passphrase: 'passwordpassword', memberName: 'Ana', useKeychain: false })).rejects.toThrow(
      fails('vault.weak-passphrase', { reason: 'too-easy-to-guess' })
    )
    await expect(vault.confirmKit({ groups: ['', ''] })).rejects.toThrow(fails('vault.no-setup-pending'))
    await expect(vault.unlockWithPassphrase({ passphrase })).rejects.toThrow(fails('vault.missing'))
    const kit = await vault.begin({ passphrase, memberName: 'Ana', useKeychain: false })
    await vault.cancelSetup()
    await expect(vault.confirmKit(confirmed(kit))).rejects.toThrow(fails('vault.no-setup-pending'))
    expect(readdirSync(folder)).toEqual([])
  })

  it('makes the vault without a keychain slot when the keychain refuses', async () => {
    const started = start({ usableKeychain: false })
    await setUp(started)
    expect(await started.vault.status()).toMatchObject({ state: 'open', keychainSlot: false, keychainAvailable: false })
    expect(started.log.rows.join()).toContain('vault.keychain-refused')
  })

  it('takes back vault.json and the keychain entry when the database does not come to be, and can then be tried again', async () => {
    const { vault, session, keyStore } = start()
    const kit = await vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })
    session.failWith = new AppError('storage.full', {})
    await expect(vault.confirmKit(confirmed(kit))).rejects.toThrow(fails('storage.full'))
    expect([readdirSync(folder), keyStore.entries.size, session.vault]).toEqual([[], 0, null])
    session.failWith = null
    expect(await vault.confirmKit(confirmed(kit))).toMatchObject({ state: 'open', keychainSlot: true })
    await vault.lock('by-hand')
    expect(await vault.unlockWithKit({ kit: kit.groups.join(' ') })).toMatchObject({ state: 'open' })
  })

  it('has the keychain entry and vault.json in place before the database is made', async () => {
    const { vault, session, keyStore } = start()
    const seen: unknown[] = []
    const openFirm = session.openFirm
    session.openFirm = async (...args) => {
      seen.push(JSON.parse(vaultJson()).vaultId, ...keyStore.entries.keys())
      await openFirm(...args)
    }
    const kit = await vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })
    await vault.confirmKit(confirmed(kit))
    expect(seen).toEqual([session.vault?.vaultId, session.vault?.vaultId])
  })

  it('never touches a vault that came to be meanwhile', async () => {
    const late = start()
    const kit = await late.vault.begin({ passphrase, memberName: 'Bo', useKeychain: true })
    await setUp(start())
    const before = vaultJson()
    await expect(late.vault.confirmKit(confirmed(kit))).rejects.toThrow(fails('vault.already-exists'))
    await expect(late.vault.begin({ passphrase, memberName: 'Bo', useKeychain: true })).rejects.toThrow(fails('vault.already-exists'))
    expect([vaultJson(), late.keyStore.entries.size]).toEqual([before, 0])
  })
})

describe('later runs', () => {
  it('open with keychain, passphrase and kit, and lock again', async () => {
    const started = start()
    const { vault, session } = started
    const kit = await setUp(started)
    expect(await vault.lock('by-hand')).toMatchObject({ state: 'locked', keychainSlot: true, memberName: null })
    expect(await vault.unlockWithKeychain()).toMatchObject({ state: 'open', memberName: 'Ana' })
    await vault.lock('by-hand')
    await expect(vault.unlockWithPassphrase({ passphrase: 'not this one at all' })).rejects.toThrow(fails('vault.wrong-passphrase'))
    await vault.unlockWithPassphrase({ passphrase })
    await vault.lock('by-hand')
    await vault.unlockWithKit({ kit: kit.groups.join('-').toLowerCase() })
    expect(session.history).toEqual(['created by Ana', 'closed', 'keychain', 'closed', 'passphrase', 'closed', 'kit'])
  })

  it('open once when two windows ask at the same time', async () => {
    const started = start()
    const { vault, session } = started
    await setUp(started)
    await vault.lock('by-hand')
    session.history.length = 0
    await Promise.all([vault.unlockWithPassphrase({ passphrase }), vault.unlockWithKeychain(), vault.unlockWithPassphrase({ passphrase })])
    expect(session.history).toEqual(['passphrase'])
  })

  it('close the vault again when the database does not open', async () => {
    const started = start()
    const { vault, session } = started
    await setUp(started)
    await vault.lock('by-hand')
    const before = vaultJson()
    session.failWith = new AppError('storage.missing', {})
    await expect(vault.unlockWithPassphrase({ passphrase })).rejects.toThrow(fails('storage.missing'))
    expect([vaultJson(), session.vault]).toEqual([before, null])
    expect(await vault.status()).toMatchObject({ state: 'locked' })
  })

  it.each([
    ['emptied', null, 'locked-or-empty'],
    ['holding nonsense', () => 'hunter2', 'wrong-value'],
    ['holding another key', (value: string) => `${value.slice(0, -43)}${'A'.repeat(43)}`, 'wrong-value']
  ])('fall back when the keychain is %s, and change nothing', async (_, spoil, reason) => {
    const started = start()
    const { vault, keyStore } = started
    await setUp(started)
    await vault.lock('by-hand')
    for (const [name, value] of keyStore.entries) {
      if (spoil === null) keyStore.entries.delete(name)
      else keyStore.entries.set(name, spoil(value))
    }
    const before = [vaultJson(), [...keyStore.entries]]
    await expect(vault.unlockWithKeychain()).rejects.toThrow(fails('vault.keychain-unusable', { reason }))
    expect([vaultJson(), [...keyStore.entries]]).toEqual(before)
    expect(await vault.unlockWithPassphrase({ passphrase })).toMatchObject({ state: 'open' })
  })

  it('say what is wrong with vault.json, and offer no first run over it', async () => {
    const { vault } = start()
    writeFileSync(join(folder, 'vault.json'), 'not a vault')
    expect(await vault.status()).toMatchObject({ state: 'locked', keychainSlot: false })
    await expect(vault.unlockWithPassphrase({ passphrase })).rejects.toThrow(fails('vault.damaged', { reason: 'not-json' }))
    await expect(vault.unlockWithKeychain()).rejects.toThrow(fails('vault.damaged', { reason: 'not-json' }))
    await expect(vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })).rejects.toThrow(fails('vault.already-exists'))
    expect(vaultJson()).toBe('not a vault')
  })
})

describe('the keychain slot', () => {
  it('is added and removed on an open vault, each written down', async () => {
    const started = start()
    const { vault, session, keyStore } = started
    await setUp(started, false)
    await expect(vault.setKeychainSlot({ enabled: false })).resolves.toMatchObject({ keychainSlot: false })
    expect(await vault.setKeychainSlot({ enabled: true })).toMatchObject({ keychainSlot: true })
    const entries = [...keyStore.entries]
    await vault.setKeychainSlot({ enabled: true })
    expect([...keyStore.entries]).toEqual(entries)
    await vault.lock('by-hand')
    await vault.unlockWithKeychain()
    expect(await vault.setKeychainSlot({ enabled: false })).toMatchObject({ keychainSlot: false })
    expect(keyStore.entries.size).toBe(0)
    expect(session.history).toEqual(['created by Ana', 'keychain-slot-added', 'closed', 'keychain', 'keychain-slot-removed'])
    await vault.lock('by-hand')
    await expect(vault.unlockWithKeychain()).rejects.toThrow(fails('vault.no-keychain-slot'))
    await expect(vault.setKeychainSlot({ enabled: true })).rejects.toThrow(fails('vault.locked'))
  })

  it('does not stay when it could not be written down', async () => {
    const started = start()
    await setUp(started, false)
    started.session.failWith = new AppError('storage.full', {})
    await expect(started.vault.setKeychainSlot({ enabled: true })).rejects.toThrow(fails('storage.full'))
    expect(await started.vault.status()).toMatchObject({ keychainSlot: false })
    expect(started.keyStore.entries.size).toBe(0)
  })

  it('is not written when the keychain refuses', async () => {
    const started = start({ usableKeychain: false })
    await setUp(started, false)
    const before = vaultJson()
    await expect(started.vault.setKeychainSlot({ enabled: true })).rejects.toThrow(
      fails('vault.keychain-unusable', { reason: 'no-service' })
    )
    expect(vaultJson()).toBe(before)
  })
})

describe('a new passphrase after the kit', () => {
  it('needs no other proof for ten minutes, and not after a lock', async () => {
    const started = start()
    const { vault, clock } = started
    const { groups } = await setUp(started, false)
    const open = async () => {
      await vault.lock('by-hand')
      return (await vault.unlockWithKit({ kit: groups.join(' ') })).mayChoosePassphrase
    }
    expect(await open()).toBe(true)
    clock.advance(10 * 60_000 + 1)
    expect((await vault.status()).mayChoosePassphrase).toBe(false)
    await expect(vault.changePassphrase({ proof: null, next: 'nine violet lanterns' })).rejects.toThrow(fails('vault.proof-required'))
    expect(await open()).toBe(true)
    await vault.lock('by-hand')
    await vault.unlockWithPassphrase({ passphrase })
    expect((await vault.status()).mayChoosePassphrase).toBe(false)
  })
})

describe('changes that cannot be written down', () => {
  it('do not stay: passphrase and kit before open the vault, the new ones do not', async () => {
    const started = start()
    const { vault, session } = started
    const old = await setUp(started, false)
    const next = 'nine violet lanterns by the quay'
    const kit = await vault.renewKit({ passphrase })
    session.failWith = new AppError('storage.full', {})
    await expect(vault.changePassphrase({ proof: { passphrase }, next })).rejects.toThrow(fails('storage.full'))
    await expect(vault.confirmRenewedKit(confirmed(kit))).rejects.toThrow(fails('storage.full'))
    session.failWith = null
    await vault.lock('by-hand')
    await expect(vault.unlockWithPassphrase({ passphrase: next })).rejects.toThrow(fails('vault.wrong-passphrase'))
    await expect(vault.unlockWithKit({ kit: kit.groups.join(' ') })).rejects.toThrow(fails('vault.wrong-kit', { groups: [] }))
    await vault.unlockWithPassphrase({ passphrase })
    await vault.lock('by-hand')
    await vault.unlockWithKit({ kit: old.groups.join(' ') })
  })

  it('leave a replacement of the keys to be tried again with the same kit', async () => {
    const started = start()
    const { vault, session, keyStore } = started
    await setUp(started)
    const kit = await vault.prepareRotation({ passphrase, next: null, reason: 'suspected-leak' })
    session.failWith = new AppError('storage.full', {})
    await expect(vault.rotate(confirmed(kit))).rejects.toThrow(fails('storage.full'))
    session.failWith = null
    expect(await vault.rotate(confirmed(kit))).toMatchObject({ generation: 2, status: { keychainSlot: true } })
    expect(session.history).toContain('keys replaced suspected-leak')
    expect(keyStore.entries.size).toBe(1)
    await vault.lock('by-hand')
    expect(await vault.unlockWithKeychain()).toMatchObject({ state: 'open' })
  })
})

it('never logs a secret', async () => {
  const started = start()
  const kit = await setUp(started)
  await started.vault.lock('by-hand')
  started.keyStore.usable = false
  await started.vault.unlockWithKeychain().catch(() => {})
  await started.vault.unlockWithPassphrase({ passphrase })
  const text = started.log.rows.join('\n')
  for (const secret of [passphrase, ...kit.groups]) expect(text).not.toContain(secret)
})

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { AppError } from '../errors.ts'
import { canonicalBytes } from './canonical.ts'
import { createVaultStore, type VaultStore } from './vault-store.ts'

const passphrase = 'purple tractor nine lemons'
let folder: string
let path: string
let store: VaultStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-vault-store-'))
  path = join(folder, 'vault.json')
  store = createVaultStore({ folder, random: createSystemRandom(), clock: createSystemClock() })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function newVault() {
  const prepared = await store.prepare({ passphrase })
  const entry = store.newKeychainEntry()
  const vault = await store.write(prepared, { ...entry, key: Buffer.from(entry.key) })
  return { prepared, entry, vault, again: () => ({ slotId: entry.slotId, key: Buffer.from(entry.key) }) }
}
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'accepted'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return 'reason' in error.params ? `${error.code} ${error.params.reason}` : error.code
  }
}
// biome-ignore lint/suspicious/noExplicitAny: the tests break the file in ways its type forbids
type Loose = any
function edit(change: (document: Loose) => void): void {
  const document: Loose = JSON.parse(readFileSync(path, 'utf8'))
  change(document)
  writeFileSync(path, Buffer.concat([canonicalBytes(document), Buffer.from('\n')]))
}
const slot = (document: Loose, type: string) => document.slots.find((one: Loose) => one.type === type)
/** Changes the first character: every value of base64url stays well-formed. */
const other = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)

describe('a new vault', () => {
  it('touches the disk only when written, then opens by all three ways to the same keys', async () => {
    const prepared = await store.prepare({ passphrase })
    expect(readdirSync(folder)).toEqual([])
    expect(prepared.confirm[0]).toBeLessThan(prepared.confirm[1])
    const entry = store.newKeychainEntry()
    const key = Buffer.from(entry.key)
    const vault = await store.write(prepared, entry)
    const opened = [
      await store.openWithPassphrase(passphrase),
      await store.openWithKit(prepared.kitGroups.join('-')),
      await store.openWithKeychainEntry({ slotId: entry.slotId, key })
    ]
    for (const again of opened) {
      expect(again.databaseKeyHex()).toBe(vault.databaseKeyHex())
      expect(again.vaultId).toBe(prepared.vaultId)
    }
    expect(await store.facts()).toMatchObject({ vaultId: prepared.vaultId, keychainSlotId: entry.slotId })
  })

  it('says while a passphrase is stretched that there is time for something else, and says nothing where nothing is', async () => {
    const { prepared, entry } = await newVault()
    const order: string[] = []
    const watched = createVaultStore({
      ...{ folder, random: createSystemRandom(), clock: createSystemClock() },
      whileDeriving: () => void order.push('deriving')
    })
    await watched.openWithKit(prepared.kitGroups.join('-'))
    await watched.openWithKeychainEntry(entry)
    expect(order).toEqual([])
    await watched.openWithPassphrase(passphrase)
    order.push('open')
    expect(order).toEqual(['deriving', 'open'])
  })

  it('is never made where one is, whatever its state', async () => {
    const waiting = await store.prepare({ passphrase })
    await newVault()
    const before = readFileSync(path)
    expect(await codeOf(store.prepare({ passphrase }))).toBe('vault.already-exists')
    expect(await codeOf(store.write(waiting, null))).toBe('vault.already-exists')
    expect(await store.undoWrite(waiting)).toBe(false)
    expect(readFileSync(path).equals(before)).toBe(true)
    writeFileSync(path, 'damaged beyond recognition')
    expect(await codeOf(store.prepare({ passphrase }))).toBe('vault.already-exists')
    expect(readFileSync(path, 'utf8')).toBe('damaged beyond recognition')
  })

  it('can be taken back and written again with the same kit', async () => {
    const prepared = await store.prepare({ passphrase })
    await store.write(prepared, null)
    expect(await store.undoWrite(prepared)).toBe(true)
    expect(await store.exists()).toBe(false)
    await store.write(prepared, null)
    store.discard(prepared)
    expect(await codeOf(store.write(prepared, null))).toBe('vault.no-setup-pending')
    expect(await codeOf(store.openWithKit(prepared.kitGroups.join(' ')))).toBe('accepted')
  })

  it('says which secret is wrong', async () => {
    const { again, prepared } = await newVault()
    expect(await codeOf(store.openWithPassphrase(`${passphrase} `))).toBe('vault.wrong-passphrase')
    expect(await codeOf(store.openWithKeychainEntry({ ...again(), key: Buffer.alloc(32, 7) }))).toBe('vault.keychain-unusable wrong-value')
    expect(await codeOf(store.openWithKeychainEntry({ ...again(), slotId: prepared.vaultId }))).toBe('vault.keychain-unusable wrong-value')
    rmSync(path)
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe('vault.missing')
  })
})

describe('the keychain slot', () => {
  it('comes and goes without touching the other ways in', async () => {
    const { vault, again } = await newVault()
    const replacement = store.newKeychainEntry()
    await store.addKeychainSlot(vault, { ...replacement, key: Buffer.from(replacement.key) })
    expect(await codeOf(store.openWithKeychainEntry(again()))).toBe('vault.keychain-unusable wrong-value')
    expect(await codeOf(store.openWithKeychainEntry(replacement))).toBe('accepted')
    await store.removeKeychainSlot(vault)
    await store.removeKeychainSlot(vault)
    expect(await codeOf(store.openWithKeychainEntry(again()))).toBe('vault.no-keychain-slot')
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe('accepted')
    expect(JSON.parse(readFileSync(path, 'utf8')).revision).toBe(3)
  })

  it('is not added to a file that was altered, or by a vault that was closed', async () => {
    const { vault } = await newVault()
    edit((document) => {
      document.revision = 9
    })
    const before = readFileSync(path)
    expect(await codeOf(store.addKeychainSlot(vault, store.newKeychainEntry()))).toBe('vault.damaged altered')
    vault.close()
    expect(await codeOf(store.addKeychainSlot(vault, store.newKeychainEntry()))).toBe('vault.locked')
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('an altered vault.json', () => {
  it('does not open with any byte changed, and stays as it is', async () => {
    const { again } = await newVault()
    const original = readFileSync(path)
    let accepted = 0
    for (let index = 0; index < original.length; index++) {
      for (const mask of [0x01, 0x20]) {
        const altered = Buffer.from(original)
        altered[index] = (altered[index] as number) ^ mask
        writeFileSync(path, altered)
        if ((await codeOf(store.openWithKeychainEntry(again()))) === 'accepted') accepted++
        if (!readFileSync(path).equals(altered)) throw new Error('the file was written to')
      }
    }
    expect(accepted).toBe(0)
    writeFileSync(path, original)
    expect(await codeOf(store.openWithKeychainEntry(again()))).toBe('accepted')
  })

  it('does not open cut short, and says so', async () => {
    const { again } = await newVault()
    const original = readFileSync(path)
    for (let length = 0; length < original.length; length++) {
      writeFileSync(path, original.subarray(0, length))
      expect(await codeOf(store.openWithKeychainEntry(again()))).toMatch(/^vault\.damaged /)
    }
  })

  it.each<[string, (document: Loose) => void, string]>([
    [
      'less memory',
      (document) => Object.assign(slot(document, 'passphrase').kdf, { memoryKiB: 64 * 1024 - 1 }),
      'vault.damaged costs-out-of-bounds'
    ],
    [
      'more memory',
      (document) => Object.assign(slot(document, 'passphrase').kdf, { memoryKiB: 1024 * 1024 + 1 }),
      'vault.damaged costs-out-of-bounds'
    ],
    ['one pass', (document) => Object.assign(slot(document, 'passphrase').kdf, { passes: 1 }), 'vault.damaged costs-out-of-bounds'],
    ['eleven passes', (document) => Object.assign(slot(document, 'passphrase').kdf, { passes: 11 }), 'vault.damaged costs-out-of-bounds'],
    ['no lanes', (document) => Object.assign(slot(document, 'passphrase').kdf, { lanes: 0 }), 'vault.damaged costs-out-of-bounds'],
    ['nine lanes', (document) => Object.assign(slot(document, 'passphrase').kdf, { lanes: 9 }), 'vault.damaged costs-out-of-bounds'],
    ['cheaper costs within bounds', (document) => Object.assign(slot(document, 'passphrase').kdf, { passes: 2 }), 'vault.wrong-passphrase'],
    ['another derivation', (document) => Object.assign(slot(document, 'passphrase').kdf, { name: 'pbkdf2' }), 'vault.damaged bad-shape'],
    [
      'another salt',
      (document) => Object.assign(slot(document, 'passphrase').kdf, { salt: other(slot(document, 'passphrase').kdf.salt) }),
      'vault.wrong-passphrase'
    ],
    [
      'another commitment',
      (document) => Object.assign(slot(document, 'passphrase'), { commitment: other(slot(document, 'passphrase').commitment) }),
      'vault.wrong-passphrase'
    ],
    [
      'another wrapped key',
      (document) => Object.assign(slot(document, 'passphrase'), { wrapped: other(slot(document, 'passphrase').wrapped) }),
      'vault.damaged slot-altered'
    ],
    [
      'another nonce',
      (document) => Object.assign(slot(document, 'passphrase'), { nonce: other(slot(document, 'passphrase').nonce) }),
      'vault.damaged slot-altered'
    ],
    ['another date', (document) => Object.assign(slot(document, 'kit'), { createdOn: '2001-01-01' }), 'vault.damaged altered'],
    ['another revision', (document) => Object.assign(document, { revision: 2 }), 'vault.damaged altered'],
    ['another mac', (document) => Object.assign(document, { mac: other(document.mac) }), 'vault.damaged altered'],
    ['slots in another order', (document) => void document.slots.reverse(), 'vault.damaged altered'],
    ['the keychain slot taken out', (document) => void document.slots.pop(), 'vault.damaged altered'],
    ['no kit slot', (document) => void document.slots.splice(1, 1), 'vault.damaged bad-shape'],
    ['two passphrase slots', (document) => void document.slots.splice(2, 1, document.slots[0]), 'vault.damaged bad-shape'],
    ['an unknown field', (document) => Object.assign(document, { note: 'x' }), 'vault.damaged bad-shape'],
    [
      'a raised generation',
      (document) => {
        document.generation = 2
        for (const one of document.slots) one.generation = 2
      },
      'vault.damaged slot-altered'
    ],
    ['a newer format', (document) => Object.assign(document, { format: 2, whatever: 'else' }), 'vault.from-newer-version'],
    ['another kind of file', (document) => Object.assign(document, { kind: 'other' }), 'vault.damaged not-a-vault']
  ])('is refused with %s', async (_, change, expected) => {
    await newVault()
    edit(change)
    const before = readFileSync(path)
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe(expected)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is refused with slots swapped between two vaults of the same passphrase', async () => {
    await newVault()
    const first: Loose = JSON.parse(readFileSync(path, 'utf8'))
    rmSync(path)
    await newVault()
    edit((document) => {
      document.slots[0] = first.slots[0]
    })
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe('vault.wrong-passphrase')
    edit((document) => {
      document.vaultId = first.vaultId
    })
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe('vault.damaged altered')
  })

  it('is refused with other white space or order, however equal in meaning', async () => {
    await newVault()
    const document: Loose = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify(document, null, 2))
    expect(await codeOf(store.openWithPassphrase(passphrase))).toBe('vault.damaged not-canonical')
  })
})

/** Row 13 of the counted security tests: whatever is altered, moved, cut or put back does not open, and says no more than that. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSystemRandom } from '../adapters/system-random.ts'
import { AppError } from '../errors.ts'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { createTestClock } from '../testing/test-ports.ts'
import { canonicalBytes } from './canonical.ts'
import type { KeychainEntry } from './keychain-entry.ts'
import { createOpenVault } from './open-vault.ts'
import type { SealContext } from './vault.ts'
import { createVaultStore, type VaultStore } from './vault-store.ts'

const counts = { tried: 0, opened: 0 }
afterAll(() =>
  recordSecurityCount({ row: '13', title: 'altered ciphertext and header', count: counts.tried, bar: 2_400 + 300, failed: counts.opened })
)

describe('a sealed value of 300 bytes', () => {
  const random = createSystemRandom()
  const [key, otherKey] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))]
  const facts = { vaultId: '019aa000-0000-7000-8000-00000000abcd', generation: 1, random }
  const vault = createOpenVault(key, facts)
  const place: SealContext = { table: 'backup_codes', recordId: '019aa000-0000-7000-8000-000000000001', column: 'secret', revision: 3 }
  const content = randomBytes(300 - 31)
  const sealed = vault.seal(place, content)
  const answers = new Set<string>()

  /** Whether it opened. Every refusal must read the same: what differs would tell an attacker how far they got. */
  function opens(blob: Uint8Array, at: SealContext = place, by = vault): boolean {
    counts.tried += 1
    try {
      by.open(at, blob)
      counts.opened += 1
      return true
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      answers.add(`${JSON.stringify(error.toWire())} ${error.message}`)
      return false
    }
  }

  it('opens as it was sealed', () => {
    expect(sealed.length).toBe(300)
    expect(vault.open(place, sealed).equals(content)).toBe(true)
  })

  it('does not open with any of its 2,400 bits flipped', () => {
    const opened = Array.from({ length: 2_400 }, (_, bit) => bit).filter((bit) => {
      const altered = Buffer.from(sealed)
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      return opens(altered)
    })
    expect(opened).toEqual([])
  })

  it('does not open cut to any of its 300 shorter lengths, or with a tag of 4 to 15 bytes', () => {
    for (let length = 0; length < 300; length++) expect(opens(sealed.subarray(0, length))).toBe(false)
    for (let tag = 4; tag < 16; tag++) expect(opens(Buffer.concat([sealed.subarray(0, 284), sealed.subarray(284, 284 + tag)]))).toBe(false)
    for (let more = 1; more < 16; more++) expect(opens(Buffer.concat([sealed, Buffer.alloc(more)]))).toBe(false)
  })

  it('does not open elsewhere: record, table, column, revision, generation, vault, key', () => {
    const generation2 = createOpenVault(key, { ...facts, generation: 2 })
    const elsewhere: [SealContext, typeof vault][] = [
      [{ ...place, recordId: '019aa000-0000-7000-8000-000000000002' }, vault],
      [{ ...place, table: 'authenticators' }, vault],
      [{ ...place, table: 'vault_generations', column: 'audit_key' }, vault],
      [{ ...place, revision: 2 }, vault],
      [{ ...place, revision: 4 }, vault],
      [place, generation2],
      [place, createOpenVault(key, { ...facts, vaultId: '019aa000-0000-7000-8000-00000000abce' })],
      [place, createOpenVault(otherKey, facts)]
    ]
    for (const [at, by] of elsewhere) expect(opens(sealed, at, by)).toBe(false)
    // Swapped records of one table: each at the other's place.
    const other = { ...place, recordId: '019aa000-0000-7000-8000-000000000003' }
    const [here, there] = [vault.seal(place, Buffer.from('here')), vault.seal(other, Buffer.from('there'))]
    expect([opens(here, other), opens(there, place)]).toEqual([false, false])
    // An earlier value of the same place put back after the revision was raised, and one of the keys before with its generation rewritten.
    expect(opens(vault.seal({ ...place, revision: 1 }, Buffer.from('old')), { ...place, revision: 2 })).toBe(false)
    const relabelled = Buffer.from(sealed)
    relabelled.writeUInt16BE(2, 1)
    expect(opens(relabelled, place, generation2)).toBe(false)
  })

  it('is refused in the same words whatever was wrong', () => {
    expect([...answers]).toEqual(['{"code":"storage.damaged","params":{}} storage.damaged'])
  })
})

describe('vault.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-tamper-'))
  const path = join(folder, 'vault.json')
  const passphrase = 'purple tractor nine lemons'
  let store: VaultStore
  let entry: KeychainEntry
  let original: Buffer
  beforeAll(async () => {
    store = createVaultStore({ folder, random: createSystemRandom(), clock: createTestClock() })
    const prepared = await store.prepare({ passphrase })
    entry = store.newKeychainEntry()
    await store.write(prepared, entry)
    original = readFileSync(path)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** `code reason`, or `opened`. */
  async function answerTo(
    bytes: Buffer,
    open = () => store.openWithKeychainEntry({ ...entry, key: Buffer.from(entry.key) })
  ): Promise<string> {
    writeFileSync(path, bytes)
    counts.tried += 1
    try {
      await open()
      counts.opened += 1
      return 'opened'
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return ['reason' in error.params ? error.params.reason : '', error.code].reverse().join(' ').trim()
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: the tests break the file in ways its type forbids
  type Loose = any
  const edited = (change: (document: Loose) => void): Buffer => {
    const document: Loose = JSON.parse(original.toString())
    change(document)
    return Buffer.concat([canonicalBytes(document), Buffer.from('\n')])
  }

  it('does not open with any byte changed to any of 8 others', async () => {
    const answers = new Map<string, number>()
    for (let index = 0; index < original.length; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const altered = Buffer.from(original)
        altered.writeUInt8(altered.readUInt8(index) ^ (1 << bit), index)
        const answer = await answerTo(altered)
        answers.set(answer, (answers.get(answer) ?? 0) + 1)
      }
    }
    expect([...answers.keys()]).not.toContain('opened')
    // Each kind of damage is told apart.
    expect(answers.size).toBeGreaterThan(5)
  })

  it('does not open with the content of two slots exchanged, in any combination', async () => {
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2]
    ] as const) {
      for (const fields of [
        ['wrapped'],
        ['commitment'],
        ['nonce'],
        ['id'],
        ['wrapped', 'nonce'],
        ['wrapped', 'nonce', 'commitment'],
        ['id', 'wrapped', 'nonce', 'commitment']
      ]) {
        const swapped = edited(({ slots }) => {
          for (const field of fields) [slots[one][field], slots[other][field]] = [slots[other][field], slots[one][field]]
        })
        expect(await answerTo(swapped)).not.toBe('opened')
      }
    }
  })

  it('does not open with a weakened derivation, and names the bounds where they are broken', async () => {
    const withCosts = (costs: object) =>
      answerTo(
        edited(({ slots }) => Object.assign(slots[0].kdf, costs)),
        () => store.openWithPassphrase(passphrase)
      )
    for (const costs of [
      { memoryKiB: 8 },
      { memoryKiB: 65_535 },
      { passes: 1 },
      { passes: 0 },
      { lanes: 0 },
      { memoryKiB: 4 * 2 ** 20 },
      { passes: 11 },
      { lanes: 9 }
    ])
      expect(await withCosts(costs)).toBe('vault.damaged costs-out-of-bounds')
    // Within bounds but not what the slot was made with: no different from a wrong passphrase.
    for (const costs of [{ passes: 2 }, { lanes: 1 }]) expect(await withCosts(costs)).toBe('vault.wrong-passphrase')
    expect(await withCosts({ name: 'argon2i' })).toBe('vault.damaged bad-shape')
  })

  it('opens again as it was', async () => {
    writeFileSync(path, original)
    expect((await store.openWithPassphrase(passphrase)).generation).toBe(1)
  })
})

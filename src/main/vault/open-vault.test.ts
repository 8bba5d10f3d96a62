import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSystemRandom } from '../adapters/system-random.ts'
import { isAppError } from '../errors.ts'
import { createOpenVault, vaultKeyOf } from './open-vault.ts'
import type { SealContext } from './vault.ts'

const vaultKey = createSecretKey(randomBytes(32))
const facts = { vaultId: '019aa000-0000-7000-8000-00000000abcd', generation: 1, random: createSystemRandom() }
const vault = createOpenVault(vaultKey, facts)
const context: SealContext = { table: 'authenticators', recordId: '019aa000-0000-7000-8000-000000000001', column: 'secret', revision: 3 }
const plaintext = Buffer.from('JBSWY3DPEHPK3PXP'.repeat(17).slice(0, 269))

function opens(sealed: Uint8Array, where: SealContext = context, by = vault): boolean {
  try {
    return by.open(where, sealed).equals(plaintext)
  } catch (error) {
    if (isAppError(error, 'storage.damaged')) return false
    throw error
  }
}

describe('sealed values', () => {
  const sealed = vault.seal(context, plaintext)

  it('open where they were sealed, and only differ by nonce', () => {
    expect(opens(sealed)).toBe(true)
    expect(opens(vault.seal(context, plaintext))).toBe(true)
    expect(vault.seal(context, plaintext).equals(sealed)).toBe(false)
    expect(vault.open(context, vault.seal(context, Buffer.alloc(0))).length).toBe(0)
  })

  it('do not open with any one bit flipped', () => {
    expect(sealed.length).toBe(300)
    let accepted = 0
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7))
      if (opens(altered)) accepted++
    }
    expect(accepted).toBe(0)
  })

  it('do not open cut to any length, or lengthened', () => {
    for (let length = 0; length < sealed.length; length++) expect(opens(sealed.subarray(0, length))).toBe(false)
    expect(opens(Buffer.concat([sealed, Buffer.alloc(1)]))).toBe(false)
  })

  it.each([
    ['table', { ...context, table: 'backup_codes' }],
    ['record', { ...context, recordId: '019aa000-0000-7000-8000-000000000002' }],
    ['column', { ...context, column: 'value' }],
    ['older revision', { ...context, revision: 2 }],
    ['newer revision', { ...context, revision: 4 }]
  ])('do not open at another %s', (_, elsewhere) => {
    expect(opens(sealed, elsewhere as SealContext)).toBe(false)
  })

  it('do not open in another vault, another generation, or under another vault key', () => {
    expect(opens(sealed, context, createOpenVault(vaultKey, { ...facts, vaultId: '019aa000-0000-7000-8000-00000000abce' }))).toBe(false)
    expect(opens(sealed, context, createOpenVault(vaultKey, { ...facts, generation: 2 }))).toBe(false)
    expect(opens(sealed, context, createOpenVault(createSecretKey(randomBytes(32)), facts))).toBe(false)
  })

  it('refuse a context whose parts could run into each other', () => {
    expect(() => vault.seal({ ...context, table: 'a|b' } as unknown as SealContext, plaintext)).toThrow('without "|"')
  })
})

describe('an open vault', () => {
  it('never uses a nonce twice', () => {
    const seen = new Set<string>()
    for (let round = 0; round < 2_000; round++) seen.add(vault.seal(context, plaintext).subarray(3, 15).toString('hex'))
    expect(seen.size).toBe(2_000)
  })

  it('derives keys that depend on purpose, generation and vault', () => {
    const other = createOpenVault(vaultKey, { ...facts, generation: 2 })
    expect(vault.databaseKeyHex()).toMatch(/^[0-9a-f]{64}$/)
    expect(vault.databaseKeyHex()).toBe(vault.databaseKeyHex())
    expect(other.databaseKeyHex()).not.toBe(vault.databaseKeyHex())
    expect(vault.fingerprint('authenticator', plaintext)).toMatch(/^[0-9a-f]{32}$/)
    expect(vault.fingerprint('authenticator', plaintext)).not.toBe(vault.fingerprint('backup-code' as 'authenticator', plaintext))
    expect(vault.fingerprint('authenticator', plaintext)).not.toBe(other.fingerprint('authenticator', plaintext))
  })

  it('does nothing any more once closed', () => {
    const closed = createOpenVault(vaultKey, facts)
    const sealed = closed.seal(context, plaintext)
    closed.close()
    closed.close()
    const locked = expect.objectContaining({ code: 'vault.locked' })
    expect(() => closed.open(context, sealed)).toThrow(locked)
    expect(() => closed.seal(context, plaintext)).toThrow(locked)
    expect(() => closed.databaseKeyHex()).toThrow(locked)
    expect(() => closed.fingerprint('authenticator', plaintext)).toThrow(locked)
    expect(() => vaultKeyOf(closed)).toThrow(locked)
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argon2id } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { keychainEntryFromText } from './keychain-entry.ts'
import type { OpenVault } from './vault.ts'
import { createVaultStore, type VaultStore } from './vault-store.ts'

/** The example of docs/vault-format.md, opened by the vault's own code and once more by hand with Web Crypto and another Argon2id. */

const page = readFileSync(new URL('../../../docs/vault-format.md', import.meta.url), 'utf8')
const file = /```json\n(.*\n)```/.exec(page)?.[1] ?? ''
const given = (name: string) => new RegExp(`^\\| ${name} \\| \`(.*)\` \\|$`, 'm').exec(page)?.[1] ?? ''
const passphrase = /Passphrase `(.*)`; file/.exec(page)?.[1] ?? ''
const content = given('its content')
const place = { table: 'authenticators', recordId: '019aa000-0000-7000-8000-000000000001', column: 'secret', revision: 1 } as const

describe('the published example, by the vault itself', () => {
  let folder: string
  let store: VaultStore
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keydocket-vault-format-'))
    writeFileSync(join(folder, 'vault.json'), file)
    store = createVaultStore({ folder, random: createSystemRandom(), clock: createSystemClock() })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each<[string, () => Promise<OpenVault>]>([
    ['passphrase', () => store.openWithPassphrase(passphrase)],
    ['recovery kit', () => store.openWithKit(given('recovery kit'))],
    [
      'keychain entry',
      async () => {
        const entry = keychainEntryFromText(given('keychain entry'))
        if (entry === null) throw new Error('not an entry')
        return store.openWithKeychainEntry(entry)
      }
    ]
  ])('opens with the %s', async (_, open) => {
    const vault = await open()
    expect(vault.databaseKeyHex()).toBe(given('database key'))
    expect(vault.open(place, Buffer.from(given('sealed value'), 'base64url')).toString()).toBe(content)
    expect(vault.fingerprint('authenticator', Buffer.from(content))).toBe(given('fingerprint of the content, purpose `authenticator`'))
    expect((await store.facts()).vaultReference).toBe(given('vault reference'))
  })
})

describe('the published example, by hand', () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
  const text = (value: string) => new TextEncoder().encode(value)
  const { mac, ...unsigned } = JSON.parse(file)
  const slot = unsigned.slots[0]

  async function hkdf(secret: Uint8Array<ArrayBuffer>, info: string): Promise<Uint8Array<ArrayBuffer>> {
    const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    return new Uint8Array(
      await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: text(unsigned.vaultId), info: text(info) }, key, 256)
    )
  }
  async function decrypt(key: Uint8Array<ArrayBuffer>, nonce: Uint8Array<ArrayBuffer>, aad: string, sealed: Uint8Array<ArrayBuffer>) {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    const plaintext = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: text(aad), tagLength: 128 },
      imported,
      sealed
    )
    return new Uint8Array(plaintext)
  }
  async function vaultKey() {
    const { salt, memoryKiB, passes, lanes } = slot.kdf
    const secret = await argon2id({
      password: passphrase.normalize('NFKC'),
      salt: bytes(salt),
      memorySize: memoryKiB,
      iterations: passes,
      parallelism: lanes,
      hashLength: 32,
      outputType: 'binary'
    })
    const owned = Uint8Array.from(secret)
    expect(Buffer.from(await hkdf(owned, `keydocket/slot-commitment/${slot.id}`)).toString('base64url')).toBe(slot.commitment)
    const kdf = `{"lanes":${lanes},"memoryKiB":${memoryKiB},"name":"argon2id","passes":${passes},"salt":"${salt}"}`
    const aad = `{"format":1,"generation":1,"kdf":${kdf},"slotId":"${slot.id}","type":"passphrase","vaultId":"${unsigned.vaultId}"}`
    return decrypt(await hkdf(owned, `keydocket/slot-key/${slot.id}`), bytes(slot.nonce), aad, bytes(slot.wrapped))
  }

  it('yields the vault key, the MAC, the database key and the sealed content', async () => {
    const key = await vaultKey()
    const macKey = await crypto.subtle.importKey(
      'raw',
      await hkdf(key, 'keydocket/header-mac/g1'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify']
    )
    // The file is canonical, so its bytes without the mac and the line feed are what was signed.
    const signed = file.replace(`"mac":"${mac}",`, '').trimEnd()
    expect(await crypto.subtle.verify('HMAC', macKey, bytes(mac), text(signed))).toBe(true)
    expect(Buffer.from(await hkdf(key, 'keydocket/database/g1')).toString('hex')).toBe(given('database key'))
    const sealed = bytes(given('sealed value'))
    const aad = `v1|${unsigned.vaultId}|${place.table}|${place.recordId}|${place.column}|1|1`
    expect(Buffer.from(sealed.subarray(0, 3)).toString('hex')).toBe('010001')
    const opened = await decrypt(await hkdf(key, 'keydocket/record/g1'), sealed.slice(3, 15), aad, sealed.slice(15))
    expect(Buffer.from(opened).toString()).toBe(content)
  })
})

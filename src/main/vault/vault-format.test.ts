import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { argon2id } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { newDataFolder } from '../testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, retyped, secondPassphrase } from '../testing/test-vault-life.ts'
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

/** The page's rules once more, with Web Crypto and another Argon2id. Shares no code with the vault. */
describe('by hand', () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
  const text = (value: string) => new TextEncoder().encode(value)
  const vaultId = JSON.parse(file).vaultId

  async function hkdf(secret: Uint8Array<ArrayBuffer>, info: string, salt = vaultId): Promise<Uint8Array<ArrayBuffer>> {
    const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: text(salt), info: text(info) }, key, 256))
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
  async function vaultKey(content: string, passphrase: string) {
    const { vaultId, generation, slots } = JSON.parse(content)
    const slot = slots[0]
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
    expect(Buffer.from(await hkdf(owned, `keydocket/slot-commitment/${slot.id}`, vaultId)).toString('base64url')).toBe(slot.commitment)
    const kdf = `{"lanes":${lanes},"memoryKiB":${memoryKiB},"name":"argon2id","passes":${passes},"salt":"${salt}"}`
    const aad = `{"format":1,"generation":${generation},"kdf":${kdf},"slotId":"${slot.id}","type":"passphrase","vaultId":"${vaultId}"}`
    return decrypt(await hkdf(owned, `keydocket/slot-key/${slot.id}`, vaultId), bytes(slot.nonce), aad, bytes(slot.wrapped))
  }

  async function isMacRight(content: string, key: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const { mac, vaultId, generation } = JSON.parse(content)
    const bare = await hkdf(key, `keydocket/header-mac/g${generation}`, vaultId)
    const macKey = await crypto.subtle.importKey('raw', bare, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    // The file is canonical, so its bytes without the mac and the line feed are what was signed.
    return crypto.subtle.verify('HMAC', macKey, bytes(mac), text(content.replace(`"mac":"${mac}",`, '').trimEnd()))
  }

  it('the published example yields the vault key, the MAC, the database key and the sealed content', async () => {
    const key = await vaultKey(file, passphrase)
    expect(await isMacRight(file, key)).toBe(true)
    expect(Buffer.from(await hkdf(key, 'keydocket/database/g1')).toString('hex')).toBe(given('database key'))
    const sealed = bytes(given('sealed value'))
    const aad = `v1|${vaultId}|${place.table}|${place.recordId}|${place.column}|1|1`
    expect(Buffer.from(sealed.subarray(0, 3)).toString('hex')).toBe('010001')
    const opened = await decrypt(await hkdf(key, 'keydocket/record/g1'), sealed.slice(3, 15), aad, sealed.slice(15))
    expect(Buffer.from(opened).toString()).toBe(content)
  })

  it('a vault whose passphrase was changed and whose keys were replaced yields its keys, and the audit key of the generation before', async () => {
    const folder = newDataFolder()
    const firm = await openVaultApp(folder)
    await makeVault(firm, { clients: 0 })
    const read = () => readFileSync(join(folder, 'vault.json'), 'utf8')
    await firm.call('vault.changePassphrase', { proof: { passphrase: firstPassphrase }, next: secondPassphrase })
    const before = await vaultKey(read(), secondPassphrase)
    expect(await isMacRight(read(), before)).toBe(true)
    const kit = await firm.call('vault.prepareRotation', { passphrase: secondPassphrase, next: firstPassphrase, reason: 'precaution' })
    await firm.call('vault.rotate', { groups: retyped(kit) })
    await firm.app.close()

    const { vaultId, generation, revision, slots } = JSON.parse(read())
    expect([generation, revision, slots.map(({ type }: { type: string }) => type)]).toEqual([2, 3, ['passphrase', 'kit']])
    const after = await vaultKey(read(), firstPassphrase)
    expect(await isMacRight(read(), after)).toBe(true)
    const database = new Database(join(folder, 'keydocket.g2.db'))
    const databaseKey = Buffer.from(await hkdf(after, 'keydocket/database/g2', vaultId)).toString('hex')
    ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${databaseKey}`))
    const kept = database.prepare('select * from vault_generations').all() as { audit_key: Buffer; id: string; noted_at: number | null }[]
    const events = database.prepare("select count(*) from audit_log where event = 'vault.keys-replaced'").pluck().get()
    database.close()
    expect([kept.length, kept[0]?.id, typeof kept[0]?.noted_at, events]).toEqual([1, 'g1', 'number', 1])
    const sealed = Uint8Array.from(kept[0]?.audit_key ?? [])
    expect(Buffer.from(sealed.subarray(0, 3)).toString('hex')).toBe('010002')
    const aad = `v1|${vaultId}|vault_generations|g1|audit_key|2|1`
    const opened = await decrypt(await hkdf(after, 'keydocket/record/g2', vaultId), sealed.slice(3, 15), aad, sealed.slice(15))
    expect(Buffer.from(opened)).toEqual(Buffer.from(await hkdf(before, 'keydocket/audit-mac/g1', vaultId)))
  })

  it('a backup yields its manifest, its MAC and a database with every row it names', async () => {
    const folder = newDataFolder()
    const firm = await openVaultApp(folder)
    await makeVault(firm, { clients: 2 })
    const { name } = await firm.call('backup.create', {})
    await firm.app.close()
    const backup = readFileSync(join(folder, 'backups', name))

    const [v, m, d] = [backup.readUInt32BE(18), backup.readUInt32BE(22), Number(backup.readBigUInt64BE(26))]
    expect([backup.subarray(0, 16).toString(), backup.readUInt16BE(16), 34 + v + m + 32 + d]).toEqual([
      'keydocket-backup',
      1,
      backup.length
    ])
    const vaultFile = backup.subarray(34, 34 + v)
    expect(vaultFile.toString()).toBe(readFileSync(join(folder, 'vault.json'), 'utf8'))
    const manifest = JSON.parse(backup.subarray(34 + v, 34 + v + m).toString())
    const database = Uint8Array.from(backup.subarray(34 + v + m + 32))
    const digest = async (of: Uint8Array<ArrayBuffer>) => Buffer.from(await crypto.subtle.digest('SHA-256', of)).toString('hex')
    expect([manifest.databaseBytes, manifest.databaseSha256]).toEqual([d, await digest(database)])
    expect(manifest.vaultSha256).toBe(await digest(Uint8Array.from(vaultFile)))

    const { vaultId } = JSON.parse(vaultFile.toString())
    const key = await vaultKey(vaultFile.toString(), firstPassphrase)
    const bare = await hkdf(key, 'keydocket/backup-mac/g1', vaultId)
    const macKey = await crypto.subtle.importKey('raw', bare, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    const signed = Uint8Array.from(backup.subarray(0, 34 + v + m))
    expect(await crypto.subtle.verify('HMAC', macKey, Uint8Array.from(backup.subarray(34 + v + m, 34 + v + m + 32)), signed)).toBe(true)

    const copy = join(folder, 'copy.db')
    writeFileSync(copy, database)
    const opened = new Database(copy, { readonly: true })
    const databaseKey = Buffer.from(await hkdf(key, 'keydocket/database/g1', vaultId)).toString('hex')
    ;(opened as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${databaseKey}`))
    expect(opened.pragma('user_version', { simple: true })).toBe(manifest.schema)
    const counted = Object.keys(manifest.tables).map((table) => [table, opened.prepare(`select count(*) from "${table}"`).pluck().get()])
    expect(Object.fromEntries(counted)).toEqual(manifest.tables)
    expect(opened.prepare('select seq, hash from audit_log order by seq desc limit 1').get()).toEqual({
      seq: manifest.auditSeq,
      hash: manifest.auditHash
    })
    const code = opened.prepare('select id, secret, secret_revision from access_codes limit 1').get() as {
      id: string
      secret: Buffer
      secret_revision: number
    }
    opened.close()
    const sealed = Uint8Array.from(code.secret)
    const aad = `v1|${vaultId}|access_codes|${code.id}|secret|1|${code.secret_revision}`
    const secret = await decrypt(await hkdf(key, 'keydocket/record/g1', vaultId), sealed.slice(3, 15), aad, sealed.slice(15))
    expect(Buffer.from(secret).toString()).toMatch(/^Client\d-A1$/)
  })
})

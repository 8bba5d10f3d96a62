import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../../errors.ts'
import { sampleEntry } from '../../../testing/authenticator-entries.ts'
import { json, twoFasServices } from '../../../testing/authenticator-samples.ts'
import { keepassDatabase, keepassXml } from '../../../testing/password-program-samples.ts'
import { sampleFormats } from '../../../testing/sample-formats.ts'
import { aegisVault, andOtpSealed, bitwardenExport, enteExport } from '../../../testing/sealed-samples.ts'
import { recordSecurityCount } from '../../../testing/security-counts.ts'
import { readAuthenticatorFile } from './read-authenticator-file.ts'

const counts = { tried: 0 }
afterAll(() =>
  recordSecurityCount({ row: '7-malformed', title: 'malformed import files', count: counts.tried, bar: 'each kind of the list', failed: 0 })
)

const entries = [sampleEntry()]
const password = 'pässword 1'
const twoFas = json({ services: twoFasServices(entries, 4), schemaVersion: 4 })

async function outcome(bytes: Uint8Array, given: string | null = null, fileName = 'file'): Promise<string> {
  counts.tried += 1
  try {
    const file = await readAuthenticatorFile(bytes, { fileName, password: given })
    return `${file.format}: ${file.entries.length}`
  } catch (error) {
    if (!isAppError(error)) throw error
    const part = isAppError(error, 'imports.unreadable') ? ` ${error.params.part}` : ''
    return error.code.replace('imports.', '') + part
  }
}
const text = (content: string): Buffer => Buffer.from(content)

describe('files that are none', () => {
  it.each([
    ['nothing', text('')],
    ['spaces', text(' \r\n\t ')],
    ['zeros', Buffer.alloc(1_000)],
    ['a picture', text('\x89PNG\r\n\x1a\n')],
    ['a page', text('<!doctype html><html><script>alert(1)</script></html>')],
    ['a bare key', text('JBSWY3DPEHPK3PXP')],
    ['an empty object', text('{}')],
    ['an empty list', text('[]')],
    ['a list of numbers', text('[1,2,3]')],
    ['null', text('null')],
    ['half a JSON', text('{"services":[{"name":"a"')],
    ['a table of something else', text('name,address\na,b')],
    ['objects a million deep', text('{"a":'.repeat(1_000_000))],
    ['lists a million deep, closed', text(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`)],
    ['an Aegis file with a million levels in it', text(`{"version":1,"header":{},"db":{"version":3,"entries":[${'['.repeat(1_000_000)}`)],
    ['names of everything there is', text('{"__proto__":{"services":[]},"constructor":{"prototype":{}},"toString":1}')]
  ])('are refused: %s', async (_name, bytes) => {
    const started = performance.now()
    expect(await outcome(bytes)).toBe('unknown-format')
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('are refused above 64 MB, without being looked at', async () => {
    expect(await outcome(Buffer.alloc(64 * 1024 * 1024 + 1, 0x20))).toBe('too-large')
  })
})

describe('files of the wrong shape', () => {
  it.each([
    ['Aegis of a later version', json({ version: 9, header: {}, db: {} }), 'unreadable version'],
    ['Aegis with a later content', json({ version: 1, header: {}, db: { version: 4, entries: [] } }), 'unreadable version'],
    ['Aegis without entries', json({ version: 1, header: {}, db: { version: 3 } }), 'unreadable content'],
    ['2FAS of a later schema', json({ services: [], schemaVersion: 5 }), 'unreadable version'],
    ['2FAS, encrypted to nothing', json({ servicesEncrypted: 'a:b', schemaVersion: 4 }), 'password-needed'],
    [
      'Bitwarden under an account’s key',
      json({ encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.a|b|c', folders: [], items: [] }),
      'unreadable foreign-key'
    ],
    ['Proton Pass encrypted', json({ encrypted: true, vaults: {} }), 'unreadable foreign-key'],
    ['Proton Authenticator of a later version', json({ version: 2, entries: [{ content: {} }] }), 'unreadable version'],
    ['Credential Exchange of a later version', json({ version: { major: 2 }, exporterRpId: 'a', accounts: [] }), 'unreadable version'],
    ['CSV with a quote that never ends', text('folder,name,login_totp\na,b,"otpauth://totp/a?secret=AA\nc,d,e'), 'unreadable content']
  ])('are refused by name: %s', async (_name, bytes, expected) => {
    expect(await outcome(bytes)).toBe(expected)
  })
})

describe('XML', () => {
  const xml = keepassXml(entries)
  it.each([
    [
      'a bomb of entities',
      xml
        .replace('<KeePassFile>', '<!DOCTYPE KeePassFile [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><KeePassFile>')
        .replace('Firm', '&b;')
    ],
    [
      'an entity out of a file',
      xml.replace('<KeePassFile>', '<!DOCTYPE KeePassFile [<!ENTITY x SYSTEM "file:///etc/passwd">]><KeePassFile>').replace('Firm', '&x;')
    ],
    ['an entity nobody declared', xml.replace('Firm', '&nbsp;')],
    ['elements that never end', xml.slice(0, -30)],
    ['elements that cross', xml.replace('</Group></Root>', '</Root></Group>')],
    ['a hundred thousand levels', xml.replace('<Root>', `<Root>${'<Group>'.repeat(100_000)}`)],
    ['two roots', `${xml}<KeePassFile/>`],
    ['no groups', '<KeePassFile><Root/></KeePassFile>']
  ])('is refused: %s', async (_name, content) => {
    const started = performance.now()
    expect(await outcome(text(content))).toBe('unreadable content')
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('archives', () => {
  it('are unpacked within bounds that are judged first', async () => {
    expect(await outcome(zipSync({ 'a.json': new Uint8Array(20_000_000) }, { level: 9 }))).toBe('too-large')
    const many = Object.fromEntries(Array.from({ length: 140 }, (_, index) => [`${index}.json`, new Uint8Array(1_000_000)]))
    expect(await outcome(zipSync(many, { level: 9 }))).toBe('too-large')
  })

  it('that lie about their size are cut to it', async () => {
    const before = process.memoryUsage().rss
    expect(await outcome(zipOf([{ name: 'export.data', content: Buffer.alloc(50_000_000, 0x20), claimedSize: 100 }]))).toBe(
      'unreadable archive'
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })

  it.each([
    '../../evil.json',
    '/etc/evil.json',
    'C:\\evil.json',
    '\\\\server\\share\\evil.json',
    'CON.json',
    'a\u0000b.json',
    '__proto__/a.json'
  ])('may name their members as they like: %s', async (name) => {
    expect(await outcome(zipOf([{ name, content: twoFas }]))).toBe('2fas: 1')
  })

  it.each([
    ['an archive in an archive', zipSync({ 'a.json': zipSync({ 'b.json': twoFas }) })],
    ['one cut short', zipSync({ 'a.json': twoFas }).subarray(0, 60)],
    ['one with nothing in it that is known', zipSync({ 'readme.md': strToU8('x'), 'a.json': strToU8('{}') })],
    ['a start without an end', text('PK\x03\x04')]
  ])('are refused: %s', async (_name, bytes) => {
    expect(await outcome(bytes)).toBe('unreadable archive')
  })
})

describe('costs of a key', () => {
  const TiB = 2 ** 40
  it.each([
    ['Aegis: N of 2^40', async () => json(aegisVault(entries, { n: 2 ** 40 }))],
    ['Aegis: N that is no power of two', async () => json(aegisVault(entries, { n: 3 }))],
    ['Aegis: r of a billion', async () => json(aegisVault(entries, { r: 1e9 }))],
    ['Aegis: p of a billion', async () => json(aegisVault(entries, { p: 1e9 }))],
    ['Aegis: N as text', async () => json(aegisVault(entries, { n: '16' }))],
    ['Ente: 4 TiB', async () => json(await enteExport(entries, { memLimit: 4 * TiB }))],
    [
      'Ente: 1 GiB, as computers with much memory write it',
      async () => json(await enteExport(entries, { memLimit: 2 ** 30, opsLimit: 4 }))
    ],
    ['Ente: a billion passes', async () => json(await enteExport(entries, { opsLimit: 1e9 }))],
    ['Bitwarden: a billion rounds', async () => json(await bitwardenExport(entries, 'pbkdf2', { kdfIterations: 1e12 }))],
    ['Bitwarden: 4 TiB', async () => json(await bitwardenExport(entries, 'argon2id', { kdfMemory: 4 * 2 ** 20 }))],
    ['Bitwarden: no rounds', async () => json(await bitwardenExport(entries, 'pbkdf2', { kdfIterations: 0 }))]
  ])('are refused before anything is derived: %s', async (_name, build) => {
    const bytes = await build()
    const started = performance.now()
    expect(await outcome(bytes, password)).toBe('unreadable key-derivation')
    expect(performance.now() - started).toBeLessThan(300)
  })

  it('of a KeePass database are refused too', async () => {
    const bytes = Buffer.from(await keepassDatabase(entries, 4, 'argon2id'))
    const [memory, passes] = [Buffer.from([0x05, 1, 0, 0, 0, 0x4d, 8, 0, 0, 0]), Buffer.from([0x05, 1, 0, 0, 0, 0x49, 8, 0, 0, 0])]
    for (const [name, value] of [
      [memory, 4n * BigInt(TiB)],
      [passes, 2n ** 31n]
    ] as const) {
      const costly = Buffer.from(bytes)
      costly.writeBigUInt64LE(value, costly.indexOf(name) + name.length)
      expect(costly.indexOf(name)).toBeGreaterThan(0)
      rehashed(costly)
      expect(await outcome(costly, 'correct horse')).toBe('unreadable key-derivation')
    }
    const old = Buffer.from(await keepassDatabase(entries, 3))
    old.writeBigUInt64LE(2n ** 31n - 1n, old.indexOf(Buffer.from([6, 8, 0])) + 3)
    expect(await outcome(old, 'correct horse')).toBe('unreadable key-derivation')
  })

  it('of andOTP above a million rounds belong to a file of its older kind', async () => {
    expect(await outcome(andOtpSealed(entries, 4_000_000_000), password, 'otp_accounts.json.aes')).toBe('wrong-password')
  })
})

describe.each(sampleFormats.filter(({ password: needed }) => needed !== undefined))('$name', (format) => {
  it('asks for a password, says when it is wrong, and opens nothing that was altered', async () => {
    const bytes = Buffer.from(await format.build(entries))
    expect(await outcome(bytes, null, format.fileName)).toBe('password-needed')
    expect(await outcome(bytes, '', format.fileName)).toBe('password-needed')
    expect(await outcome(bytes, 'wrong', format.fileName)).toBe('wrong-password')
    const given = format.password ?? null
    expect(await outcome(bytes, given, format.fileName)).toBe(`${format.format}: 1`)
    // AES-CBC without a tag (Authenticator Pro) can come out as other text, but not as a file.
    if (format.isText === true) return
    for (const at of [0.5, 0.6, 0.7].map((share) => Math.floor(bytes.length * share))) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 0x10
      expect(await outcome(altered, given, format.fileName)).toMatch(/^(wrong-password|unreadable)/)
    }
  })
})

describe.each(sampleFormats)('$name', (format) => {
  it('cut short anywhere is refused or read as far as it says, never broken', async () => {
    const bytes = Buffer.from(await format.build(entries))
    const step = Math.ceil(bytes.length / (format.isSlow === true ? 8 : 60))
    for (let length = 0; length < bytes.length; length += step)
      await outcome(bytes.subarray(0, length), format.password ?? null, format.fileName)
  })
})

/** Writes the SHA-256 of a KDBX 4 header anew, as whoever made the header could. */
function rehashed(database: Buffer): void {
  let at = 12
  for (let id = -1; id !== 0; ) {
    id = database.readUInt8(at)
    at += 5 + database.readUInt32LE(at + 1)
  }
  createHash('sha256').update(database.subarray(0, at)).digest().copy(database, at)
}

interface MemberOf {
  readonly name: string
  readonly content: Buffer
  readonly claimedSize?: number
}

/** An archive whose names and sizes say what a test wants them to say (APPNOTE 4.3). */
function zipOf(members: readonly MemberOf[]): Buffer {
  const locals: Buffer[] = []
  const list: Buffer[] = []
  for (const { name, content, claimedSize = content.length } of members) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimedSize, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    common.copy(entry, 6)
    entry.writeUInt32LE(Buffer.concat(locals).length, 42)
    list.push(entry, Buffer.from(name))
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed)
  }
  const [body, directory, end] = [Buffer.concat(locals), Buffer.concat(list), Buffer.alloc(22)]
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, directory, end])
}

import { describe, expect, it } from 'vitest'
import { sampleEntry } from '../../../testing/authenticator-entries.ts'
import {
  aegisDb,
  andOtpList,
  bitwardenVault,
  json,
  protonPassData,
  stratumBackup,
  twoFasServices
} from '../../../testing/authenticator-samples.ts'
import { attributeStyles, attributesFor, exchangeData, keepassXml, onePasswordData } from '../../../testing/password-program-samples.ts'
import { codesOfEntry } from './keepass-attributes.ts'
import { readAuthenticatorFile } from './read-authenticator-file.ts'

const read = (content: string | Uint8Array, fileName = 'file') => readAuthenticatorFile(Buffer.from(content), { fileName, password: null })
const one = async (content: string | Uint8Array) => (await read(content)).entries[0]

describe('what no code can be made from', () => {
  const aegis = (change: Record<string, unknown>, info: Record<string, unknown> = {}) => {
    const db = aegisDb([sampleEntry()], 3)
    const entries = db.entries.map((entry) => ({ ...entry, ...change, info: { ...entry.info, ...info } }))
    return json({ version: 1, header: { slots: null, params: null }, db: { ...db, entries } })
  }

  it.each([
    ['a Yandex key with its PIN', aegis({ type: 'yandex' }, { pin: '1234' }), 'kind', { pin: '1234' }],
    ['mOTP', aegis({ type: 'motp' }), 'kind', {}],
    ['MD5', aegis({}, { algo: 'MD5' }), 'algorithm', {}],
    ['eleven digits', aegis({}, { digits: 11 }), 'digits', { asWritten: { digits: 11 } }],
    ['no period at all', aegis({}, { period: 0 }), 'period', {}],
    ['a counter below zero', aegis({ type: 'hotp' }, { counter: -1 }), 'counter', {}],
    ['a key that is none', aegis({}, { secret: 'not base32 !1' }), 'key', { secretAsWritten: 'not base32 !1' }],
    ['an empty key', aegis({}, { secret: '' }), 'no-key', {}],
    [
      'an address with a bad hash',
      'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&algorithm=MD5',
      'algorithm',
      { addressAsWritten: expect.stringContaining('MD5') }
    ],
    ['an address of another kind', 'otpauth://yaotp/A:b?secret=JBSWY3DPEHPK3PXP', 'kind', {}],
    ['an HOTP address without its counter', 'otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP', 'counter', {}],
    ['something that stands where an entry belongs', json({ services: ['text'], schemaVersion: 4 }), 'no-key', { value: 'text' }]
  ])('stays an entry with its remark: %s', async (_name, file, remark, extra) => {
    const entry = await one(file)
    expect(entry).toMatchObject({ kind: 'other', remark })
    expect(entry?.extra).toMatchObject(extra)
  })
})

describe('what nobody knows', () => {
  it('stays with the entry, within bounds, and harms nobody', async () => {
    const services = twoFasServices([sampleEntry()], 4).map((service) => ({
      ...service,
      novelty: { deep: [1, { text: 'x' }] },
      picture: 'A'.repeat(50_000),
      many: Array(500).fill(0)
    }))
    const text = JSON.stringify({ services, schemaVersion: 4 }).replace(
      '"novelty"',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"novelty"'
    )
    const entry = await one(text)
    expect(entry?.extra).toMatchObject({
      novelty: { deep: [1, { text: 'x' }] },
      picture: '(50000 characters left out)',
      '(__proto__)': { polluted: true }
    })
    expect(entry?.extra['many']).toHaveLength(100)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('of an address stays too', async () => {
    expect((await one('otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&image=https%3A%2F%2Fx.example%2Fa.png&__proto__=1'))?.extra).toEqual({
      image: 'https://x.example/a.png',
      '(__proto__)': '1'
    })
  })
})

describe('groups, folders and tags', () => {
  const entries = [sampleEntry()]
  it.each([
    ['Aegis 1', json({ version: 1, header: { slots: null, params: null }, db: aegisDb(entries, 1) }), 'made up · Portals'],
    ['Aegis 3', json({ version: 1, header: { slots: null, params: null }, db: aegisDb(entries, 3) }), 'made up · Portals'],
    ['2FAS', json({ services: twoFasServices(entries, 4), groups: [{ id: 'g1', name: 'Portals' }], schemaVersion: 4 }), 'Portals'],
    ['Bitwarden', json(bitwardenVault(entries)), 'Portals'],
    ['Proton Pass', json(protonPassData(entries)), 'Portals'],
    ['Stratum', json(stratumBackup(entries)), 'Portals'],
    ['andOTP', json(andOtpList(entries)), 'Portals'],
    ['1Password', json(onePasswordData(entries)), 'Portals · tag'],
    ['Credential Exchange', json(exchangeData(entries)), 'Portals · tag'],
    ['KeePass XML', keepassXml(entries), 'Portals']
  ])('are the note of an entry: %s', async (_name, file, note) => {
    expect((await one(file))?.note).toBe(note)
  })
})

describe('what is left out', () => {
  it('is counted: what holds no code, and what was deleted there', async () => {
    expect((await read(json(bitwardenVault([sampleEntry()])))).leftOut).toEqual([
      { reason: 'no-authenticator', count: 1 },
      { reason: 'in-bin', count: 1 }
    ])
    expect((await read(keepassXml([sampleEntry()]))).leftOut).toEqual([{ reason: 'in-bin', count: 1 }])
    expect((await read('# my codes\notpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP\n\nthe end')).leftOut).toEqual([
      { reason: 'no-authenticator', count: 2 }
    ])
  })

  it('never includes a login password', async () => {
    for (const file of [
      json(bitwardenVault([sampleEntry()])),
      json(protonPassData([sampleEntry()])),
      json(exchangeData([sampleEntry()])),
      keepassXml([sampleEntry()])
    ]) {
      expect(JSON.stringify(await read(file))).not.toContain('not read')
    }
  })
})

describe('codes in KeePass', () => {
  it.each(attributeStyles)('are read in style %s, in each of its forms', (style) => {
    const text = sampleEntry({ key: Buffer.from('12345678901234567890') })
    for (const entry of [
      text,
      sampleEntry({ algorithm: 'SHA256', digits: 8, periodSeconds: 60 }),
      sampleEntry({ kind: 'hotp', counter: 5 }),
      sampleEntry({ kind: 'steam', digits: 5 })
    ]) {
      const attributes = new Map(Object.entries({ Title: 'T', UserName: 'u', ...attributesFor(entry, style) }))
      const [code, ...more] = codesOfEntry({ attributes, group: '' })
      expect(more).toEqual([])
      expect(code).toMatchObject({ kind: entry.kind, digits: entry.digits, counter: entry.counter, remark: null })
      expect(Buffer.from(code?.key ?? [])).toEqual(entry.key)
    }
  })

  it('count once when two styles say the same, and twice when they do not', () => {
    const same = { ...attributesFor(sampleEntry(), 'otp'), ...attributesFor(sampleEntry(), 'seed'), ...attributesFor(sampleEntry(), 'hex') }
    expect(codesOfEntry({ attributes: new Map(Object.entries(same)), group: '' })).toHaveLength(1)
    const other = {
      ...same,
      ...attributesFor(sampleEntry({}, 2), 'hex'),
      ...attributesFor(sampleEntry({ kind: 'hotp', counter: 1 }, 3), 'base64')
    }
    expect(codesOfEntry({ attributes: new Map(Object.entries(other)), group: '' })).toHaveLength(3)
  })

  it('that do not decode are kept as they are written', () => {
    const attributes = new Map([
      ['TimeOtp-Secret-Hex', 'zz'],
      ['Title', 'T']
    ])
    expect(codesOfEntry({ attributes, group: '' })[0]).toMatchObject({
      kind: 'other',
      remark: 'key',
      extra: { secretAsWritten: 'not hexadecimal: zz' }
    })
  })
})

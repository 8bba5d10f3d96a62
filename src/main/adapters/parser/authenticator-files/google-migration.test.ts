import { afterAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../../errors.ts'
import type { ReadEntry } from '../../../ports.ts'
import { comparable, sampleEntry, sampleLists } from '../../../testing/authenticator-entries.ts'
import {
  bytesField,
  migrationAddress,
  migrationHolds,
  migrationParameters,
  migrationTexts,
  numberField
} from '../../../testing/migration-samples.ts'
import { mutated, randomFrom } from '../../../testing/mutations.ts'
import { recordSecurityCount } from '../../../testing/security-counts.ts'
import { checkedAuthenticatorFile } from '../authenticator-file-schema.ts'
import { readMigrationTexts } from './google-migration.ts'

const isCounted = Boolean(process.env['KEYDOCKET_SECURITY_COUNTS'])
const counts = { shapes: 0, orders: 0, mutations: 0, failed: 0 }
afterAll(() => {
  recordSecurityCount({
    row: '4-shapes',
    title: 'transfers of Google Authenticator, well-formed, in every order of their parts',
    count: counts.shapes + counts.orders,
    bar: '20 shapes and 24 orders',
    failed: 0
  })
  recordSecurityCount({ row: '4-mutations', title: 'mutated transfers', count: counts.mutations, bar: 50_000, failed: counts.failed })
})

const ten = Array.from({ length: 10 }, (_, index) => sampleEntry({ issuer: `Portal ${index}` }, index))

function refusal(texts: readonly string[]): unknown {
  try {
    readMigrationTexts(texts)
  } catch (error) {
    if (isAppError(error)) return { code: error.code, params: error.params }
    throw error
  }
  return 'was read'
}

const parameters = Buffer.from(migrationParameters(sampleEntry()))
const whole = (...more: Buffer[]): string => migrationAddress(Buffer.concat([bytesField(1, parameters), ...more]))
const single = (...fields: Buffer[]): string => migrationAddress(bytesField(1, Buffer.concat(fields)))
const key = sampleEntry().key
const plain = migrationTexts([sampleEntry()], 10, 1)[0] ?? ''
const inner = (text: string): string => decodeURIComponent(text.slice(text.indexOf('data=') + 5))

/** Shapes of one picture, and what its one entry is. */
const shapes: Readonly<Record<string, readonly [string, Partial<Record<keyof ReadEntry, unknown>>]>> = {
  'as the app writes it': [plain, { kind: 'totp', issuer: 'USCIS', label: 'client1@firm.example' }],
  'no version, size, index or id': [whole(), { kind: 'totp' }],
  'a negative batch id, ten bytes long': [whole(numberField(3, 1), numberField(5, 2n ** 64n - 5n)), { kind: 'totp' }],
  'unknown fields': [whole(numberField(99, 5), bytesField(100, Buffer.from('x'))), { kind: 'totp' }],
  'an unknown 64-bit and 32-bit field': [
    whole(Buffer.from([0x31, 1, 2, 3, 4, 5, 6, 7, 8]), Buffer.from([0x35, 1, 2, 3, 4])),
    { kind: 'totp' }
  ],
  'eight digits by SHA-256': [
    single(bytesField(1, key), numberField(4, 2), numberField(5, 2), numberField(6, 2)),
    { digits: 8, algorithm: 'SHA256' }
  ],
  'seven digits': [single(bytesField(1, key), numberField(4, 1), numberField(5, 3), numberField(6, 2)), { digits: 7 }],
  'SHA-512': [single(bytesField(1, key), numberField(4, 3), numberField(6, 2)), { algorithm: 'SHA512' }],
  'nothing but key and type': [single(bytesField(1, key), numberField(6, 2)), { digits: 6, algorithm: 'SHA1', issuer: '', label: '' }],
  'HOTP without a counter, which is 0': [single(bytesField(1, key), numberField(6, 1)), { kind: 'hotp', counter: 0 }],
  'HOTP at 41': [single(bytesField(1, key), numberField(6, 1), numberField(7, 41)), { kind: 'hotp', counter: 41 }],
  'HOTP below zero': [single(bytesField(1, key), numberField(6, 1), numberField(7, 2n ** 64n - 1n)), { kind: 'other', remark: 'counter' }],
  'MD5, which stays with a remark': [
    single(bytesField(1, key), numberField(4, 4), numberField(6, 2)),
    { kind: 'other', remark: 'algorithm', algorithm: 'MD5' }
  ],
  'an unknown type': [single(bytesField(1, key), numberField(6, 9)), { kind: 'other', remark: 'kind' }],
  'no key': [single(bytesField(2, Buffer.from('a')), numberField(6, 2)), { kind: 'other', remark: 'no-key', label: 'a' }],
  'the issuer in the name only': [
    single(bytesField(1, key), bytesField(2, Buffer.from('Acme:alice')), numberField(6, 2)),
    { issuer: 'Acme', label: 'alice' }
  ],
  'another issuer than in the name': [
    single(bytesField(1, key), bytesField(2, Buffer.from('Acme:alice')), bytesField(3, Buffer.from('Other')), numberField(6, 2)),
    { issuer: 'Other', label: 'Acme:alice' }
  ],
  'spaces for plus signs': [`otpauth-migration://offline?data=${inner(plain).replaceAll('+', ' ')}`, { kind: 'totp' }],
  'the alphabet of addresses, without padding': [
    `otpauth-migration://offline?data=${Buffer.from(inner(plain), 'base64').toString('base64url')}`,
    { kind: 'totp' }
  ],
  'the whole address encoded once more': [encodeURIComponent(plain), { kind: 'totp' }],
  'a line break inside, capitals and spaces around': [
    ` OTPAUTH-MIGRATION://offline?data=${inner(plain).slice(0, 20)}\r\n${inner(plain).slice(20)} `,
    { kind: 'totp' }
  ]
}

describe('a transfer of Google Authenticator', () => {
  it.each(Object.entries(shapes))('is read: %s', (_name, [text, expected]) => {
    counts.shapes += 1
    const { entries } = readMigrationTexts([text])
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject(expected)
  })

  it('is read in every order of its four pictures, some of them twice', () => {
    const texts = migrationTexts(ten, 3, 4711)
    expect(texts).toHaveLength(4)
    for (const order of permutations(texts)) {
      counts.orders += 1
      expect(readMigrationTexts([...order, order[0] ?? '', order[2] ?? '']).entries.map(comparable)).toEqual(ten.map(comparable))
    }
    expect(counts.orders).toBe(24)
  })

  it('names what is missing of it', () => {
    const texts = migrationTexts(ten, 3, 4711)
    expect(refusal([texts[1] ?? ''])).toEqual({ code: 'imports.parts-missing', params: { missing: [1, 3, 4], of: 4 } })
    expect(refusal([texts[3] ?? '', texts[0] ?? '', texts[2] ?? ''])).toEqual({
      code: 'imports.parts-missing',
      params: { missing: [2], of: 4 }
    })
  })

  it('may come with others, each told apart by its number', () => {
    const two = [...migrationTexts(ten.slice(0, 4), 2, 1), ...migrationTexts(ten.slice(4), 3, 2)]
    expect(readMigrationTexts(two.reverse()).entries).toHaveLength(10)
    expect(readMigrationTexts([...migrationTexts(ten.slice(0, 1), 1, 1), ...migrationTexts(ten.slice(1, 2), 1, 1)]).entries).toHaveLength(2)
  })

  it('holds all it has a place for', () => {
    const entries = (sampleLists['every kind together'] ?? []).map(migrationHolds).filter((entry) => entry !== null)
    expect(readMigrationTexts(migrationTexts(entries, 2, 9)).entries.map(comparable)).toEqual(entries.map(comparable))
  })

  const unreadable = { code: 'imports.unreadable', params: { format: 'google-migration', part: 'content' } }
  const many = Array.from({ length: 501 }, () => bytesField(1, parameters))
  it.each([
    [
      'two pictures of one number with different content',
      [migrationTexts(ten, 3, 5)[0] ?? '', migrationTexts([...ten].reverse(), 3, 5)[0] ?? '']
    ],
    ['no data', ['otpauth-migration://offline?data=']],
    ['another address', ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP']],
    ['no Base64', ['otpauth-migration://offline?data=%%%']],
    ['an index past its size', [whole(numberField(3, 2), numberField(4, 2))]],
    ['a size of zero', [whole(numberField(3, 0))]],
    ['a size of four billion', [whole(numberField(3, 4_294_967_295))]],
    ['a length past the end', [migrationAddress(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]))]],
    ['a number of eleven bytes', [migrationAddress(Buffer.from([0x10, ...Array(11).fill(0xff), 1]))]],
    ['a group', [migrationAddress(Buffer.from([0x0b, 0x0c]))]],
    ['field number zero', [migrationAddress(Buffer.from([0x00, 0x01]))]],
    ['a number where entries belong', [migrationAddress(numberField(1, 5))]],
    ['more than 500 entries', [migrationAddress(Buffer.concat(many))]]
  ])('is refused: %s', (_name, texts) => {
    expect(refusal(texts)).toEqual(unreadable)
  })

  it('never breaks when it was mutated', () => {
    const random = randomFrom(4)
    const payload = Buffer.from(inner(migrationTexts(ten.slice(0, 3), 3, 5)[0] ?? ''), 'base64')
    for (let count = 0; count < (isCounted ? 50_000 : 2_000); count += 1) {
      counts.mutations += 1
      const text = migrationAddress(mutated(payload, random))
      try {
        if (checkedAuthenticatorFile(readMigrationTexts([text])) === null) counts.failed += 1
      } catch (error) {
        if (!isAppError(error) || !error.code.startsWith('imports.')) counts.failed += 1
      }
    }
    expect(counts.failed).toBe(0)
  })
})

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((one, index) => permutations([...list.slice(0, index), ...list.slice(index + 1)]).map((rest) => [one, ...rest]))
}

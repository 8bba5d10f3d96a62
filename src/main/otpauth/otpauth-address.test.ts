import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { hashAlgorithms } from '#contract/vocabulary'
import { isAppError } from '../errors.ts'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { base32FromKey } from './base32.ts'
import { type AddressRemark, type OtpauthAddress, readOtpauthAddress } from './otpauth-address.ts'
import { rowsOf } from './testing-data/address-table.ts'
import { badAddresses } from './testing-data/otpauth-address.bad.ts'
import { goodAddresses } from './testing-data/otpauth-address.good.ts'

/** Rows of the tables and texts made at random, with those that came out as they should. */
const counts = { good: 0, read: 0, bad: 0, refused: 0, random: 0, held: 0 }
afterAll(() => {
  const { good, read, bad, refused, random, held } = counts
  recordSecurityCount({
    row: '3',
    title: 'well-formed otpauth addresses read as what they say',
    count: good,
    bar: 150,
    failed: good - read
  })
  recordSecurityCount({ row: '3-bad', title: 'malformed addresses refused with their reason', count: bad, bar: 150, failed: bad - refused })
  recordSecurityCount({
    row: '3-random',
    title: 'arbitrary texts read or refused by a known error within 50 ms, none as another key',
    count: random,
    bar: 200_000,
    failed: random - held
  })
})

function remarkText(remark: AddressRemark): string {
  switch (remark.kind) {
    case 'issuer-mismatch':
      return `mismatch: ${remark.inLabel} / ${remark.inParameter}`
    case 'short-key':
      return `short: ${remark.bytes}`
    case 'unusual-settings':
      return 'unusual'
    case 'unknown-parameters':
      return `unknown: ${remark.names.join(',')}`
  }
}

/** An address in the words of the table. */
function asRow(text: string, { issuer, label, key, algorithm, digits, periodSeconds, remarks }: OtpauthAddress): string {
  const settings = `${algorithm} ${digits} ${periodSeconds}`
  const columns = [text, issuer, label, Buffer.from(key).toString('hex'), settings === 'SHA1 6 30' ? '-' : settings]
  return [...columns, remarks.map(remarkText).join('; ') || '-'].join(' | ')
}

/** What a text is refused for, in the words of the table; null when it is read. Any other error passes through and fails the test. */
function refusalOf(text: string): { words: string; detail: string | null } | null {
  try {
    readOtpauthAddress(text)
    return null
  } catch (error) {
    if (isAppError(error, 'authenticators.not-an-address')) {
      const { reason, detail } = error.params
      return { words: detail === null ? reason : `${reason} ${detail}`, detail }
    }
    if (isAppError(error, 'authenticators.bad-key')) return { words: `bad-key ${error.params.reason}`, detail: null }
    if (isAppError(error, 'authenticators.doubtful-key')) {
      const first = error.params.characters[0]
      return { words: `doubtful-key ${first?.position}:${first?.character}`, detail: null }
    }
    throw error
  }
}

describe('the tables', () => {
  it('reads every well-formed address as what it says', () => {
    const rows = rowsOf(goodAddresses)
    counts.good = rows.length
    for (const row of rows) {
      const text = row.slice(0, row.indexOf(' | '))
      expect(asRow(text, readOtpauthAddress(text))).toBe(row)
      counts.read += 1
    }
    console.log(`otpauth: ${rows.length} well-formed addresses read`)
    expect(rows.length).toBeGreaterThanOrEqual(150)
  })

  it('refuses every malformed text for the reason it names', () => {
    const rows = rowsOf(badAddresses)
    counts.bad = rows.length
    for (const row of rows) {
      const text = row.slice(0, row.lastIndexOf(' | '))
      expect(`${text} | ${refusalOf(text)?.words}`).toBe(row)
      counts.refused += 1
    }
    console.log(`otpauth: ${rows.length} malformed texts refused with their reason`)
    expect(rows.length).toBeGreaterThanOrEqual(150)
  })
})

const settings = fc.record({
  key: fc.uint8Array({ minLength: 1, maxLength: 256 }),
  algorithm: fc.constantFrom(...hashAlgorithms),
  digits: fc.integer({ min: 5, max: 10 }),
  periodSeconds: fc.integer({ min: 1, max: 86_400 })
})
/** One line of visible text, without a colon, single spaces inside only. */
const name = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 .,-_+&=%#?/@"<>é法🔑'), minLength: 1, maxLength: 40 })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '')

describe('addresses printed here', () => {
  it('come back as they were, percent-encoded or form-encoded', () => {
    fc.assert(
      fc.property(settings, name, name, fc.boolean(), ({ key, algorithm, digits, periodSeconds }, issuer, label, form) => {
        const parameters = { secret: base32FromKey(key), issuer, algorithm, digits: String(digits), period: String(periodSeconds) }
        const query = form
          ? new URLSearchParams(parameters).toString()
          : Object.entries(parameters)
              .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
              .join('&')
        const read = readOtpauthAddress(`otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(label)}?${query}`)
        expect({ ...read, key: Buffer.from(read.key).toString('hex'), remarks: [] }).toEqual({
          issuer,
          label,
          algorithm,
          digits,
          periodSeconds,
          key: Buffer.from(key).toString('hex'),
          remarks: []
        })
        expect(read.remarks.filter(({ kind }) => kind === 'issuer-mismatch' || kind === 'unknown-parameters')).toEqual([])
      }),
      { numRuns: 5000 }
    )
  })
})

describe('hostile text', () => {
  const piece = fc.constantFrom(
    ...[
      'otpauth',
      'OTPAUTH',
      '://',
      ':',
      '/',
      '//',
      '?',
      '&',
      '=',
      '%',
      '%3',
      '%3A',
      '%00',
      '%E2%80%AE',
      '%FF',
      '+',
      '#',
      ';',
      '"',
      '<',
      ' ',
      '\n'
    ],
    ...[
      'totp',
      'hotp',
      'steam',
      '-migration',
      'secret',
      'issuer',
      'digits',
      'period',
      'algorithm',
      'image',
      'SHA1',
      'HmacSHA256',
      '6',
      '30',
      '&amp;'
    ],
    ...['JBSWY3DPEHPK3PXP', 'jbsw y3dp', '0', '1', '8', '\u202e', '\u0000', '\ud800', '🔑', '__proto__', 'constructor', 'A'.repeat(300)]
  )
  const opening = fc.constantFrom(
    '',
    'otpauth://',
    'otpauth://totp/',
    'otpauth://totp/Acme:alice?',
    'otpauth://totp/?secret=JBSWY3DPEHPK3PXP&'
  )
  const assembled = fc.tuple(opening, fc.array(piece, { maxLength: 40 })).map(([start, pieces]) => start + pieces.join(''))
  const begun = fc.tuple(
    fc.constantFrom('otpauth://totp/', 'otpauth://totp/Acme:alice?secret=JBSWY3DPEHPK3PXP&'),
    fc.string({ unit: 'binary', maxLength: 60 })
  )
  let read = 0
  let refused = 0
  const timed = (text: string) => {
    const startedAt = performance.now()
    const refusal = refusalOf(text)
    return { refusal, hangs: performance.now() - startedAt > 50 }
  }
  const count = (text: string) => {
    counts.random += 1
    const { refusal, hangs } = timed(text)
    // Once may be the computer's doing.
    if (hangs) expect(timed(text).hangs).toBe(false)
    if (refusal === null) {
      read += 1
      // What follows a key cannot change it: it is read as it stands or refused.
      if (text.includes('?secret=JBSWY3DPEHPK3PXP&'))
        expect(Buffer.from(readOtpauthAddress(text).key).toString('hex')).toBe('48656c6c6f21deadbeef')
    } else refused += 1
    counts.held += 1
  }

  it.each([
    ['any characters', fc.string({ unit: 'binary', maxLength: 120 }), 70_000],
    ['pieces of addresses', assembled, 70_000],
    ['addresses that go on with anything', begun.map((parts) => parts.join('')), 60_000]
  ])('is read or refused by a known error: %s', (_what, arbitrary, numRuns) => {
    fc.assert(fc.property(arbitrary, count), { numRuns })
    console.log(`otpauth: ${read + refused} arbitrary texts so far, ${read} read, ${refused} refused, none otherwise`)
  })

  it('never puts a secret into a detail or a name of a parameter', () => {
    const secret = 'KRSXG5CTMVRXEZLUKN2HE2LOM4'
    const mutated = fc.tuple(fc.nat(), fc.nat(), piece).map(([from, length, inserted]) => {
      const address = `otpauth://totp/Acme:alice?secret=${secret}&issuer=Acme&algorithm=SHA1&digits=6&period=30`
      const at = from % address.length
      return address.slice(0, at) + inserted + address.slice(at + (length % 12))
    })
    fc.assert(
      fc.property(mutated, (text) => {
        expect(refusalOf(text)?.detail ?? '').not.toMatch(/[A-Z2-7]{7}/)
      }),
      { numRuns: 10_000 }
    )
    const misplaced = ['algorithm=', 'digits=', 'period=', 'x=1&', 'secret=A&', '', `secret=${secret}&secret=`].map(
      (before) => `otpauth://totp/a?${before}${secret}`
    )
    for (const text of [
      ...misplaced,
      `otpauth://${secret}/a`,
      `${secret}://a`,
      `otpauth://totp/a?secret=${secret}&${secret}&${secret.toLowerCase()}`
    ]) {
      expect(refusalOf(text)?.detail ?? '').not.toContain(secret)
    }
    const named = readOtpauthAddress(`otpauth://totp/a?secret=${secret}&${secret.slice(6)}&${secret}=`).remarks
    expect(JSON.stringify(named)).not.toContain(secret.slice(6))
  })

  it('gets through the longest text of any one kind', () => {
    const texts = [
      ' ',
      '%',
      '%2',
      '%20',
      '%FF',
      '+',
      '=',
      '&',
      '&a=',
      '&amp;',
      'otpauth://',
      '\n',
      '"',
      ':',
      '/',
      '?',
      '\u202e',
      '1',
      'A'
    ].flatMap((part) =>
      ['', 'otpauth://totp/', 'otpauth://totp/a?secret=', 'otpauth%3A'].map((start) => (start + part.repeat(8192)).slice(0, 8192))
    )
    for (const text of texts) expect(refusalOf(text)).not.toBeNull()
  })

  it('shows names on one line, with what cannot be seen taken out, cut at 200 characters', () => {
    const hostile = encodeURIComponent(`\u202eevil\u2066\u0000\u001b[2J\r\n\u200b${'n'.repeat(400)}`)
    const { issuer, label } = readOtpauthAddress(`otpauth://totp/${hostile}:${hostile}?secret=JBSWY3DPEHPK3PXP&issuer=${hostile}`)
    expect([issuer, label]).toEqual([`evil [2J ${'n'.repeat(191)}`, `evil [2J ${'n'.repeat(191)}`])
  })
})

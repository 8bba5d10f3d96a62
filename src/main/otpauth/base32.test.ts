import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { isAppError } from '../errors.ts'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { base32FromKey, keyFromTyped } from './base32.ts'
import { rowsOf } from './testing-data/address-table.ts'
import { badKeys, goodKeys } from './testing-data/base32-keys.ts'

const counts = { typed: 0, read: 0, texts: 0, refused: 0 }
afterAll(() => {
  const { typed, read, texts, refused } = counts
  recordSecurityCount({ row: '2', title: 'typed keys read as the bytes they mean', count: typed, bar: 60, failed: typed - read })
  recordSecurityCount({
    row: '2-bad',
    title: 'texts that are no key, refused with their reason',
    count: texts,
    bar: 60,
    failed: texts - refused
  })
})

/** An error in the words of the table. */
function problemOf(typed: string): string {
  try {
    keyFromTyped(typed)
  } catch (error) {
    if (isAppError(error, 'authenticators.bad-key')) return `bad-key ${error.params.reason}`
    if (isAppError(error, 'authenticators.doubtful-key')) {
      const { characters, more } = error.params
      const listed = characters.map(({ position, character, maybe }) => `${position}:${character}:${maybe.join(',')}`)
      return ['doubtful-key', ...listed, ...(more > 0 ? [`+${more}`] : [])].join(' ')
    }
    throw error
  }
  return 'a key'
}

function split(row: string): [string, string] {
  const bar = row.lastIndexOf(' | ')
  return [row.slice(0, bar), row.slice(bar + 3)]
}

it('reads every typed key of the table as the bytes it means', () => {
  const rows = rowsOf(goodKeys).map(split)
  counts.typed = rows.length
  for (const [typed, hex] of rows) {
    expect({ typed, hex: Buffer.from(keyFromTyped(typed)).toString('hex') }).toEqual({ typed, hex })
    counts.read += 1
  }
  console.log(`base32: ${rows.length} typed keys read`)
  expect(rows.length).toBeGreaterThanOrEqual(60)
})

it('refuses every text of the table for the reason it names', () => {
  const rows = rowsOf(badKeys).map(split)
  counts.texts = rows.length
  for (const [typed, problem] of rows) {
    expect({ typed, problem: problemOf(typed) }).toEqual({ typed, problem })
    counts.refused += 1
  }
  console.log(`base32: ${rows.length} texts refused with their reason`)
  expect(rows.length).toBeGreaterThanOrEqual(60)
})

it('prints the vectors of RFC 4648 section 10 without padding', () => {
  const printed = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32FromKey(Buffer.from(text)))
  expect(printed).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
})

it('reads back every key it prints, however it was spaced on the way', () => {
  const noise = fc.array(fc.constantFrom('', ' ', '-', '\n', '\u200b', '\u00a0', '_'), { minLength: 500, maxLength: 500 })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 256 }), noise, fc.boolean(), (key, between, lower) => {
      const printed = base32FromKey(key)
      const typed = [...(lower ? printed.toLowerCase() : printed)].map((letter, index) => letter + between[index]).join('')
      expect(Buffer.from(keyFromTyped(typed)).equals(key)).toBe(true)
    }),
    { numRuns: 2000 }
  )
})

it('never fails on a text but with one of its two errors', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(problemOf(text)).toMatch(/^(a key$|bad-key|doubtful-key)/)
    }),
    { numRuns: 20_000 }
  )
})

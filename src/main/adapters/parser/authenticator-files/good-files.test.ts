import { afterAll, describe, expect, it } from 'vitest'
import { comparable, sampleLists } from '../../../testing/authenticator-entries.ts'
import type { SampleFormat } from '../../../testing/authenticator-samples.ts'
import { heldBy, sampleFormats, writableBy } from '../../../testing/sample-formats.ts'
import { recordSecurityCount } from '../../../testing/security-counts.ts'
import { checkedAuthenticatorFile } from '../authenticator-file-schema.ts'
import { readAuthenticatorFile } from './read-authenticator-file.ts'

const counts = { tried: 0, read: 0 }
afterAll(() =>
  recordSecurityCount({
    row: '7-good',
    title: 'well-formed import files',
    count: counts.tried,
    bar: '15 of each format',
    failed: counts.tried - counts.read
  })
)

const questionFor = ({ fileName, password }: SampleFormat) => ({ fileName, password: password ?? null })

async function readBack(format: SampleFormat, bytes: Uint8Array) {
  counts.tried += 1
  const file = await readAuthenticatorFile(bytes, questionFor(format))
  expect(file.format).toBe(format.format)
  expect(checkedAuthenticatorFile(file), 'the check in main takes it').not.toBeNull()
  return file.entries
}

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16 without a mark': (text) => Buffer.from(text, 'utf16le'),
  'empty lines around': (text) => Buffer.from(`\r\n\r\n ${text}\n\n`)
}

describe.each(sampleFormats)('$name', (format) => {
  const lists = Object.entries(sampleLists).filter(([, entries]) => heldBy(format, entries).length > 0)

  it('comes back whole, whatever its entries are', async () => {
    let variations = 0
    for (const [name, entries] of lists.filter(([, all]) => !format.isSlow || all.length < 100)) {
      const bytes = await format.build(writableBy(format, entries))
      const read = await readBack(format, bytes)
      expect(read.map(comparable), name).toEqual(heldBy(format, entries).map(comparable))
      expect(read.filter(({ remark }) => remark !== null)).toEqual([])
      counts.read += 1
      variations += 1
    }
    expect(variations).toBeGreaterThanOrEqual(15)
  })

  // Only text has an encoding.
  if (!format.isText) return
  it('is read in any usual encoding', async () => {
    const entries = sampleLists['names in other scripts'] ?? []
    const text = Buffer.from(await format.build(entries)).toString('utf8')
    for (const [name, encode] of Object.entries(encodings)) {
      expect((await readBack(format, encode(text))).map(comparable), name).toEqual(heldBy(format, entries).map(comparable))
      counts.read += 1
    }
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../../errors.ts'
import { sampleLists } from '../../../testing/authenticator-entries.ts'
import type { SampleFormat } from '../../../testing/authenticator-samples.ts'
import { mutated, randomFrom } from '../../../testing/mutations.ts'
import { sampleFormats, writableBy } from '../../../testing/sample-formats.ts'
import { recordSecurityCount } from '../../../testing/security-counts.ts'
import { checkedAuthenticatorFile } from '../authenticator-file-schema.ts'
import { readAuthenticatorFile } from './read-authenticator-file.ts'

const isCounted = Boolean(process.env['KEYDOCKET_SECURITY_COUNTS'])
/** Of each sort of file that opens quickly. One that is derived slowly gets a fiftieth: its plain sort, or its faster one, has the whole number. */
const perSort = isCounted ? 10_000 : 200
const slowShare = 50
/** Of one reading; the parser process gives it 30,000 ms. */
const longestMs = 20_000

const counts = { tried: 0, read: 0, broken: 0, slowest: 0, mostMemory: 0 }
afterAll(() => {
  const figures = `${counts.tried} mutated files: ${counts.read} still read, slowest ${counts.slowest.toFixed(0)} ms, at most ${(counts.mostMemory / 1e6).toFixed(0)} MB resident`
  console.log(`imports: ${figures}`)
  recordSecurityCount({
    row: '7-mutations',
    title: `mutated import files (${figures})`,
    count: counts.tried,
    bar: '10,000 per format',
    failed: counts.broken
  })
})

/** Mutations of files that open slowly cannot ask for more than this each, because the numbers that cost stand in clear text in the others only. */
const numberFor = ({ isSlow }: SampleFormat): number => (isSlow ? Math.ceil(perSort / slowShare) : perSort)

async function tryOne(bytes: Uint8Array, { fileName, password }: SampleFormat): Promise<void> {
  counts.tried += 1
  const started = performance.now()
  try {
    const file = await readAuthenticatorFile(bytes, { fileName, password: password ?? null })
    if (checkedAuthenticatorFile(file) === null) throw new Error('not the shape main believes')
    counts.read += 1
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('imports.')) {
      counts.broken += 1
      throw error
    }
  }
  const took = performance.now() - started
  counts.slowest = Math.max(counts.slowest, took)
  expect(took).toBeLessThan(longestMs)
}

describe.each(sampleFormats)('$name', (format) => {
  it('never breaks the reader when it was mutated', { timeout: 1_800_000 }, async () => {
    const random = randomFrom(format.name.length * 7_919)
    const lists = [sampleLists['every kind together'] ?? [], sampleLists['names that are markup and formulas'] ?? []]
    const originals = await Promise.all(lists.map((entries) => format.build(writableBy(format, entries))))
    for (let count = 0; count < numberFor(format); count += 1) {
      await tryOne(mutated(originals[count % originals.length] ?? Buffer.alloc(0), random), format)
      if (count % 100 === 0) counts.mostMemory = Math.max(counts.mostMemory, process.memoryUsage().rss)
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

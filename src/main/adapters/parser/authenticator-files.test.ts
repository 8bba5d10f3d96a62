import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { isAppError } from '../../errors.ts'
import type { AuthenticatorFile } from '../../ports.ts'
import { comparable, sampleLists } from '../../testing/authenticator-entries.ts'
import { migrationHolds, migrationTexts } from '../../testing/migration-samples.ts'
import { sampleFormats, writableBy } from '../../testing/sample-formats.ts'
import { forkParserProcess } from './fork-parser-process.ts'
import { createParser } from './parser.ts'

const realProcess = join(import.meta.dirname, 'parser-process.ts')
const misbehaving = join(import.meta.dirname, '../../testing/misbehaving-parser.ts')

const parsers: { close(): void }[] = []
afterEach(() => {
  for (const parser of parsers.splice(0)) parser.close()
})

function parserOver(modulePath: string, fileTimeoutMs?: number) {
  const parser = createParser({ spawn: () => forkParserProcess(modulePath), ...(fileTimeoutMs === undefined ? {} : { fileTimeoutMs }) })
  parsers.push(parser)
  return parser
}

async function outcome(work: Promise<AuthenticatorFile>): Promise<unknown> {
  try {
    return (await work).entries.length
  } catch (error) {
    if (!isAppError(error)) throw error
    return { code: error.code, params: error.params }
  }
}

it('reads files of every sort in the process for untrusted input', async () => {
  const parser = parserOver(realProcess)
  const entries = sampleLists['every kind together'] ?? []
  for (const format of sampleFormats) {
    const held = writableBy(format, entries)
    const file = await parser.readAuthenticatorFile(await format.build(held), {
      fileName: format.fileName,
      password: format.password ?? null
    })
    expect(file.format, format.name).toBe(format.format)
    expect(file.entries.map(({ kind }) => kind)).toEqual(held.map(({ kind }) => kind))
    expect(file.entries.every(({ key }) => key instanceof Uint8Array)).toBe(true)
  }
})

it('reads transfers there, and passes on what is missing of one', async () => {
  const parser = parserOver(realProcess)
  const entries = (sampleLists['three hundred entries'] ?? []).slice(0, 25)
  const texts = migrationTexts(entries, 10, 3)
  expect((await parser.readMigrationTexts(texts.toReversed())).entries.map(comparable)).toEqual(
    entries.map(migrationHolds).map((entry) => entry && comparable(entry))
  )
  expect(await outcome(parser.readMigrationTexts(texts.slice(1)))).toEqual({
    code: 'imports.parts-missing',
    params: { missing: [1], of: 3 }
  })
})

it('passes on what is wrong with a file, and nothing that is in it', async () => {
  const parser = parserOver(realProcess)
  const read = (text: string, password: string | null = null) =>
    outcome(parser.readAuthenticatorFile(Buffer.from(text), { fileName: 'a.json', password }))
  expect(await read('nothing known')).toEqual({ code: 'imports.unknown-format', params: {} })
  expect(await read('{"schemaVersion":4,"servicesEncrypted":"AAAA:AAAA:AAAA"}')).toEqual({
    code: 'imports.password-needed',
    params: { format: '2fas' }
  })
  expect(await read('{"schemaVersion":4,"servicesEncrypted":"AAAA:AAAA:AAAA"}', 'x')).toEqual({
    code: 'imports.unreadable',
    params: { format: '2fas', part: 'header' }
  })
  expect(await outcome(parser.readAuthenticatorFile(Buffer.alloc(64 * 1024 * 1024 + 1), { fileName: '', password: null }))).toEqual({
    code: 'imports.too-large',
    params: {}
  })
})

const broken = { code: 'imports.unreadable', params: { format: 'unknown', part: 'content' } }
it.each([
  ['hello', broken],
  ['odd', broken],
  ['throw', broken],
  ['exit', broken],
  ['endless', broken],
  ['refuse', broken],
  ['odd-file', broken]
])('does not believe a process that answers %s', async (wish, expected) => {
  const parser = parserOver(misbehaving, 1_500)
  const found = await outcome(parser.readAuthenticatorFile(Buffer.from(`|${wish}`), { fileName: '', password: null }))
  expect(found).toEqual(expected)
  expect(JSON.stringify(found)).not.toContain('GEZDGNBV')
})

it('ends a process that takes too much memory, and says that the file is too large', async () => {
  const parser = parserOver(misbehaving)
  expect(await outcome(parser.readAuthenticatorFile(Buffer.from('|greedy'), { fileName: '', password: null }))).toEqual({
    code: 'imports.too-large',
    params: {}
  })
})

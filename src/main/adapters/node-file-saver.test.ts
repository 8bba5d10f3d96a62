import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { createNodeFileSaver } from './node-file-saver.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-saver-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('writes a file its owner alone can read', async () => {
  const saver = createNodeFileSaver({ choosePath: (name) => join(folder, name), replace: false })
  expect(await saver.saveText('kit.txt', 'Schlüssel\n')).toBe(true)
  expect(readFileSync(join(folder, 'kit.txt'), 'utf8')).toBe('Schlüssel\n')
  expect(statSync(join(folder, 'kit.txt')).mode & 0o777).toBe(0o600)
})

test('cancelled: answers false and writes nothing', async () => {
  const saver = createNodeFileSaver({ choosePath: () => null, replace: true })
  expect(await saver.saveText('kit.txt', 'x')).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})

test('without leave to replace, an existing file stays as it is', async () => {
  writeFileSync(join(folder, 'kit.txt'), 'old')
  const saver = createNodeFileSaver({ choosePath: () => join(folder, 'kit.txt'), replace: false })
  await expect(saver.saveText('kit.txt', 'new')).rejects.toMatchObject({ code: 'file.cannot-write', params: { reason: 'exists' } })
  expect(readFileSync(join(folder, 'kit.txt'), 'utf8')).toBe('old')
})

test('with leave to replace, the new file is private even where the old one was not', async () => {
  writeFileSync(join(folder, 'kit.txt'), 'old', { mode: 0o644 })
  const saver = createNodeFileSaver({ choosePath: () => join(folder, 'kit.txt'), replace: true })
  await saver.saveText('kit.txt', 'new')
  expect(readFileSync(join(folder, 'kit.txt'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'kit.txt')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['kit.txt'])
})

test('a place that cannot be written answers its code and leaves no part file', async () => {
  const missing = createNodeFileSaver({ choosePath: () => join(folder, 'none/kit.txt'), replace: true })
  await expect(missing.saveText('kit.txt', 'x')).rejects.toMatchObject({ code: 'file.cannot-write', params: { reason: 'failed' } })
  mkdirSync(join(folder, 'taken'))
  const taken = createNodeFileSaver({ choosePath: () => join(folder, 'taken'), replace: true })
  await expect(taken.saveText('kit.txt', 'x')).rejects.toMatchObject({ code: 'file.cannot-write' })
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('parts are written one after the other; parts that fail leave nothing, and their own error', async () => {
  const saver = createNodeFileSaver({ choosePath: (name) => join(folder, name), replace: false })
  async function* parts(fails: boolean) {
    yield 'a\r\n'
    if (fails) throw new AppError('vault.locked', {})
    yield 'é\r\n'
  }
  expect(await saver.saveParts('list.csv', parts(false))).toBe(true)
  expect(readFileSync(join(folder, 'list.csv'), 'utf8')).toBe('a\r\né\r\n')
  expect(statSync(join(folder, 'list.csv')).mode & 0o777).toBe(0o600)
  for (const replace of [true, false]) {
    const failing = createNodeFileSaver({ choosePath: () => join(folder, 'other.csv'), replace })
    await expect(failing.saveParts('other.csv', parts(true))).rejects.toMatchObject({ code: 'vault.locked' })
  }
  expect(readdirSync(folder)).toEqual(['list.csv'])
})

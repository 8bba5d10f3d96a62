import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVaultFile } from './vault-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-vault-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const [one, two] = [Buffer.from('{"first":1}\n'), Buffer.from('{"second":2}\n')]
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('vault.json on disk', () => {
  it('is written whole, for its owner only, with nothing left beside it', async () => {
    const file = createVaultFile(join(folder, 'new', 'data'))
    expect(await file.exists()).toBe(false)
    await file.create(one)
    expect(await file.exists()).toBe(true)
    expect((await file.read()).equals(one)).toBe(true)
    await file.replace(one, two)
    expect(readFileSync(file.path).equals(two)).toBe(true)
    expect(readdirSync(join(folder, 'new', 'data'))).toEqual(['setup-unfinished', 'vault.json'])
    if (process.platform !== 'win32') {
      expect(statSync(file.path).mode & 0o777).toBe(0o600)
      expect(statSync(join(folder, 'new', 'data')).mode & 0o777).toBe(0o700)
    }
  })

  it.each([
    ['a vault', (path: string) => writeFileSync(path, one)],
    ['an empty file', (path: string) => writeFileSync(path, '')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a broken link', (path: string) => symlinkSync('/nowhere/at/all', path)]
  ])('is never created over %s', async (_, put) => {
    const file = createVaultFile(folder)
    put(file.path)
    const before = readdirSync(folder, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isFile() && readFileSync(file.path, 'utf8')
    ])
    expect(await file.exists()).toBe(true)
    await expect(file.create(two)).rejects.toThrow(code('vault.already-exists'))
    expect(
      readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, entry.isFile() && readFileSync(file.path, 'utf8')])
    ).toEqual(before)
  })

  it('has one winner when many create at once', async () => {
    const contents = Array.from({ length: 20 }, (_, index) => Buffer.from(`{"writer":${index}}\n`))
    const results = await Promise.allSettled(contents.map((bytes) => createVaultFile(folder).create(bytes)))
    const winners = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []))
    expect(winners).toHaveLength(1)
    expect(readFileSync(join(folder, 'vault.json')).equals(contents[winners[0] as number] as Buffer)).toBe(true)
    // Losers take back the mark they wrote, which may be the winner's as well: it only matters to a setup cut off meanwhile.
    expect(readdirSync(folder).filter((name) => name !== 'setup-unfinished')).toEqual(['vault.json'])
  })

  it('is not replaced when it changed meanwhile', async () => {
    const file = createVaultFile(folder)
    await file.create(one)
    await expect(file.replace(two, two)).rejects.toThrow(code('vault.damaged'))
    expect(readFileSync(file.path).equals(one)).toBe(true)
    expect(readdirSync(folder)).toEqual(['setup-unfinished', 'vault.json'])
  })

  it('is removed only while it holds exactly what was written', async () => {
    const file = createVaultFile(folder)
    await file.create(one)
    expect(await file.removeIfStill(two)).toBe(false)
    expect(existsSync(file.path)).toBe(true)
    expect(await file.removeIfStill(one)).toBe(true)
    expect(existsSync(file.path)).toBe(false)
    expect(await file.removeIfStill(one)).toBe(false)
  })

  it('tells missing from unreadable', async () => {
    const file = createVaultFile(folder)
    await expect(file.read()).rejects.toThrow(code('vault.missing'))
    mkdirSync(file.path)
    await expect(file.read()).rejects.toThrow(code('vault.damaged'))
  })

  it('says when the folder cannot be written', async ({ skip }) => {
    skip(process.platform === 'win32' || process.getuid?.() === 0, 'this user may write to any folder')
    chmodSync(folder, 0o500)
    await expect(createVaultFile(folder).create(one)).rejects.toThrow(code('storage.read-only'))
    chmodSync(folder, 0o700)
  })
})

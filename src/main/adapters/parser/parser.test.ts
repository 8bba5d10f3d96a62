import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isAppError } from '../../errors.ts'
import { forkParserProcess } from './fork-parser-process.ts'
import { createParser } from './parser.ts'

const realProcess = join(import.meta.dirname, 'parser-process.ts')
const misbehaving = join(import.meta.dirname, '../../testing/misbehaving-parser.ts')

const parsers: { close(): void }[] = []
afterEach(() => {
  for (const parser of parsers.splice(0)) parser.close()
})

function parserOver(modulePath: string, options: { timeoutMs?: number; idleMs?: number } = {}) {
  const seen = { spawned: 0 }
  const parser = createParser({
    spawn: () => {
      seen.spawned += 1
      return forkParserProcess(modulePath)
    },
    ...options
  })
  parsers.push(parser)
  return { parser, seen }
}

/** A BMP header that passes the check before sending, then the wish after a bar. */
function asking(wish: string): Uint8Array {
  const header = Buffer.alloc(54)
  header.write('BM', 'latin1')
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(1, 18)
  header.writeInt32LE(1, 22)
  return Buffer.concat([header, Buffer.from(`|${wish}`)])
}

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    return `answered ${JSON.stringify(await work)}`
  } catch (error) {
    if (!isAppError(error, 'authenticators.picture-unreadable')) throw error
    expect(JSON.stringify(error)).not.toContain('GEZDGNBV')
    return error.params.reason
  }
}

describe('the parser process', () => {
  it('reads a real QR picture, several pictures in one process, and says what is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parser-'))
    const file = join(folder, 'code.png')
    execFileSync('qrencode', ['-o', file, '-s', '5'], { input: 'otpauth://totp/USCIS:a%40b.example?secret=GEZDGNBVGY3TQOJQ' })
    const { parser, seen } = parserOver(realProcess)
    const picture = readFileSync(file)
    expect(await parser.read(picture)).toEqual(['otpauth://totp/USCIS:a%40b.example?secret=GEZDGNBVGY3TQOJQ'])
    expect(await parser.read(picture)).toHaveLength(1)
    expect(await reasonOf(parser.read(picture.subarray(0, picture.length / 2)))).toBe('failed')
    expect(seen.spawned).toBe(1)
  })

  it('refuses by the header without starting anything', async () => {
    const { parser, seen } = parserOver(realProcess)
    expect(await reasonOf(parser.read(Buffer.from('<svg onload="alert(1)">')))).toBe('not-a-picture')
    expect(await reasonOf(parser.read(new Uint8Array(20 * 1024 * 1024 + 1)))).toBe('too-large')
    expect(seen.spawned).toBe(0)
  })

  it('is ended when a reading takes too much memory, and the next reading gets a fresh one', async () => {
    const { parser, seen } = parserOver(misbehaving)
    expect(await reasonOf(parser.read(asking('greedy')))).toBe('too-large')
    expect(await parser.read(asking('hello'))).toEqual(['hello'])
    expect(seen.spawned).toBe(2)
  })

  it('is ended when a reading takes too long, and the next reading gets a fresh one', async () => {
    const { parser, seen } = parserOver(misbehaving, { timeoutMs: 1_500 })
    expect(await reasonOf(parser.read(asking('endless')))).toBe('failed')
    expect(await parser.read(asking('hello'))).toEqual(['hello'])
    expect(seen.spawned).toBe(2)
  })

  it('may die or throw without harm, and what it throws stays there', async () => {
    const { parser } = parserOver(misbehaving)
    expect(await reasonOf(parser.read(asking('exit')))).toBe('failed')
    expect(await reasonOf(parser.read(asking('throw')))).toBe('failed')
    expect(await reasonOf(parser.read(asking('refuse')))).toBe('not-a-picture')
    expect(await parser.read(asking('hello'))).toEqual(['hello'])
  })

  it.each(['many', 'odd', 'long'])('is not believed when its answer is %s', async (wish) => {
    const { parser } = parserOver(misbehaving)
    expect(await reasonOf(parser.read(asking(wish)))).toBe('failed')
  })

  it('gets nothing of our environment and works in the folder for temporary files', async () => {
    process.env['KEYDOCKET_TEST_CANARY'] = 'canary'
    try {
      const [environment = '', folder] = await parserOver(misbehaving).parser.read(asking('environment'))
      expect(JSON.parse(environment)).not.toContain('KEYDOCKET_TEST_CANARY')
      expect(JSON.parse(environment)).not.toContain('HOME')
      expect(folder).toBe(tmpdir())
    } finally {
      delete process.env['KEYDOCKET_TEST_CANARY']
    }
  })

  it('ends when it rests and when it has been idle, and starts anew', async () => {
    const { parser, seen } = parserOver(misbehaving, { idleMs: 1 })
    await parser.read(asking('one'))
    parser.rest()
    await parser.read(asking('two'))
    expect(seen.spawned).toBe(2)
    await expect.poll(async () => (await parser.read(asking('three'))) && seen.spawned).toBeGreaterThan(2)
  })

  it('answers at once after close, also a reading under way', async () => {
    const { parser } = parserOver(misbehaving)
    const underWay = reasonOf(parser.read(asking('endless')))
    await new Promise(setImmediate)
    parser.close()
    expect([await underWay, await reasonOf(parser.read(asking('hello')))]).toEqual(['failed', 'failed'])
  })

  it('ends with its parent', async () => {
    const program = join(import.meta.dirname, '../../testing/parser-parent.ts')
    const pid = Number(spawnSync(process.execPath, [program, misbehaving], { encoding: 'utf8' }).stdout)
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

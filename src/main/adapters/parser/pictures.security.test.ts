import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../errors.ts'
import { findImageMagick } from '../../testing/imagemagick.ts'
import { makeBadPictures, makeQrPicture, makeQrPictures } from '../../testing/qr-picture-set.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { forkParserProcess } from './fork-parser-process.ts'
import { createParser, type ParserChild } from './parser.ts'

const imageMagick = findImageMagick()

/** Row 5 of the security test list, through the parser process as the product starts it. */
describe.skipIf(imageMagick === null)(`QR pictures, row 5${imageMagick === null ? ' (skipped: ImageMagick not installed)' : ''}`, () => {
  let folder = ''
  const pids = new Set<number>()
  const parser = createParser({
    spawn: (): ParserChild => {
      const child = forkParserProcess(join(import.meta.dirname, 'parser-process.ts'))
      if (child.pid !== undefined) pids.add(child.pid)
      return child
    }
  })
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qr-set-'))
  })
  afterAll(() => {
    parser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('at least 95 of 100 good ones are read, and never as something else', async () => {
    const pictures = makeQrPictures(folder, imageMagick ?? '')
    const unread: string[] = []
    const wrong: string[] = []
    for (const { name, file, texts } of pictures) {
      const found = await parser.read(file).catch((): string[] => [])
      if (found.some((text) => !texts.includes(text))) wrong.push(name)
      if (texts.some((text) => !found.includes(text))) unread.push(name)
    }
    console.log(`QR: ${pictures.length - unread.length} of ${pictures.length} good pictures read. Not read: ${unread.join('; ') || 'none'}`)
    recordSecurityCount({
      row: '5',
      title: 'QR pictures that are good',
      count: pictures.length,
      bar: '200, at least 95 % read',
      failed: unread.length / pictures.length > 0.05 ? unread.length : wrong.length
    })
    expect(pictures.length).toBeGreaterThanOrEqual(200)
    expect(wrong).toEqual([])
    expect(unread.length).toBeLessThanOrEqual(pictures.length * 0.05)
  }, 240_000)

  it('each bad one is refused within 2 seconds and 300 MB', async () => {
    const good = makeQrPicture(folder)
    const bad = makeBadPictures(good.file)
    // The first reading starts the process and loads the decoder.
    expect(await parser.read(good.file)).toEqual([good.text])
    const read: string[] = []
    const slow: string[] = []
    let grown = 0
    for (const { name, file } of bad) {
      const before = residentBytes(pids)
      const startedAt = performance.now()
      try {
        // A turned byte can leave the code legible; it must not become another one.
        if ((await parser.read(file)).some((text) => text !== good.text)) read.push(name)
      } catch (error) {
        if (!isAppError(error, 'authenticators.picture-unreadable')) throw error
      }
      if (performance.now() - startedAt > 2_000) slow.push(name)
      grown = Math.max(grown, residentBytes(pids) - before)
    }
    console.log(
      `QR: ${bad.length} bad pictures, at most ${(grown / 1e6).toFixed(0)} MB more memory after one. Slow: ${slow.join('; ') || 'none'}`
    )
    recordSecurityCount({
      row: '5b',
      title: 'QR pictures that are bad',
      count: bad.length,
      bar: '60 refused in under 2 s and 300 MB',
      failed: read.length + slow.length
    })
    expect(bad.length).toBeGreaterThanOrEqual(60)
    expect(read).toEqual([])
    expect(grown).toBeLessThan(300_000_000)
  }, 240_000)
})

/** Resident memory of the parser processes that still run; 0 where the system does not tell. */
function residentBytes(pids: ReadonlySet<number>): number {
  let pages = 0
  for (const pid of pids) {
    try {
      pages += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    } catch {
      // It has ended.
    }
  }
  return pages * 4096
}

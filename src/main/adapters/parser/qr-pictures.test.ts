import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../errors.ts'
import { findImageMagick } from '../../testing/imagemagick.ts'
import { createPictureReader } from './qr-pictures.ts'

const reader = createPictureReader()
const address = 'otpauth://totp/USCIS:alice%40firm.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=USCIS'
const other = 'otpauth://totp/PACER:amendez01?secret=JBSWY3DPEHPK3PXP&issuer=PACER'

const imageMagick = findImageMagick() ?? ''
const missing = [runs('qrencode') ? '' : 'qrencode', imageMagick === '' ? 'ImageMagick' : ''].filter((name) => name !== '')
const skipped = missing.length > 0 ? ` (skipped: ${missing.join(' and ')} not installed)` : ''

describe.skipIf(skipped !== '')(`pictures made by qrencode and convert${skipped}`, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qr-pictures-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A code as PNG, changed by convert's `operations`, which follow the source and end with the format. */
  function picture(operations: string, { text = address, scale = 6, level = 'M' } = {}): Uint8Array {
    const source = join(folder, 'source.png')
    execFileSync('qrencode', ['-o', source, '-s', String(scale), '-l', level, '-8'], { input: text })
    if (operations === '') return readFileSync(source)
    const [format, ...steps] = operations.split(' ').reverse()
    const made = join(folder, `made.${format}`)
    execFileSync(imageMagick, [source, ...steps.reverse(), made])
    return readFileSync(made)
  }

  it.each([
    ['2 pixels a module', '', { scale: 2 }],
    ['3 pixels a module', '', { scale: 3 }],
    ['10 pixels a module', '', { scale: 10 }],
    ['40 pixels a module', '', { scale: 40 }],
    ['lowest correction', '', { level: 'L' }],
    ['highest correction', '', { level: 'H' }],
    ['120 pixels wide', '-resize 120x120 png', {}],
    ['4,000 pixels wide', '-resize 4000x4000 png', {}],
    ['turned by 15 degrees', '-background white -rotate 15 png', {}],
    ['turned by 30 degrees', '-background white -rotate 30 png', {}],
    ['turned by 45 degrees', '-background white -rotate 45 png', {}],
    ['turned by 60 degrees', '-background white -rotate 60 png', {}],
    ['turned by 90 degrees', '-rotate 90 png', {}],
    ['turned by 180 degrees', '-rotate 180 png', {}],
    ['turned by 255 degrees', '-background white -rotate 255 png', {}],
    ['turned by 345 degrees', '-background white -rotate 345 png', {}],
    ['mirrored', '-flop png', {}],
    ['inverted', '-negate png', {}],
    ['dark grey on black', '-negate +level 0%,40% png', {}],
    ['inverted and turned', '-negate -background black -rotate 30 png', {}],
    ['blurred', '-blur 0x2 png', {}],
    ['blurred and small', '-resize 200x200 -blur 0x1 png', {}],
    ['JPEG of quality 30', '-quality 30 jpg', {}],
    ['JPEG of quality 10', '-quality 10 jpg', {}],
    ['progressive JPEG', '-interlace JPEG -quality 80 jpg', {}],
    ['grey JPEG', '-colorspace Gray -quality 60 jpg', {}],
    ['GIF', 'gif', {}],
    ['BMP of 24 bits', '-type TrueColor bmp3', {}],
    ['BMP of 1 bit', 'bmp', {}],
    ['interlaced PNG', '-interlace PNG png', {}],
    ['PNG of 16 bits', '-depth 16 -define png:bit-depth=16 png', {}],
    ['PNG with transparent white', '-transparent white png', {}],
    ['noise', '-attenuate 0.4 +noise Gaussian png', {}],
    ['low contrast', '+level 40%,60% png', {}],
    ['coloured', '+level-colors navy,lightyellow png', {}],
    ['leaning', '-background white -shear 12x5 png', {}],
    ['seen at an angle', '-virtual-pixel white -distort Perspective 0,0,30,20,0,294,10,280,294,0,270,0,294,294,294,260 png', {}],
    ['inside a screenshot', '-background #334455 -gravity NorthWest -extent 1920x1080-1300-500 png', {}],
    ['inside a phone photograph', '-background #887766 -gravity Center -rotate 7 -extent 4000x3000 -blur 0x1 -quality 60 jpg', {}],
    ['a label in other scripts', '', { text: 'otpauth://totp/Café 法律:renée?secret=JBSWY3DPEHPK3PXP' }],
    ['400 bytes of key', '', { text: `otpauth://totp/a?secret=${'A'.repeat(410)}`, scale: 4 }],
    ['a code without an address', '', { text: 'https://portal.example/help' }]
  ])('reads %s', async (_what, operations, made) => {
    expect(await reader.read(picture(operations, made))).toEqual(['text' in made ? made.text : address])
  })

  it('reads two codes in one picture, and one code shown twice as one', async () => {
    const [first, second, both] = ['first.png', 'second.png', 'both.png'].map((name) => join(folder, name)) as [string, string, string]
    execFileSync('qrencode', ['-o', first, '-s', '5'], { input: address })
    execFileSync('qrencode', ['-o', second, '-s', '4'], { input: other })
    execFileSync(imageMagick, [first, second, '-background', 'white', '+append', both])
    expect((await reader.read(readFileSync(both))).sort()).toEqual([other, address].sort())
    execFileSync(imageMagick, [first, first, '-background', 'white', '-append', both])
    expect(await reader.read(readFileSync(both))).toEqual([address])
  })

  it('reads large and small pictures at the same time', async () => {
    const [small, large] = [picture(''), picture('-resize 3000x3000 png')]
    expect(await Promise.all([large, small, large, small].map((one) => reader.read(one)))).toEqual(Array(4).fill([address]))
  })

  it('cannot read WebP, and says so', async () => {
    expect(await problemOf(picture('webp'))).toBe('failed')
  })

  it('refuses a code whose file ends early', async () => {
    const whole = picture('', { scale: 20 })
    expect(await problemOf(whole.subarray(0, whole.length / 2))).toBe('failed')
    expect(await problemOf(whole.subarray(0, 30))).toBe('failed')
  })
})

describe('files that are no such picture', () => {
  const jpegStart = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]

  it.each<[string, string, Uint8Array]>([
    ['an empty file', 'not-a-picture', Buffer.alloc(0)],
    ['one byte', 'not-a-picture', Buffer.from([0x89])],
    ['a text', 'not-a-picture', Buffer.from('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP')],
    ['an SVG with a script', 'not-a-picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a PDF', 'not-a-picture', Buffer.from('%PDF-1.7\n')],
    ['an HEIC photograph', 'not-a-picture', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a TIFF', 'not-a-picture', Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['zeros', 'not-a-picture', Buffer.alloc(1000)],
    ['a PNG of 50,000 x 50,000', 'too-large', png(50_000, 50_000, Buffer.alloc(100))],
    ['a PNG of 4 billion x 1', 'too-large', png(0xffffffff, 1, Buffer.alloc(100))],
    ['a PNG of 5,001 x 5,000', 'too-large', png(5001, 5000, Buffer.alloc(100))],
    ['a JPEG of 60,000 x 60,000', 'too-large', Buffer.from([...jpegStart, 0xff, 0xc0, 0, 17, 8, 0xea, 0x60, 0xea, 0x60])],
    ['a GIF of 65,535 x 65,535', 'too-large', Buffer.from('GIF89a\xff\xff\xff\xff\0\0\0', 'latin1')],
    ['a BMP of 40,000 x -40,000', 'too-large', bmp(40_000, -40_000)],
    ['a WebP of 16,384 x 16,384', 'too-large', Buffer.from('RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0', 'latin1')],
    ['a file of more than 20 MB', 'too-large', Buffer.concat([png(1, 1, Buffer.alloc(2)), Buffer.alloc(20 * 1024 * 1024)])],
    ['a 16-bit RGBA PNG that needs 200 MB', 'too-large', png(5000, 5000, Buffer.alloc(100), { depth: 16, colour: 6 })],
    ['a 1x1 PNG that inflates to 300 MB', 'failed', png(1, 1, Buffer.alloc(300_000_000))],
    ['a PNG of 0 x 0', 'failed', png(0, 0, Buffer.alloc(0))],
    ['a PNG signature alone', 'failed', png(1, 1, Buffer.alloc(2)).subarray(0, 8)],
    ['a PNG whose data is no deflate stream', 'failed', png(8, 8, Buffer.alloc(72), { data: Buffer.alloc(60, 0x55) })],
    ['a PNG without data', 'failed', png(8, 8, Buffer.alloc(72), { data: Buffer.alloc(0) })],
    ['a JPEG without a frame', 'failed', Buffer.from([...jpegStart, 0xff, 0xd9])],
    ['a JPEG that ends in its header', 'failed', Buffer.from([...jpegStart, 0xff, 0xc0, 0])],
    ['a JPEG of fill bytes', 'failed', Buffer.alloc(100_000, 0xff).fill(0xd8, 1, 2)],
    ['a BMP with an unknown header', 'failed', Buffer.from(bmp(10, 10)).fill(7, 14, 15)],
    ['a GIF header alone', 'failed', Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1')]
  ])('refuses %s: %s', async (_what, reason, file) => {
    expect(await problemOf(file)).toBe(reason)
  })

  it('finds no code in pictures that have none', async () => {
    expect(await reader.read(png(1, 1, Buffer.alloc(2)))).toEqual([])
    expect(await reader.read(png(300, 200, Buffer.alloc(301 * 200)))).toEqual([])
    // The decoder takes missing rows for black ones.
    expect(await reader.read(bmp(10, 10))).toEqual([])
  })

  it('keeps its memory small through a picture that would inflate to 1 GB, and through 25 megapixels', async () => {
    const bomb = png(1, 1, Buffer.alloc(1_000_000_000))
    const large = png(5000, 5000, Buffer.alloc(5001 * 5000))
    const before = process.memoryUsage().rss
    expect(await problemOf(bomb)).toBe('failed')
    expect(await reader.read(large)).toEqual([])
    const grown = (process.memoryUsage().rss - before) / 1e6
    console.log(`QR: ${grown.toFixed(0)} MB more resident memory after a bomb and 25 megapixels`)
    expect(grown).toBeLessThan(300)
  })
})

async function problemOf(file: Uint8Array): Promise<string> {
  try {
    return `read: ${(await reader.read(file)).length}`
  } catch (error) {
    if (isAppError(error, 'authenticators.picture-unreadable')) return error.params.reason
    throw error
  }
}

function png(width: number, height: number, raw: Uint8Array, { depth = 8, colour = 0, data = deflateSync(raw) } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colour], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

function bmp(width: number, height: number): Buffer {
  const header = Buffer.alloc(54)
  header.write('BM', 'latin1')
  header.writeUInt32LE(54, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return header
}

function runs(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

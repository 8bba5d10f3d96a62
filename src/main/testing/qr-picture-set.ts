import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/** Pictures of QR codes as people send them, each with the addresses in it (security.md row 5). */
export interface QrPicture {
  readonly name: string
  readonly file: Buffer
  readonly texts: readonly string[]
}

const addresses = [
  'otpauth://totp/USCIS:alice%40firm.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=USCIS',
  'otpauth://totp/PACER:amendez01?secret=JBSWY3DPEHPK3PXP&issuer=PACER',
  'otpauth://totp/Login.gov:a.very.long.address%2Bcase%40an-immigration-practice.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Login.gov&algorithm=SHA1&digits=6&period=30'
] as const

/** ImageMagick operations between source and format, the last word. */
const changes: readonly string[] = [
  ...[120, 150, 180, 200, 250, 300, 400, 600, 800, 1_000].map((width) => `-resize ${width}x${width} png`),
  ...Array.from({ length: 23 }, (_, index) => `-background white -rotate ${15 * (index + 1)} png`),
  ...[30, 40, 50, 60, 70, 80, 90].map((quality) => `-quality ${quality} jpg`),
  ...[0.5, 1, 1.5, 2].map((sigma) => `-blur 0x${sigma} png`),
  '-negate png',
  '-negate -quality 30 jpg',
  '-fill #c9d1d9 -opaque black -fill #0d1117 -opaque white -negate png',
  '-fill #1e3a8a -opaque black png',
  '-fill #eeeeee -opaque white -fill #555555 -opaque black png',
  '-bordercolor white -border 400 png',
  '-bordercolor black -border 10 -bordercolor gray -border 200 png',
  '-flop png',
  '-background white -rotate 7 -quality 40 jpg',
  '-background white -rotate 33 -blur 0x1 png',
  '-resize 50% -quality 50 jpg',
  '-attenuate 0.2 +noise Gaussian png',
  '-colorspace Gray gif',
  'bmp',
  '-depth 16 png',
  '-monochrome png',
  '-interlace PNG png',
  '-interlace JPEG -quality 60 jpg',
  '-background white -virtual-pixel white -distort Perspective 0,0,12,8,600,0,590,15,600,600,598,590,0,600,6,595 png',
  '-background white -virtual-pixel white -distort Barrel 0.02,0,0 png'
]

/** Large ones cost seconds to make, so one address has to do. */
const largeChanges: readonly string[] = [1_500, 2_000, 3_000, 4_000].map((width) => `-resize ${width}x${width} png`)

/** A plain code, the first of the set. */
export function makeQrPicture(folder: string): { readonly file: Buffer; readonly text: string } {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'plain.png')
  execFileSync('qrencode', ['-o', file, '-s', '8', '-l', 'M', '-8'], { input: addresses[0] })
  return { file: readFileSync(file), text: addresses[0] }
}

/** Makes at least 200 of them in `folder`. */
export function makeQrPictures(folder: string, imageMagick: string): QrPicture[] {
  mkdirSync(folder, { recursive: true })
  const sources = addresses.map((text, index) => {
    const file = join(folder, `source-${index}.png`)
    execFileSync('qrencode', ['-o', file, '-s', '8', '-l', 'M', '-8'], { input: text })
    return { text, file }
  })
  const made = (name: string, texts: readonly string[], args: readonly string[], format: string): QrPicture => {
    const file = join(folder, `made.${format}`)
    execFileSync(imageMagick, [...args, file])
    return { name, texts, file: readFileSync(file) }
  }
  const changed = sources.flatMap(({ text, file }, index) =>
    (index === 0 ? [...changes, ...largeChanges] : changes).map((change) => {
      const words = change.split(' ')
      const format = words.pop() ?? 'png'
      return made(`address ${index + 1}: ${change}`, [text], [file, ...words], format)
    })
  )
  const [first, second, third] = sources as [(typeof sources)[0], (typeof sources)[0], (typeof sources)[0]]
  const pairs = [
    [first, second],
    [second, third],
    [first, third]
  ] as const
  const together = pairs.flatMap(([a, b]) =>
    ['+append', '-append'].flatMap((join) =>
      ['png', 'jpg'].map((format) =>
        made(`two codes ${join} ${format}`, [a.text, b.text], [a.file, b.file, '-background', 'white', join], format)
      )
    )
  )
  return [...changed, ...together]
}

/** Files that must be refused or found to hold no code, quickly and in little memory. At least 60. */
export function makeBadPictures(good: Buffer): { readonly name: string; readonly file: Buffer }[] {
  const bad: { name: string; file: Buffer }[] = []
  const add = (name: string, file: Buffer) => void bad.push({ name, file })
  for (let part = 0; part < 20; part += 1) add(`PNG cut at ${part * 5} %`, good.subarray(0, Math.floor((good.length * part) / 20)))
  for (const [width, height] of [
    [50_000, 50_000],
    [0xffffffff, 1],
    [1, 0xffffffff],
    [5_001, 5_000],
    [0, 0]
  ] as const) {
    add(`PNG that says ${width} x ${height}`, png(width, height, Buffer.alloc(100)))
  }
  add('PNG of 1 x 1', png(1, 1, Buffer.alloc(2)))
  add('PNG bomb of 1 GB', png(1, 1, Buffer.alloc(1_000_000_000)))
  add('PNG bomb inside its promised size', png(4_900, 5_000, Buffer.alloc(4_901 * 5_000)))
  add('white PNG without a code', png(400, 300, Buffer.alloc(401 * 300, 0xff)))
  add('16-bit RGBA PNG of 200 MB', png(5_000, 5_000, Buffer.alloc(100), 16, 6))
  for (const text of [
    '',
    '\x89',
    'GIF89a',
    'BM',
    'RIFF',
    '%PDF-1.7',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<!doctype html><script>alert(1)</script>',
    'II*\0\x08\0\0\0',
    'PK\x03\x04',
    '\x7fELF',
    'MZ\x90',
    '\0\0\0\x18ftypheic',
    'GIF89a\xff\xff\xff\xff\0\0\0',
    'RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0',
    '\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\xea\x60\xea\x60',
    '\xff\xd8\xff\xe0\0\x04\0\0\xff\xd9',
    '\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0'
  ]) {
    add(`bytes ${JSON.stringify(text.slice(0, 20))}`, Buffer.from(text, 'latin1'))
  }
  add('100 MB', Buffer.concat([good, Buffer.alloc(100_000_000)]))
  add('21 MB of JPEG fill bytes', Buffer.alloc(21_000_000, 0xff).fill(0xd8, 1, 2))
  add('19 MB of JPEG fill bytes', Buffer.alloc(19_000_000, 0xff).fill(0xd8, 1, 2))
  add('polyglot: PNG and then a script', Buffer.concat([png(2, 2, Buffer.alloc(6)), Buffer.from('<script>alert(1)</script>')]))
  add('polyglot: PNG and then a ZIP', Buffer.concat([png(2, 2, Buffer.alloc(6)), Buffer.from('PK\x03\x04', 'latin1')]))
  for (let index = 0; index < 12; index += 1) {
    // Bytes of the header and of the compressed data, one after the other.
    const broken = Buffer.from(good)
    const at = index < 4 ? 8 + index * 5 : 60 + index * 9
    broken[at] = (broken[at] ?? 0) ^ 0xff
    add(`PNG with byte ${at} turned`, broken)
  }
  return bad
}

function png(width: number, height: number, rows: Buffer, depth = 8, colour = 0): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colour], 8)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

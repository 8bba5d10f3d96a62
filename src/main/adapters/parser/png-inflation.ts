import { createInflate } from 'node:zlib'

/**
 * Bytes of picture data a PNG's header promises before compression, filter bytes included, for any interlacing: an upper bound.
 * The header must have been checked.
 */
export function promisedPngBytes(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[view.getUint8(25)] ?? 4
  const rowBytes = Math.ceil((width * channels * view.getUint8(24)) / 8) + 1
  // Adam7 adds filter bytes for the rows of seven passes and rounds each row up.
  return view.getUint8(28) === 0 ? rowBytes * height : (rowBytes + 16) * (height + 8)
}

/**
 * Whether the compressed data of a PNG is sound and inflates to at most `maxBytes`. Deflate packs a thousand to one and the decoder makes room
 * for whatever comes out, so that a 1x1 picture of 2 MB would take 2 GB. Inflates in Node's thread pool and keeps nothing.
 */
export function pngInflatesWithin(png: Uint8Array, maxBytes: number): Promise<boolean> {
  return new Promise((resolve) => {
    const inflate = createInflate()
    let bytes = 0
    inflate.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) return
      inflate.destroy()
      resolve(false)
    })
    inflate.on('end', () => resolve(true))
    inflate.on('error', () => resolve(false))
    for (const part of compressedParts(png)) inflate.write(part)
    inflate.end()
  })
}

/** The IDAT chunks, which decoders join before they inflate. */
function* compressedParts(png: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  let at = 8
  while (at + 8 <= png.byteLength) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)]
    if (type === 0x49444154) yield png.subarray(at + 8, at + 8 + length)
    if (type === 0x49454e44) return
    at += 12 + length
  }
}

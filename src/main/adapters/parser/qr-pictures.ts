import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader'
import { AppError } from '../../errors.ts'
import { type PictureHeader, readPictureHeader } from './picture-header.ts'
import { pngInflatesWithin, promisedPngBytes } from './png-inflation.ts'

/** Uncompressed bytes of a PNG at most: 25 megapixels of 8-bit RGBA, and not twice that because the file says 16 bits. */
const maxPngBytes = 101_000_000
/** Above this many pixels the decoder is thrown away after use: its memory can grow but never shrinks. */
const largePixels = 4_000_000

const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryInvert: true,
  tryRotate: true,
  tryDownscale: true,
  maxNumberOfSymbols: 16
}

/**
 * QR codes by ZXing-C++ in WebAssembly, loaded at the first picture. It decodes PNG, JPEG (baseline and progressive), GIF (first frame) and BMP;
 * WebP it cannot, so that WebP answers `failed` at once. The same text twice in a picture counts once. Runs in the parser process only.
 * Throws AppError `authenticators.picture-unreadable`.
 */
export function createPictureReader(): { read(picture: Uint8Array): Promise<string[]> } {
  let loading: ReturnType<typeof loadDecoder> | null = null

  return {
    async read(picture) {
      const header = readPictureHeader(picture)
      await refuseUndecodable(picture, header)
      loading ??= loadDecoder()
      const { decoder, overrides } = await loading
      // Named anew each time and with no await before the reading: a decoder thrown away by another call would come back from the network.
      decoder.prepareZXingModule({ overrides, fireImmediately: true })
      let results: ReadResult[]
      try {
        results = await decoder.readBarcodes(picture, options)
      } catch (error) {
        // What a trapped decoder leaves behind is not worth keeping.
        decoder.purgeZXingModule()
        throw unreadable('failed', error)
      }
      if (header.width * header.height > largePixels) decoder.purgeZXingModule()
      const texts = new Set(results.filter((result) => result.isValid && result.text !== '').map((result) => result.text))
      if (texts.size === 0 && results.some((result) => result.error !== '')) throw unreadable('failed')
      return [...texts]
    }
  }
}

function unreadable(reason: 'too-large' | 'failed', cause?: unknown): AppError<'authenticators.picture-unreadable'> {
  return new AppError('authenticators.picture-unreadable', { reason }, { cause })
}

async function refuseUndecodable(picture: Uint8Array, { format }: PictureHeader): Promise<void> {
  if (format === 'webp') throw unreadable('failed')
  if (format !== 'png') return
  const promised = promisedPngBytes(picture)
  if (promised > maxPngBytes) throw unreadable('too-large')
  if (!(await pngInflatesWithin(picture, promised))) throw unreadable('failed')
}

/** The package's own file, by path: left alone it would fetch the binary from the network. */
async function loadDecoder() {
  const decoder = await import('zxing-wasm/reader')
  const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer
  return { decoder, overrides: { wasmBinary } }
}

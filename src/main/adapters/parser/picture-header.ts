import { AppError } from '../../errors.ts'

/** What a picture file says of itself in its first bytes. Judged before decoding, because a small file can claim a huge picture. */
export interface PictureHeader {
  readonly format: 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp'
  readonly width: number
  readonly height: number
}

/** Bytes of a file at most. */
const maxFileBytes = 20 * 1024 * 1024
/** Width times height at most: a 24-megapixel camera still fits. */
const maxPixels = 25_000_000

type Size = { width: number; height: number }

/**
 * Format and size of a picture, from its header alone. Throws AppError `authenticators.picture-unreadable`: `not-a-picture` when no known format
 * begins like this, `too-large` above 20 MB or 25 megapixels, `failed` when the format is known but its header is cut off or makes no sense.
 */
export function readPictureHeader(picture: Uint8Array): PictureHeader {
  if (picture.byteLength > maxFileBytes) throw new AppError('authenticators.picture-unreadable', { reason: 'too-large' })
  const format = formatOf(picture)
  if (format === null) throw new AppError('authenticators.picture-unreadable', { reason: 'not-a-picture' })
  const size = sizeOf(format, new DataView(picture.buffer, picture.byteOffset, picture.byteLength))
  if (size === null || size.width < 1 || size.height < 1) throw new AppError('authenticators.picture-unreadable', { reason: 'failed' })
  if (size.width * size.height > maxPixels) throw new AppError('authenticators.picture-unreadable', { reason: 'too-large' })
  return { format, ...size }
}

function formatOf(picture: Uint8Array): PictureHeader['format'] | null {
  const starts = (text: string, at = 0) => [...text].every((character, index) => picture[at + index] === character.charCodeAt(0))
  if (starts('\x89PNG\r\n\x1a\n')) return 'png'
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('GIF87a') || starts('GIF89a')) return 'gif'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  if (starts('BM')) return 'bmp'
  return null
}

function sizeOf(format: PictureHeader['format'], view: DataView): Size | null {
  try {
    switch (format) {
      case 'png':
        return pngSize(view)
      case 'jpeg':
        return jpegSize(view)
      case 'gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
      case 'bmp':
        return bmpSize(view)
      case 'webp':
        return webpSize(view)
    }
  } catch (error) {
    // The header ends before its size.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** PNG (third edition) section 11.2.1: IHDR comes first. */
function pngSize(view: DataView): Size | null {
  return view.getUint32(12) === 0x49484452 ? { width: view.getUint32(16), height: view.getUint32(20) } : null
}

/** ITU-T T.81 annex B: segments up to the first start of frame. Bytes between segments are skipped, as decoders do. */
function jpegSize(view: DataView): Size | null {
  let at = 2
  while (at < view.byteLength) {
    while (view.getUint8(at) !== 0xff) at += 1
    while (view.getUint8(at) === 0xff) at += 1
    const marker = view.getUint8(at)
    // Baseline, extended and progressive; lossless, hierarchical and arithmetic frames are not decoded by anything here.
    if (marker >= 0xc0 && marker <= 0xc2) return { height: view.getUint16(at + 4), width: view.getUint16(at + 6) }
    // Picture data or the end before any frame.
    if (marker === 0xda || marker === 0xd9) return null
    at += 1 + view.getUint16(at + 1)
  }
  return null
}

/** BITMAPCOREHEADER has 16-bit sizes; the later ones 32-bit, with a negative height for rows from the top. */
function bmpSize(view: DataView): Size | null {
  const headerBytes = view.getUint32(14, true)
  if (headerBytes === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  if (headerBytes < 40 || headerBytes > 124) return null
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}

/** RFC 9649: lossy, lossless or extended, by the first chunk. */
function webpSize(view: DataView): Size | null {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (view.getUint32(12)) {
    case 0x56503820: // "VP8 "
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x5650384c: {
      // "VP8L"
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503858: // "VP8X"
      return { width: uint24(24) + 1, height: uint24(27) + 1 }
    default:
      return null
  }
}

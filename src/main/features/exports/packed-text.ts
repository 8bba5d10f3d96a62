import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

const pieceBytes = 1_000_000
const flush = { finishFlush: constants.Z_SYNC_FLUSH }

/** A long text kept deflated (RFC 1951), in pieces that follow one another in one stream. */
export interface PackedText {
  readonly pieces: readonly Buffer[]
  /** Of the UTF-8 text. */
  readonly crc: number
  readonly bytes: number
}

export function createPacking() {
  const pieces: Buffer[] = []
  let waiting: string[] = []
  let length = 0
  let crc = 0
  let bytes = 0
  function pack(): void {
    const text = Buffer.from(waiting.join(''), 'utf8')
    waiting = []
    length = 0
    if (text.length === 0) return
    crc = crc32(text, crc)
    bytes += text.length
    pieces.push(deflateRawSync(text, flush))
    text.fill(0)
  }
  return {
    add(text: string): void {
      waiting.push(text)
      length += text.length
      if (length >= pieceBytes) pack()
    },
    end(): PackedText {
      pack()
      return { pieces: [...pieces, deflateRawSync(Buffer.alloc(0))], crc, bytes }
    }
  }
}

/** The text again, a piece at a time. */
export function* unpacked({ pieces }: PackedText): Generator<Buffer> {
  for (const piece of pieces) {
    const text = inflateRawSync(piece, flush)
    if (text.length > 0) yield text
  }
}

import type { PackedText } from './packed-text.ts'

/** ZIP as its specification (APPNOTE 6.3) has it without extensions: deflated entries, sizes in front of each, UTF-8 names. */

const limit = 0xffffffff
const [localSignature, centralSignature, endSignature] = [0x04034b50, 0x02014b50, 0x06054b50]
const localBytes = 30
const utf8Names = 0x0800
const deflated = 8

export function createZip(add: (bytes: Buffer) => void) {
  const entries: { name: Buffer; packed: PackedText; size: number; at: number }[] = []
  let at = 0
  const put = (bytes: Buffer): void => {
    add(bytes)
    at += bytes.length
  }
  /** What an entry's two heads have in common, from the version needed to the length of the name. */
  function facts({ crc, bytes }: PackedText, size: number, nameBytes: number): Buffer {
    const head = Buffer.alloc(24)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(utf8Names, 2)
    head.writeUInt16LE(deflated, 4)
    // Midnight of 1 January 1980, the first day a ZIP can name: when it was made stands inside.
    head.writeUInt16LE(0x21, 8)
    head.writeUInt32LE(crc, 10)
    head.writeUInt32LE(size, 14)
    head.writeUInt32LE(bytes, 18)
    head.writeUInt16LE(nameBytes, 22)
    return head
  }
  return {
    file(fileName: string, packed: PackedText): void {
      const name = Buffer.from(fileName, 'utf8')
      const size = packed.pieces.reduce((sum, piece) => sum + piece.length, 0)
      if (packed.bytes > limit || at > limit) throw new Error('a ZIP without extensions ends at 4 GiB')
      entries.push({ name, packed, size, at })
      const head = Buffer.alloc(localBytes)
      head.writeUInt32LE(localSignature, 0)
      facts(packed, size, name.length).copy(head, 4)
      put(Buffer.concat([head, name]))
      for (const piece of packed.pieces) put(piece)
    },
    end(): void {
      const start = at
      for (const entry of entries) {
        const head = Buffer.alloc(46)
        head.writeUInt32LE(centralSignature, 0)
        head.writeUInt16LE(20, 4)
        facts(entry.packed, entry.size, entry.name.length).copy(head, 6)
        head.writeUInt32LE(entry.at, 42)
        put(Buffer.concat([head, entry.name]))
      }
      const end = Buffer.alloc(22)
      end.writeUInt32LE(endSignature, 0)
      end.writeUInt16LE(entries.length, 8)
      end.writeUInt16LE(entries.length, 10)
      end.writeUInt32LE(at - start, 12)
      end.writeUInt32LE(start, 16)
      put(end)
    }
  }
}

/** The deflated bytes of the first entry of a ZIP, which must have this name. Null when it is another, or is not written as `createZip` does. */
export async function* firstEntryOf(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer | null> {
  let head = Buffer.alloc(0)
  let left: number | null = null
  const headBytes = localBytes + Buffer.byteLength(name)
  for await (const chunk of chunks) {
    if (left !== null) {
      // Read to the end all the same: what follows is authenticated too.
      if (left > 0) yield chunk.subarray(0, left)
      left = Math.max(0, left - chunk.length)
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < headBytes) continue
    const isOurs = head.readUInt32LE(0) === localSignature && head.readUInt16LE(6) === utf8Names && head.readUInt16LE(8) === deflated
    const isNamed = head.readUInt16LE(26) === headBytes - localBytes && head.readUInt16LE(28) === 0
    if (!isOurs || !isNamed || head.subarray(localBytes, headBytes).toString('utf8') !== name) {
      yield null
      return
    }
    const size = head.readUInt32LE(18)
    const first = head.subarray(headBytes, headBytes + size)
    left = size - first.length
    if (first.length > 0) yield first
  }
  if (left !== 0) yield null
}

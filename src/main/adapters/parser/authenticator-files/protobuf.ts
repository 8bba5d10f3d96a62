/** A varint or 64-bit and 32-bit number as bigint, anything with a length as bytes. */
export type WireValue = bigint | Buffer

export interface WireField {
  readonly number: number
  readonly value: WireValue
}

const maxFields = 2_000

/** Fields of a protocol buffers message in their order; null when it is none, ends in the middle of one, or has groups, which no message here has. */
export function fieldsOf(message: Buffer): WireField[] | null {
  const fields: WireField[] = []
  let at = 0

  const varint = (): bigint | null => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at]
      if (byte === undefined) return null
      at += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value < 2n ** 64n ? value : null
    }
    return null
  }
  const bytes = (length: number): Buffer | null => {
    if (length > message.length - at) return null
    const found = message.subarray(at, at + length)
    at += length
    return found
  }
  const valueAt = (wireType: number): WireValue | null => {
    if (wireType === 0) return varint()
    if (wireType === 1) return bytes(8)?.readBigUInt64LE() ?? null
    if (wireType === 5) {
      const four = bytes(4)
      return four === null ? null : BigInt(four.readUInt32LE())
    }
    if (wireType !== 2) return null
    const length = varint()
    return length === null || length > BigInt(message.length) ? null : bytes(Number(length))
  }

  while (at < message.length) {
    const key = varint()
    if (key === null || key >> 3n === 0n || key >> 3n >= 2n ** 29n || fields.length >= maxFields) return null
    const value = valueAt(Number(key & 7n))
    if (value === null) return null
    fields.push({ number: Number(key >> 3n), value })
  }
  return fields
}

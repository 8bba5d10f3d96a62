import type { Clock, Random } from './ports.ts'

/** Makes UUIDv7 ids (RFC 9562 section 5.7): safe to create on several workstations at once, and rising within one run even inside a millisecond. */
export type NewId = () => string

export function createIds(clock: Clock, random: Random): NewId {
  let last = 0
  let counter = 0
  return () => {
    // Method 1 of section 6.2: the 12 bits after the version count within a millisecond; when they run out the time is advanced.
    const now = clock.now()
    counter = now > last ? 0 : counter + 1
    last = Math.max(now, last)
    if (counter > 0xfff) {
      last += 1
      counter = 0
    }
    const bytes = random.bytes(16)
    bytes.writeUIntBE(last, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}

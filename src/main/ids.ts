import type { Clock, Random } from './ports.ts'

/** Makes UUIDv7 ids (RFC 9562 section 5.7): sortable by time, safe to create on several workstations at once. */
export type NewId = () => string

export function createIds(clock: Clock, random: Random): NewId {
  return () => {
    const bytes = random.bytes(16)
    bytes.writeUIntBE(clock.now(), 0, 6)
    bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
    bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}

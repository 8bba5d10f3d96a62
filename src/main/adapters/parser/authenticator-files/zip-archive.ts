import { unzipSync } from 'fflate'
import { tooLarge, unreadable } from './refusals.ts'

const maxUnpackedBytes = 128 * 1024 * 1024
/** Deflate reaches some 1,030 to 1; text exports stay far below 100. */
const maxRatio = 200
const freeBytes = 1024 * 1024
const maxMembers = 10_000
/** The only members that are unpacked. Names are compared, never used as paths. */
const wanted = /(^|[\\/])(export\.data|[^\\/]*\.(json|csv|txt|xml|2fas|1pif))$/i
const maxWanted = 20

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Members that may be exports, unpacked within bounds that are judged by the archive's list before anything is. Each one is cut to the size the list promised. */
export function membersOf(bytes: Uint8Array): Member[] {
  let total = 0
  let members = 0
  let isTooLarge = false
  let unpacked: Record<string, Uint8Array>
  try {
    unpacked = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        members += 1
        if (!wanted.test(name) || isTooLarge || members > maxMembers) return false
        total += originalSize
        isTooLarge ||= total > maxUnpackedBytes || originalSize > freeBytes + size * maxRatio || size > bytes.length
        return !isTooLarge
      }
    })
  } catch {
    throw unreadable('zip', 'archive')
  }
  if (isTooLarge || members > maxMembers) throw tooLarge()
  return Object.entries(unpacked)
    .slice(0, maxWanted)
    .map(([name, content]) => ({ name, bytes: content }))
}

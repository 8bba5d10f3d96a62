import type { AuthenticatorFile } from '../../../ports.ts'
import { createCollection, entryOfAddress } from './entries.ts'
import { addMigrationTexts } from './google-migration.ts'

const addressStart = /(?:apple-)?otpauth(?:-migration)?(?::\/\/|%3a%2f%2f)|steam:\/\//i
const nextAddress = /(?=(?:apple-)?otpauth(?:-migration)?:\/\/)/i

export const hasAddress = (text: string): boolean => addressStart.test(text)

/**
 * Addresses in a text, one a line or several in a row, quoted, listed with commas, or taken from a page (`&amp;`, `&quot;`). Lines without one are
 * counted. Transfers of Google Authenticator may stand among them.
 */
export function readOtpauthList(text: string): AuthenticatorFile {
  const found = createCollection('otpauth-list')
  const transfers: string[] = []
  for (const line of text.split(/\r\n|[\r\n\u0085\u2028\u2029]/)) {
    if (line.trim() === '') continue
    const addresses = addressesIn(line)
    if (addresses.length === 0) found.leaveOut('no-authenticator')
    for (const address of addresses) {
      if (/^otpauth-migration/i.test(address)) transfers.push(address)
      else found.add(entryOfAddress(address))
    }
  }
  if (transfers.length > 0) addMigrationTexts(transfers, found)
  const file = found.file()
  return transfers.length > 0 && file.entries.length > 0 && !hasOther(text) ? { ...file, format: 'google-migration' } : file
}

const hasOther = (text: string): boolean => /otpauth:\/\/|steam:\/\//i.test(text)

function addressesIn(line: string): string[] {
  const plain = /&(?:quot|lt|gt|#\d+|#x[0-9a-f]+);/i.test(line) ? withoutEntities(line) : line
  const start = plain.search(addressStart)
  if (start < 0) return []
  return plain
    .slice(start)
    .split(nextAddress)
    .map((part) => (part.split(/["<>]/)[0] ?? '').replace(/[\s,;'`]+$/, ''))
    .filter((part) => part !== '')
}

const entities: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', apos: "'" }

function withoutEntities(line: string): string {
  return line.replaceAll(
    /&(?:(quot|lt|gt|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    }
  )
}

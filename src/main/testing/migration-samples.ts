import type { SampleEntry } from './authenticator-entries.ts'

/** Transfers of Google Authenticator, written field by field (protocol buffers, MigrationPayload). */

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

const varint = (value: number | bigint): Buffer => {
  const out: number[] = []
  let rest = BigInt(value)
  do {
    out.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return Buffer.from(out)
}
export const numberField = (number: number, value: number | bigint): Buffer => Buffer.concat([varint(number << 3), varint(value)])
export const bytesField = (number: number, value: Uint8Array): Buffer =>
  Buffer.concat([varint((number << 3) | 2), varint(value.length), value])

export function migrationParameters({ kind, issuer, label, algorithm, digits, counter, key }: SampleEntry): Buffer {
  return Buffer.concat([
    bytesField(1, key),
    bytesField(2, bytes(issuer === '' ? label : `${issuer}:${label}`)),
    bytesField(3, bytes(issuer)),
    numberField(4, ['SHA1', 'SHA256', 'SHA512'].indexOf(algorithm) + 1),
    numberField(5, digits === 8 ? 2 : 1),
    numberField(6, kind === 'hotp' ? 1 : 2),
    numberField(7, counter ?? 0),
    bytesField(8, bytes('0123456789abcdef'))
  ])
}

export const migrationAddress = (payload: Uint8Array): string =>
  `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(payload).toString('base64'))}`

/** The texts of the pictures of one transfer, `perPart` entries each. */
export function migrationTexts(entries: readonly SampleEntry[], perPart: number, id: number): string[] {
  const size = Math.max(1, Math.ceil(entries.length / perPart))
  return Array.from({ length: size }, (_, index) => {
    const parameters = entries.slice(index * perPart, (index + 1) * perPart).map((entry) => bytesField(1, migrationParameters(entry)))
    return migrationAddress(
      Buffer.concat([...parameters, numberField(2, 1), numberField(3, size), numberField(4, index), numberField(5, id)])
    )
  })
}

/** Transfers have no Steam and no period. */
export const migrationHolds = (entry: SampleEntry): SampleEntry | null => (entry.kind === 'steam' ? null : { ...entry, periodSeconds: 30 })

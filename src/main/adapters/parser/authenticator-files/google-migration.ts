import { AppError } from '../../../errors.ts'
import { decodedPercent } from '../../../otpauth/percent-text.ts'
import type { AuthenticatorFile, ReadEntry } from '../../../ports.ts'
import { type Collection, createCollection, entryOf } from './entries.ts'
import { fieldsOf, type WireValue } from './protobuf.ts'
import { unreadable } from './refusals.ts'

/**
 * Transfers of Google Authenticator: `otpauth-migration://offline?data=` and a Base64 MigrationPayload (fields: otp_parameters 1, version 2,
 * batch_size 3, batch_index 4, batch_id 5; of otp_parameters: secret 1, name 2, issuer 3, algorithm 4, digits 5, type 6, counter 7).
 */

const maxPayloadBytes = 1024 * 1024
const maxEntriesOfPart = 500
const maxParts = 100

interface Part {
  readonly size: number
  readonly index: number
  readonly id: bigint
  readonly payload: Buffer
  readonly entries: ReadEntry[]
}

export function readMigrationTexts(texts: readonly string[]): AuthenticatorFile {
  const found = createCollection('google-migration')
  addMigrationTexts(texts, found)
  return found.file()
}

/** Adds the entries of complete transfers in the order of their parts. A part that comes twice counts once; one with other content under the same number is refused. */
export function addMigrationTexts(texts: readonly string[], found: Collection): void {
  const transfers = new Map<string, Map<number, Part>>()
  for (const text of texts) {
    const part = partOf(text)
    // Transfers made without a number are told apart by their length only.
    const name = part.size === 1 ? `single ${part.payload.toString('base64')}` : `${part.id} ${part.size}`
    const parts = transfers.get(name) ?? new Map<number, Part>()
    const before = parts.get(part.index)
    if (before !== undefined && !before.payload.equals(part.payload)) throw unreadable('google-migration', 'content')
    parts.set(part.index, part)
    transfers.set(name, parts)
  }
  for (const parts of transfers.values()) {
    const of = [...parts.values()][0]?.size ?? 0
    const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !parts.has(number - 1))
    if (missing.length > 0) throw new AppError('imports.parts-missing', { missing, of })
    for (const [, part] of [...parts].sort(([a], [b]) => a - b)) for (const entry of part.entries) found.add(entry)
  }
}

function partOf(text: string): Part {
  const payload = payloadOf(text)
  const fields = fieldsOf(payload)
  if (fields === null) throw unreadable('google-migration', 'content')
  const last = (number: number): WireValue | undefined => fields.filter((field) => field.number === number).at(-1)?.value
  const size = wholeIn(last(3), 1)
  const index = wholeIn(last(4), 0)
  const parameters = fields.filter(({ number }) => number === 1)
  const isSound = size >= 1 && size <= maxParts && index >= 0 && index < size && parameters.length <= maxEntriesOfPart
  if (!isSound || wholeIn(last(2), 1) < 0) throw unreadable('google-migration', 'content')
  const id = last(5)
  return { size, index, id: typeof id === 'bigint' ? id : 0n, payload, entries: parameters.map(({ value }) => entryIn(value)) }
}

function payloadOf(text: string): Buffer {
  const query =
    /^\s*otpauth-migration:\/\/[^?]*\?(.*)$/is.exec(/^\s*otpauth-migration%3a/i.test(text) ? decodedPercent(text.trim()) : text)?.[1] ?? ''
  const pair = query
    .replaceAll(/&amp;/gi, '&')
    .split('&')
    .find((one) => /^data=/i.test(one))
  // A plus that some program took for a space is one again.
  const data = decodedPercent((pair ?? '').slice(5).replaceAll(/[\r\n\t]/g, ''))
    .trim()
    .replaceAll(' ', '+')
  if (data === '' || data.length > 2 * maxPayloadBytes || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(data))
    throw unreadable('google-migration', 'content')
  const payload = Buffer.from(data, 'base64')
  if (payload.length > maxPayloadBytes) throw unreadable('google-migration', 'content')
  return payload
}

/** int32 as protocol buffers write it: two's complement over 64 bits. */
function wholeIn(value: WireValue | undefined, usual: number): number {
  if (value === undefined) return usual
  if (typeof value !== 'bigint') return -1
  const whole = BigInt.asIntN(64, value)
  return whole >= -1n && whole <= 2n ** 31n ? Number(whole) : -1
}

const algorithms = new Map([
  [0, 'SHA1'],
  [1, 'SHA1'],
  [2, 'SHA256'],
  [3, 'SHA512'],
  [4, 'MD5']
])
const digits = new Map([
  [0, 6],
  [1, 6],
  [2, 8],
  [3, 7]
])
const types = new Map([
  [1, 'hotp'],
  [2, 'totp']
])
const understood = [1, 2, 3, 4, 5, 6, 7]

function entryIn(value: WireValue): ReadEntry {
  const fields = value instanceof Buffer ? fieldsOf(value) : null
  if (fields === null) throw unreadable('google-migration', 'content')
  const last = (number: number): WireValue | undefined => fields.filter((field) => field.number === number).at(-1)?.value
  const text = (number: number): string => {
    const bytes = last(number)
    return bytes instanceof Buffer ? bytes.toString('utf8') : ''
  }
  const secret = last(1)
  const counter = last(7)
  const unknown = fields.filter(({ number }) => !understood.includes(number)).slice(0, 20)
  return entryOf({
    type: types.get(wholeIn(last(6), 0)) ?? `type ${wholeIn(last(6), 0)}`,
    ...namesOf(text(2), text(3)),
    algorithm: algorithms.get(wholeIn(last(4), 0)) ?? `algorithm ${wholeIn(last(4), 0)}`,
    digits: digits.get(wholeIn(last(5), 0)) ?? -1,
    counter: counter === undefined ? 0 : typeof counter === 'bigint' && counter <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(counter) : -1,
    secret: secret instanceof Buffer ? Uint8Array.from(secret) : '',
    extra: Object.fromEntries(
      unknown.map(({ number, value: kept }) => [
        `field ${number}`,
        kept instanceof Buffer ? kept.toString('base64').slice(0, 1_000) : String(kept)
      ])
    )
  })
}

/** The name is "issuer:account" as in an address; the issuer may stand in its own field as well. */
function namesOf(name: string, issuer: string): { issuer: string; label: string } {
  if (issuer !== '' && name.toLowerCase().startsWith(`${issuer.toLowerCase()}:`)) return { issuer, label: name.slice(issuer.length + 1) }
  const colon = name.indexOf(':')
  return issuer === '' && colon >= 0 ? { issuer: name.slice(0, colon), label: name.slice(colon + 1) } : { issuer, label: name }
}

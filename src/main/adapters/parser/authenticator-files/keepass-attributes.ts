import type { ReadEntry } from '../../../ports.ts'
import { bytesOfBase64, bytesOfHex } from './derivations.ts'
import { entryOf, entryOfTotpText } from './entries.ts'

/** Attributes of one KeePass entry by name, and the path of its group. */
export interface KeepassEntry {
  readonly attributes: ReadonlyMap<string, string>
  readonly group: string
}

/**
 * Codes of an entry, in every style there is: `otp` with an address (KeePassXC) or `key=…&step=…` (KeeOtp), `TOTP Seed` with `TOTP Settings` (KeePassXC's
 * older style, KeeTrayTOTP), `TimeOtp-Secret…` and `HmacOtp-Secret…` (KeePass 2.47). The same key in two styles is one code.
 */
export function codesOfEntry({ attributes, group }: KeepassEntry): ReadEntry[] {
  const text = (name: string): string => attributes.get(name)?.trim() ?? ''
  const url = text('URL').slice(0, 500)
  const around = { issuer: text('Title'), label: text('UserName'), note: group, extra: url === '' ? {} : { uris: [url] } }
  const found: ReadEntry[] = []
  const otp = text('otp')
  if (otp !== '') found.push(/^key=|&key=/i.test(otp) ? keeOtp(otp, around) : entryOfTotpText(otp, around))
  const seed = text('TOTP Seed')
  if (seed !== '') found.push(seedWithSettings(seed, text('TOTP Settings'), around))
  const timed = secretIn(text, 'TimeOtp-Secret')
  if (timed !== null) {
    const numbers = { digits: text('TimeOtp-Length'), period: text('TimeOtp-Period'), algorithm: text('TimeOtp-Algorithm') }
    found.push(entryOf({ type: 'totp', ...around, ...numbers, secret: timed }))
  }
  const counted = secretIn(text, 'HmacOtp-Secret')
  if (counted !== null) found.push(entryOf({ type: 'hotp', ...around, counter: text('HmacOtp-Counter') || 0, secret: counted }))
  return withoutTwins(found)
}

type Around = { issuer: string; label: string; note: string; extra: Record<string, unknown> }

function keeOtp(query: string, around: Around): ReadEntry {
  const values = new URLSearchParams(query)
  const value = (name: string): string => values.get(name)?.trim() ?? ''
  return entryOf({
    ...around,
    type: value('type') === '' ? 'totp' : value('type'),
    algorithm: value('otpHashMode'),
    digits: value('size'),
    period: value('step'),
    counter: value('counter') || 0,
    // A plus of form encoding is no part of base32.
    secret: value('encoding') === '' || /^base32$/i.test(value('encoding')) ? value('key') : ''
  })
}

/** "30;6", "30;S" for Steam, and perhaps an address for the time, which is never asked. */
function seedWithSettings(seed: string, settings: string, around: Around): ReadEntry {
  const [period = '', digits = ''] = settings.split(';').map((part) => part.trim())
  return entryOf({
    ...around,
    type: digits.toUpperCase() === 'S' ? 'steam' : 'totp',
    period,
    digits: digits.toUpperCase() === 'S' ? '' : digits,
    secret: seed
  })
}

/** The key as UTF-8 text, hexadecimal, base32 or Base64; null when the entry has none. What does not decode is kept as text that is no key. */
function secretIn(text: (name: string) => string, name: string): string | Uint8Array | null {
  if (text(name) !== '') return new TextEncoder().encode(text(name))
  if (text(`${name}-Hex`) !== '') return bytesOfHex(text(`${name}-Hex`).replaceAll(/\s/g, '')) ?? `not hexadecimal: ${text(`${name}-Hex`)}`
  if (text(`${name}-Base32`) !== '') return text(`${name}-Base32`)
  if (text(`${name}-Base64`) !== '') return bytesOfBase64(text(`${name}-Base64`)) ?? `not Base64: ${text(`${name}-Base64`)}`
  return null
}

function withoutTwins(entries: readonly ReadEntry[]): ReadEntry[] {
  const seen = new Set<string>()
  return entries.filter(({ kind, key }) => {
    if (key === null) return true
    const name = `${kind} ${Buffer.from(key).toString('hex')}`
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}

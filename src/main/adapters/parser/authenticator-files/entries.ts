import { authenticatorBounds } from '#contract/authenticators'
import { hashAlgorithms } from '#contract/vocabulary'
import { isAppError } from '../../../errors.ts'
import { keyFromTyped } from '../../../otpauth/base32.ts'
import { readAnyOtpauthAddress } from '../../../otpauth/otpauth-address.ts'
import { visibleText } from '../../../otpauth/visible-text.ts'
import type { AuthenticatorFile, LeftOutReason, ReadEntry, ReadRemark } from '../../../ports.ts'
import { tooLarge } from './refusals.ts'

const { minDigits, maxDigits, minPeriodSeconds, maxPeriodSeconds, maxSecretBytes } = authenticatorBounds
const maxName = 200
const maxNote = 2_000
/** Entries of a file at most. */
const maxEntries = 20_000

/** What a format says of one entry, in that format's own words. Numbers may come as texts; what is left out means the usual. */
export interface RawEntry {
  /** totp, hotp or steam in any case; anything else is a kind no code can be made for. */
  readonly type: string
  readonly issuer: string
  readonly label: string
  readonly algorithm?: unknown
  readonly digits?: unknown
  readonly period?: unknown
  readonly counter?: unknown
  /** Base32, or the bytes. */
  readonly secret: string | Uint8Array
  readonly note?: string
  readonly extra?: Readonly<Record<string, unknown>>
}

/** One entry with everything checked. What cannot make codes becomes kind `other`, and what could not be read of it stays in `extra`. */
export function entryOf(raw: RawEntry): ReadEntry {
  const type = raw.type.trim().toLowerCase()
  const kind = type === 'totp' || type === 'hotp' || type === 'steam' ? type : 'other'
  const isSteam = kind === 'steam'
  const algorithm = isSteam ? 'SHA1' : algorithmOf(raw.algorithm)
  const digits = isSteam ? 5 : wholeOf(raw.digits, 6, minDigits, maxDigits)
  const period = kind === 'totp' ? wholeOf(raw.period, 30, minPeriodSeconds, maxPeriodSeconds) : 30
  const counter = kind === 'hotp' ? wholeOf(raw.counter, null, 0, Number.MAX_SAFE_INTEGER) : null
  const key = keyOf(raw.secret)
  const remark: ReadRemark | null =
    kind === 'other'
      ? 'kind'
      : typeof key === 'string'
        ? key
        : !isKnownAlgorithm(algorithm)
          ? 'algorithm'
          : digits === null
            ? 'digits'
            : period === null
              ? 'period'
              : kind === 'hotp' && counter === null
                ? 'counter'
                : null
  const kept: Record<string, unknown> = { ...raw.extra }
  if (remark !== null) {
    kept['asWritten'] = restOfRaw(raw)
    if (typeof key === 'string' && typeof raw.secret === 'string') kept['secretAsWritten'] = raw.secret.slice(0, 4_096)
  }
  return {
    kind: remark === null ? kind : 'other',
    issuer: visibleText(raw.issuer, maxName),
    label: visibleText(raw.label, maxName),
    algorithm: visibleText(algorithm, 40),
    digits: digits ?? 6,
    periodSeconds: period ?? 30,
    counter,
    key: typeof key === 'string' ? null : key,
    note: visibleText(raw.note ?? '', maxNote),
    extra: kept,
    remark
  }
}

const restOfRaw = ({ type, algorithm, digits, period, counter }: RawEntry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ type, algorithm, digits, period, counter })
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 200) : value])
  )

/** SHA1, SHA-1, sha_256, HmacSHA512, HMAC-SHA-256 and the like; anything else as it stands. */
function algorithmOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'SHA1'
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '?'
  const plain = text.toUpperCase().replaceAll(/[\s_-]/g, '')
  const name = plain.startsWith('HMAC') ? plain.slice(4) : plain
  return isKnownAlgorithm(name) ? name : text
}

const isKnownAlgorithm = (name: string): boolean => hashAlgorithms.some((one) => one === name)

/** Null for a number that is none or out of bounds; `usual` for one that is not there. */
function wholeOf<T>(value: unknown, usual: T, min: number, max: number): number | T | null {
  if (value === undefined || value === null || value === '') return usual
  const number = typeof value === 'string' && /^\s*\d{1,16}\s*$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max ? number : null
}

function keyOf(secret: string | Uint8Array): Uint8Array | 'key' | 'no-key' {
  if (typeof secret !== 'string') {
    if (secret.length === 0) return 'no-key'
    return secret.length > maxSecretBytes ? 'key' : secret
  }
  if (secret.trim() === '') return 'no-key'
  try {
    return keyFromTyped(secret)
  } catch (error) {
    if (isAppError(error)) return 'key'
    throw error
  }
}

/** Names and note of whatever an address or a key stood in; an address's own names come first. */
export interface Around {
  readonly issuer?: string
  readonly label?: string
  readonly note?: string
  readonly extra?: Readonly<Record<string, unknown>>
}

/** What password programs keep in their field for codes: an otpauth or steam address, or the bare key. */
export function entryOfTotpText(text: string, around: Around): ReadEntry {
  if (/^[\s"'<]*(?:apple-)?otpauth(?::|%3a)|^\s*steam:\/\//i.test(text)) return entryOfAddress(text, around)
  return entryOf({ type: 'totp', issuer: around.issuer ?? '', label: around.label ?? '', secret: text, ...withoutNames(around) })
}

const withoutNames = ({ note, extra }: Around) => ({ ...(note === undefined ? {} : { note }), ...(extra === undefined ? {} : { extra }) })

export function entryOfAddress(text: string, { issuer = '', label = '', note = '', extra = {} }: Around = {}): ReadEntry {
  try {
    const read = readAnyOtpauthAddress(text)
    const { key, kind, algorithm, digits, periodSeconds, counter } = read
    const others = Object.fromEntries(
      [...read.others].map(([name, value]) => [name === '__proto__' ? '(__proto__)' : name, value.slice(0, 4_096)])
    )
    return {
      kind,
      issuer: read.issuer === '' ? visibleText(issuer, maxName) : read.issuer,
      label: read.label === '' ? visibleText(label, maxName) : read.label,
      algorithm,
      digits,
      periodSeconds,
      counter,
      key,
      note: visibleText(note, maxNote),
      extra: { ...extra, ...others },
      remark: null
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    return keptAddress(text, { issuer, label, note, extra }, remarkOn(error))
  }
}

function keptAddress(text: string, around: Required<Around>, remark: ReadRemark): ReadEntry {
  const name = /^[^:]*:\/\/[^/?]*\/([^?]*)/.exec(text)?.[1] ?? ''
  return {
    kind: 'other',
    issuer: visibleText(around.issuer, maxName),
    label: visibleText(around.label === '' ? safelyDecoded(name.slice(0, 1_000)) : around.label, maxName),
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
    counter: null,
    key: null,
    note: visibleText(around.note, maxNote),
    extra: { ...around.extra, addressAsWritten: text.slice(0, 8_192) },
    remark
  }
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function remarkOn(error: unknown): ReadRemark {
  if (!isAppError(error, 'authenticators.not-an-address')) return 'key'
  const remarks = {
    'missing-secret': 'no-key',
    'bad-algorithm': 'algorithm',
    'bad-digits': 'digits',
    'bad-period': 'period',
    'bad-counter': 'counter',
    'counter-based': 'kind',
    'unsupported-type': 'kind'
  } as const
  const { reason } = error.params
  return reason in remarks ? remarks[reason as keyof typeof remarks] : 'address'
}

/** Collects what a format's reader finds, within the number of entries a file may have. */
export function createCollection(format: AuthenticatorFile['format']) {
  const entries: ReadEntry[] = []
  const leftOut = new Map<LeftOutReason, number>()
  return {
    add(entry: ReadEntry): void {
      if (entries.length >= maxEntries) throw tooLarge()
      entries.push(entry)
    },
    leaveOut(reason: LeftOutReason, count = 1): void {
      if (count > 0) leftOut.set(reason, (leftOut.get(reason) ?? 0) + count)
    },
    file: (): AuthenticatorFile => ({ format, entries, leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })) })
  }
}
export type Collection = ReturnType<typeof createCollection>

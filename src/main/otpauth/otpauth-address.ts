import { authenticatorBounds, type PendingEnrolment } from '#contract/authenticators'
import type { AddressProblem } from '#contract/errors'
import type { CodeKind, HashAlgorithm } from '#contract/vocabulary'
import { AppError } from '../errors.ts'
import { keyFromTyped } from './base32.ts'
import { decodedForm, decodedPercent } from './percent-text.ts'
import { visibleText } from './visible-text.ts'

/** Something about an address that a person should see before saving. */
export type AddressRemark = Exclude<PendingEnrolment['remarks'][number], { kind: 'replaces-existing' | 'other-account' }>

/** What an `otpauth://totp` address says. Text is foreign: shown, never followed or interpreted. */
export interface OtpauthAddress {
  /** The issuer parameter, else the label's prefix; empty when neither is there. */
  readonly issuer: string
  /** The account part of the label. */
  readonly label: string
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly periodSeconds: number
  /** The caller wipes it. */
  readonly key: Uint8Array
  readonly remarks: AddressRemark[]
}

const maxAddressLength = 8192
const maxShownLength = 200
const { minDigits, maxDigits, minPeriodSeconds, maxPeriodSeconds } = authenticatorBounds

const known = ['secret', 'issuer', 'algorithm', 'digits', 'period', 'counter'] as const
/** What a `steam` address makes: five letters of the SHA-1 code of every 30 seconds. */
const steamSettings = { algorithm: 'SHA1', digits: 5, periodSeconds: 30 } as const
type Known = (typeof known)[number]

/**
 * Reads an `otpauth://totp` address as sites and people write it (Key Uri Format of Google Authenticator, with the departures met in the field):
 * scheme, type and parameter names in any case, quotes or angle brackets around, line breaks inside, `&amp;` for `&`, the whole address
 * percent-encoded once, colon of the label literal or encoded, empty algorithm, digits or period meaning the default. Nothing in it is fetched.
 *
 * Throws `authenticators.not-an-address`, and the errors of `keyFromTyped` for the key; their positions count within the key as decoded.
 * A `detail` is only ever a name or number out of closed lists, so that it cannot carry a misplaced secret.
 */
export function readOtpauthAddress(text: string): OtpauthAddress {
  const { kind, counter: _counter, others: _others, ...address } = readAnyOtpauthAddress(text, ['totp'])
  return address
}

/** As readOtpauthAddress, for the addresses of Steam Guard too: `otpauth://steam`, `encoder=steam` and `steam://SECRET`. */
export function readCodeAddress(text: string): OtpauthAddress & { readonly kind: CodeKind } {
  const { kind, counter: _counter, others: _others, ...address } = readAnyOtpauthAddress(text, ['totp', 'steam'])
  return { ...address, kind: kind === 'steam' ? 'steam' : 'totp' }
}

/** An address of any kind. */
export interface AnyOtpauthAddress extends OtpauthAddress {
  readonly kind: AddressKind
  /** The next counter of a `hotp` address. */
  readonly counter: number | null
  /** Values of the parameters nobody knows, at most 20. */
  readonly others: ReadonlyMap<string, string>
}
export type AddressKind = CodeKind | 'hotp'

/** As readOtpauthAddress, for `otpauth://hotp`, `otpauth://steam`, `encoder=steam` and `steam://SECRET` too. A counter is required, as the format says. */
export function readAnyOtpauthAddress(text: string, kinds: readonly AddressKind[] = ['totp', 'hotp', 'steam']): AnyOtpauthAddress {
  const { type, label, query } = partsOf(text, kinds.includes('steam'))
  refuseOtherTypes(type, kinds)
  const { values, others, unknown, isSteam } = parametersOf(query, type, kinds)
  const kind = isSteam ? 'steam' : (type as AddressKind)
  const settings = kind === 'steam' ? steamSettings : settingsOf(values)
  const counter = kind === 'hotp' ? counterOf(values.get('counter')) : null
  const secret = values.get('secret') ?? ''
  if (secret.trim() === '') throw notAnAddress('missing-secret')
  const names = namesOf(label, values.get('issuer') ?? '')
  const key = keyFromTyped(secret)
  const remarks = kind === 'steam' ? [] : remarksOnSettings(key.length, settings.algorithm, settings.digits, settings.periodSeconds)
  if (names.mismatch !== null) remarks.unshift({ kind: 'issuer-mismatch', ...names.mismatch })
  if (unknown.length > 0) remarks.push({ kind: 'unknown-parameters', names: unknown })
  return { kind, counter, others, issuer: names.issuer, label: names.account, ...settings, key, remarks }
}

function settingsOf(values: ReadonlyMap<Known, string>) {
  const algorithm = algorithmOf(values.get('algorithm'))
  const digits = numberOf(values.get('digits'), 6, minDigits, maxDigits, 'bad-digits')
  const periodSeconds = numberOf(values.get('period'), 30, minPeriodSeconds, maxPeriodSeconds, 'bad-period')
  return { algorithm, digits, periodSeconds }
}

/** Remarks that hold for any authenticator, whichever way its key came in. */
export function remarksOnSettings(keyBytes: number, algorithm: HashAlgorithm, digits: number, periodSeconds: number): AddressRemark[] {
  const remarks: AddressRemark[] = []
  if (keyBytes < 10) remarks.push({ kind: 'short-key', bytes: keyBytes })
  if (algorithm !== 'SHA1' || digits !== 6 || periodSeconds !== 30) remarks.push({ kind: 'unusual-settings' })
  return remarks
}

function notAnAddress(reason: AddressProblem, detail: string | null = null): AppError<'authenticators.not-an-address'> {
  return new AppError('authenticators.not-an-address', { reason, detail })
}

/** Schemes people paste instead, named so that the sentence can say what it is. */
const namedSchemes = new Set(
  'http https mailto tel sms wifi geo data file javascript begin duo oktaverify phonefactor microsoft-authenticator motp'.split(' ')
)
const wrapping = /[\s\u0085\u200b-\u200f\u2060\ufeff"'`<>«»\u2018-\u201f\u2039\u203a]/u

function partsOf(text: string, takesSteam: boolean): { type: string; label: string; query: string } {
  if (text.length > maxAddressLength) throw notAnAddress('too-long')
  let address = withoutWrapping(text).replaceAll(/[\r\n\t]/g, '')
  if (/^(?:apple-)?otpauth(?:-migration)?%3a/i.test(address)) address = decodedPercent(address)
  const colon = address.indexOf(':')
  const scheme = address.slice(0, Math.max(0, colon)).toLowerCase()
  if (scheme === 'otpauth-migration') throw notAnAddress('migration-batch')
  if (scheme === 'steam' && takesSteam)
    return { type: 'steam', label: '', query: `secret=${address.slice(colon + 1).replace(/^\/\//, '')}` }
  if (scheme === 'steam') throw notAnAddress('unsupported-type', 'steam')
  // iOS spells its own scheme for the same addresses.
  if (scheme !== 'otpauth' && scheme !== 'apple-otpauth') throw notAnAddress('not-otpauth', namedSchemes.has(scheme) ? scheme : null)
  const rest = address.slice(colon + 1)
  if (!rest.startsWith('//')) throw notAnAddress('unreadable')
  // No fragment is cut off: no site makes one, and labels with a bare # exist.
  const mark = rest.indexOf('?')
  const path = mark < 0 ? rest.slice(2) : rest.slice(2, mark)
  const slash = path.indexOf('/')
  const type = (slash < 0 ? path : path.slice(0, slash)).toLowerCase()
  if (type === '') throw notAnAddress('unreadable')
  return { type, label: slash < 0 ? '' : path.slice(slash + 1), query: mark < 0 ? '' : rest.slice(mark + 1) }
}

function withoutWrapping(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && wrapping.test(text[start] ?? '')) start += 1
  while (end > start && wrapping.test(text[end - 1] ?? '')) end -= 1
  return text.slice(start, end)
}

function refuseOtherTypes(type: string, kinds: readonly AddressKind[]): void {
  if (kinds.some((kind) => kind === type)) return
  if (type === 'hotp') throw notAnAddress('counter-based')
  throw notAnAddress('unsupported-type', ['steam', 'motp', 'yaotp', 'yandex'].includes(type) ? type : null)
}

interface Parameters {
  readonly values: Map<Known, string>
  readonly others: Map<string, string>
  readonly unknown: string[]
  readonly isSteam: boolean
}

function parametersOf(query: string, type: string, kinds: readonly AddressKind[]): Parameters {
  // Form encoding writes a space as +, percent-encoding as %20, and none writes both. So + is a space unless the query also has %20.
  const decode = query.includes('%20') ? decodedPercent : decodedForm
  const values = new Map<Known, string>()
  const others = new Map<string, string>()
  const seen = new Set<string>()
  let isSteam = false
  const unknown: string[] = []
  for (const pair of query.replaceAll(/&amp;/gi, '&').split('&')) {
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals)).trim()
    if (name === '') continue
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1))
    const lower = name.toLowerCase()
    const ours = known.find((one) => one === lower && (one !== 'counter' || type === 'hotp'))
    if (ours === undefined ? seen.has(lower) : values.has(ours)) throw notAnAddress('duplicate-parameter', ours ?? null)
    if (lower === 'encoder' && value.trim().toLowerCase() === 'steam') {
      if (!kinds.includes('steam')) throw notAnAddress('unsupported-type', 'steam')
      isSteam = true
    }
    if (ours !== undefined) values.set(ours, value)
    else {
      seen.add(lower)
      if (unknown.length >= 20) continue
      unknown.push(presentableName(name))
      others.set(name, value)
    }
  }
  return { values, others, unknown, isSteam }
}

/** A name as the address has it, unless it may be a piece of a secret cut in two by a stray `&`. */
function presentableName(name: string): string {
  return /^[a-z][\w.-]{0,23}$/i.test(name) && !/^[A-Z2-7]{6,}$/.test(name) ? name : '…'
}

/** SHA1, SHA-1, sha_256, HmacSHA512, HMAC-SHA-256 and the like. Anything else is refused: a wrong hash makes wrong codes. */
function algorithmOf(value: string | undefined): HashAlgorithm {
  const plain = (value ?? '').toUpperCase().replaceAll(/[\s_-]/g, '')
  const name = plain.startsWith('HMAC') ? plain.slice(4) : plain
  if (plain === '') return 'SHA1'
  if (name === 'SHA1' || name === 'SHA256' || name === 'SHA512') return name
  throw notAnAddress('bad-algorithm', ['MD5', 'SHA224', 'SHA384', 'SM3'].includes(name) ? name : null)
}

function numberOf(value: string | undefined, usual: number, min: number, max: number, problem: 'bad-digits' | 'bad-period'): number {
  const text = (value ?? '').trim()
  if (text === '') return usual
  const number = /^\d{1,6}$/.test(text) ? Number(text) : -1
  if (number >= min && number <= max) return number
  throw notAnAddress(problem, /^-?\d{1,6}$/.test(text) ? text : null)
}

function counterOf(value: string | undefined): number {
  const text = (value ?? '').trim()
  const counter = /^\d{1,16}$/.test(text) ? Number(text) : -1
  if (Number.isSafeInteger(counter) && counter >= 0) return counter
  throw notAnAddress('bad-counter', /^-?\d{1,6}$/.test(text) ? text : null)
}

interface Names {
  issuer: string
  account: string
  mismatch: { inLabel: string; inParameter: string } | null
}

/** Label and issuer parameter as one issuer and one account. + stays + in the label: plus-addresses are commoner there than form encoding. */
function namesOf(rawLabel: string, rawIssuer: string): Names {
  const label = visibleText(decodedPercent(rawLabel), maxAddressLength)
  const inParameter = visibleText(rawIssuer, maxShownLength)
  const { prefix, account } = splitLabel(label, inParameter)
  const inLabel = visibleText(prefix, maxShownLength)
  const differs = inLabel !== '' && inParameter !== '' && comparable(inLabel) !== comparable(inParameter)
  return {
    issuer: inParameter === '' ? inLabel : inParameter,
    account: visibleText(account, maxShownLength),
    mismatch: differs ? { inLabel, inParameter } : null
  }
}

/** Splits at the first colon, or after the known issuer when that has colons of its own. */
function splitLabel(label: string, issuer: string): { prefix: string; account: string } {
  if (issuer !== '' && label.toLowerCase().startsWith(`${issuer.toLowerCase()}:`)) {
    return { prefix: label.slice(0, issuer.length), account: label.slice(issuer.length + 1) }
  }
  const colon = label.indexOf(':')
  return colon < 0 ? { prefix: '', account: label } : { prefix: label.slice(0, colon), account: label.slice(colon + 1) }
}

/** Two spellings of one issuer may differ in case, in width, and in a + one side wrote for a space. */
function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('+', ' ').replaceAll(/\s+/g, ' ').trim()
}

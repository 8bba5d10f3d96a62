import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { type CryptoPlugin, createGuardrails, generateSync, type OTPFunctionalOptions } from 'otplib'
import { authenticatorBounds } from '#contract/authenticators'
import type { CodeKind, HashAlgorithm } from '#contract/vocabulary'

/**
 * Verification codes: HOTP (RFC 4226) over a counter, TOTP (RFC 6238, T0 = 0) over time. otplib computes them; the HMAC inside runs on a
 * KeyObject, so the key's bytes are handed over once, at `createCodeKey`, and never to the library. Nothing here reads a clock.
 */

const { minDigits, maxDigits, minPeriodSeconds, maxPeriodSeconds, maxSecretBytes } = authenticatorBounds

// otplib refuses keys under 16 bytes by default; Microsoft 365 and many portals issue 10. It does not bound digits: codes are padded and
// cut to any length, so 5 to 10 is ours to enforce.
const guardrails = createGuardrails({ MIN_SECRET_BYTES: 1, MAX_SECRET_BYTES: maxSecretBytes, MAX_PERIOD: maxPeriodSeconds })

const digestNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const

export interface CodeSettings {
  /** 5 to 10. */
  readonly digits: number
  /** Seconds, 1 to 86,400. */
  readonly periodSeconds: number
}

export interface CodeAtInstant {
  readonly code: string
  /** The code of the period after. */
  readonly nextCode: string
  /** Epoch ms at which `code` gives way to `nextCode`. */
  readonly expiresAt: number
}

/** One authenticator's key, ready to make codes. Opaque: neither the bytes nor the KeyObject can be had back from it. */
export type CodeKey = CodeMaker

/** `bytes` (1 to 256) are copied into the crypto library; the caller wipes its own. */
export function createCodeKey(bytes: Uint8Array, algorithm: HashAlgorithm, kind: CodeKind = 'totp'): CodeKey {
  if (bytes.length < 1 || bytes.length > maxSecretBytes) throw new RangeError(`a key has 1 to ${maxSecretBytes} bytes`)
  return new CodeMaker(createSecretKey(bytes), algorithm, kind)
}

/** The code of a counter (RFC 4226 section 5.3). `counter` is a safe integer of at least 0. */
export function codeForCounter(key: CodeKey, digits: number, counter: number): string {
  return key.generate(digits, counter)
}

/** The code in force at `epochMs` and the one after it (RFC 6238 section 4.2). */
export function codeAt(key: CodeKey, settings: CodeSettings, epochMs: number): CodeAtInstant {
  const step = stepAt(settings.periodSeconds, epochMs)
  return {
    code: key.generate(settings.digits, step),
    nextCode: key.generate(settings.digits, step + 1),
    expiresAt: (step + 1) * settings.periodSeconds * 1000
  }
}

/**
 * By how many periods the period of `typed` lies after the one of `epochMs`, the nearest one where several codes are alike; null when none within
 * `steps` periods fits. Every candidate is compared.
 */
export function findStep(key: CodeKey, settings: CodeSettings, typed: string, epochMs: number, steps: number): number | null {
  const now = stepAt(settings.periodSeconds, epochMs)
  const candidate = plain(typed)
  let found: number | null = null
  for (let step = Math.max(0, now - steps); step <= now + steps; step += 1) {
    const isSame = sameText(key.generate(settings.digits, step), candidate)
    if (isSame && (found === null || Math.abs(step - now) < Math.abs(found))) found = step - now
  }
  return found
}

/** As typed, without spaces; Steam's letters are capitals only. */
const plain = (typed: string): string => (typed.length > 100 ? '' : typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())

/**
 * Whether `typed` is the code of `epochMs` or of one of `steps` periods before or after it (0 to 20). Spaces in `typed` do not matter.
 * Every candidate is compared, each in constant time, so that how long it takes does not tell which one was close.
 */
export function matchesWithin(key: CodeKey, settings: CodeSettings, typed: string, epochMs: number, steps: number): boolean {
  if (!Number.isInteger(steps) || steps < 0 || steps > 20) throw new RangeError('steps are 0 to 20')
  const now = stepAt(settings.periodSeconds, epochMs)
  const candidate = plain(typed)
  let matches = false
  for (let step = Math.max(0, now - steps); step <= now + steps; step += 1) {
    matches = sameText(key.generate(settings.digits, step), candidate) || matches
  }
  return matches
}

/** Number of the period of an instant (RFC 6238's T). */
export function stepAt(periodSeconds: number, epochMs: number): number {
  if (!Number.isInteger(periodSeconds) || periodSeconds < minPeriodSeconds || periodSeconds > maxPeriodSeconds) {
    throw new RangeError(`a period has ${minPeriodSeconds} to ${maxPeriodSeconds} seconds`)
  }
  if (!Number.isFinite(epochMs) || epochMs < 0) throw new RangeError('the time is an epoch in milliseconds')
  return Math.floor(epochMs / (periodSeconds * 1000))
}

/** Letters of Steam Guard, none of which can be taken for another. */
const steamLetters = '23456789BCDFGHJKMNPQRTVWXY'
const steamLength = 5

/** The letters of a truncated HMAC (RFC 4226 section 5.3), lowest place first. */
function steamCode(truncated: number): string {
  let code = ''
  for (let rest = truncated; code.length < steamLength; rest = Math.floor(rest / steamLetters.length))
    code += steamLetters[rest % steamLetters.length]
  return code
}

class CodeMaker {
  readonly algorithm: HashAlgorithm
  readonly #kind: CodeKind
  #options: OTPFunctionalOptions | null

  constructor(key: KeyObject, algorithm: HashAlgorithm, kind: CodeKind) {
    this.algorithm = algorithm
    this.#kind = kind
    this.#options = {
      strategy: 'hotp',
      // otplib wants bytes to check the length of. These stand in for the key, which only the plug-in knows.
      secret: new Uint8Array(1),
      algorithm: digestNames[algorithm],
      digits: 6,
      counter: 0,
      // Unused for a counter, but without it otplib asks the clock.
      epoch: 0,
      crypto: pluginFor(key, algorithm),
      guardrails
    }
  }

  /** Throws once closed: whoever asks then has a bug. */
  generate(digits: number, counter: number): string {
    if (this.#options === null) throw new Error('this code key was closed')
    if (!Number.isInteger(digits) || digits < minDigits || digits > maxDigits)
      throw new RangeError(`a code has ${minDigits} to ${maxDigits} digits`)
    // The options object is kept: one less allocation for each of thousands of codes.
    this.#options.counter = counter
    // Ten digits hold the whole of the 31 bits that are cut from the HMAC.
    this.#options.digits = this.#kind === 'steam' ? maxDigits : digits
    const code = generateSync(this.#options)
    return this.#kind === 'steam' ? steamCode(Number(code)) : code
  }

  /** Lets go of the key. */
  close(): void {
    this.#options = null
  }
}

// Both are overwritten by every code. otplib reads the digest before it returns, and nothing here is asynchronous. Handing Node its own
// buffer instead of otplib's fresh one, and taking the digest as a string, spares two buffers a code: about a third of the time.
const counterBytes = Buffer.alloc(8)
const digests = { SHA1: Buffer.alloc(20), SHA256: Buffer.alloc(32), SHA512: Buffer.alloc(64) } as const

/** HMAC on a KeyObject, which Node computes several times faster than on key bytes. The key argument of otplib is a stand-in and ignored. */
function pluginFor(key: KeyObject, algorithm: HashAlgorithm): CryptoPlugin {
  const name = digestNames[algorithm]
  const digest = digests[algorithm]
  return {
    name: 'keydocket',
    hmac: (_algorithm, _standIn, data) => {
      counterBytes.set(data)
      digest.write(createHmac(name, key).update(counterBytes).digest('binary'), 'latin1')
      return digest
    },
    randomBytes,
    constantTimeEqual: sameText
  }
}

function sameText(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

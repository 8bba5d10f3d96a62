import { authenticatorBounds } from '#contract/authenticators'
import { AppError } from '../errors.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const valueByLetter = new Map([...alphabet].map((character, value) => [character, value]))

/** Longest text looked at, in UTF-16 units: far more than 256 bytes of key with every sort of spacing need. */
const maxTypedLength = 8192
const maxListed = 5

/** What people usually meant by the digits base32 leaves out because they look like letters. Offered, never applied. */
const lookAlikes = new Map([
  ['0', ['O']],
  ['1', ['I', 'L']],
  ['8', ['B']]
])

/** Spacing and dashes that sites, word processors and mail programs put into keys. Tested on single characters only. */
const noise = /^[\s\u0085\u00ad\u180e\u200b-\u200d\u2060\ufeff_\-\u2010-\u2015\u2212]$/u
const unprintable = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u

/**
 * The key behind a typed base32 text (RFC 4648 section 6), read as leniently as it can be without guessing: compatibility forms become plain
 * letters (NFKC), case, spacing, dashes, zero-width characters and padding at the end do not matter, and up to 4 leftover bits are dropped.
 *
 * Throws `authenticators.doubtful-key` for characters base32 does not have (positions count characters of `text` as given, from 1),
 * `authenticators.bad-key` for nothing, for lengths no key can have (1, 3 or 6 characters over a multiple of 8), and above 256 bytes.
 * The caller wipes the result.
 */
export function keyFromTyped(text: string): Uint8Array {
  if (text.length > maxTypedLength) throw new AppError('authenticators.bad-key', { reason: 'too-long' })
  const values = valuesOf(text)
  if (values.length === 0) throw new AppError('authenticators.bad-key', { reason: 'empty' })
  const length = Math.floor((values.length * 5) / 8)
  if (length > authenticatorBounds.maxSecretBytes) throw new AppError('authenticators.bad-key', { reason: 'too-long' })
  if ([1, 3, 6].includes(values.length % 8)) throw new AppError('authenticators.bad-key', { reason: 'impossible-length' })
  const key = new Uint8Array(length)
  let bits = 0
  let buffer = 0
  let at = 0
  for (const value of values) {
    buffer = ((buffer << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      key[at++] = (buffer >> bits) & 0xff
    }
  }
  return key
}

/** Upper-case base32 without padding, the form `otpauth` addresses carry. */
export function base32FromKey(key: Uint8Array): string {
  let text = ''
  let bits = 0
  let buffer = 0
  for (const byte of key) {
    buffer = ((buffer << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(buffer >> bits) & 31]
    }
  }
  return bits > 0 ? text + alphabet[(buffer << (5 - bits)) & 31] : text
}

/** The 5-bit values of a typed text, or the error that lists what does not belong. */
function valuesOf(text: string): number[] {
  const values: number[] = []
  const doubtful: { position: number; character: string; maybe: string[] }[] = []
  const doubt = (position: number, character: string, plain: string) => {
    if (doubtful.at(-1)?.position === position) return
    doubtful.push({ position, character: shown(character), maybe: [...(lookAlikes.get(plain) ?? [])] })
  }
  let padding: { position: number; character: string }[] = []
  let position = 0
  for (const character of text) {
    position += 1
    // One character can stand for several: a ligature is read as its letters.
    for (const plain of character.normalize('NFKC')) {
      if (noise.test(plain)) continue
      if (plain === '=') {
        padding.push({ position, character })
        continue
      }
      // Padding followed by more text was no padding.
      for (const earlier of padding) doubt(earlier.position, earlier.character, '=')
      padding = []
      const value = valueByLetter.get(upperAscii(plain))
      if (value === undefined) doubt(position, character, plain)
      else values.push(value)
    }
  }
  if (doubtful.length > 0) {
    throw new AppError('authenticators.doubtful-key', {
      characters: doubtful.slice(0, maxListed),
      more: Math.max(0, doubtful.length - maxListed)
    })
  }
  return values
}

/** ASCII only: the full rules would turn a dotless i into I, which is a guess. */
function upperAscii(character: string): string {
  return character >= 'a' && character <= 'z' ? String.fromCharCode(character.charCodeAt(0) - 32) : character
}

/** A character that cannot be seen, or that would turn the text around it, is named by its number instead. */
function shown(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  return unprintable.test(character) ? `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` : character
}

import { createHash } from 'node:crypto'
import type { AuthenticatorFile } from '../../../ports.ts'
import { openedGcmWithTag, pbkdf2Key } from './derivations.ts'
import { createCollection, entryOf } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, isRecord, listAt, recordsOf, restOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/**
 * andOTP: a list of entries. Encrypted: rounds (4 bytes, big-endian), salt 12, nonce 12, AES-256-GCM with the tag at the end, under PBKDF2-HMAC-SHA1;
 * before version 0.6.3 nonce and ciphertext only, under the SHA-256 of the password. Neither has a mark to know it by.
 */
export const isAndOtp = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isRecord(entry) && Object.hasOwn(entry, 'secret') && Object.hasOwn(entry, 'type') && !Object.hasOwn(entry, 'kind'))

const roundBytes = 4
const saltBytes = 12
const nonceBytes = 12
const maxRounds = 1_000_000
const shortest = nonceBytes + 16 + 2

/** Bytes that are no text, in a file named as andOTP names them. */
export const maybeSealedAndOtp = (bytes: Uint8Array, fileName: string): boolean =>
  bytes.length >= shortest && (/\.aes$/i.test(fileName) || /otp_accounts.*\.(bin|json\.bin)$/i.test(fileName))

export async function readSealedAndOtp(bytes: Uint8Array, password: string | null): Promise<AuthenticatorFile> {
  const typed = passwordFor('andotp', password)
  const opened = (await openedNew(bytes, typed)) ?? openedOld(bytes, typed)
  if (opened === null) throw wrongPassword('andotp')
  return readAndOtp(innerJson(utf8(opened), 'andotp'))
}

async function openedNew(bytes: Uint8Array, password: string): Promise<Buffer | null> {
  const start = roundBytes + saltBytes
  const rounds = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  // The app takes 140,000 to 160,000; so many rounds are the nonce of an old file.
  if (bytes.length < start + shortest || rounds < 1 || rounds > maxRounds) return null
  const key = await pbkdf2Key(password, bytes.subarray(roundBytes, start), rounds, 'sha1', 'andotp')
  const opened = openedGcmWithTag(key, bytes.subarray(start, start + nonceBytes), bytes.subarray(start + nonceBytes))
  key.fill(0)
  return opened
}

function openedOld(bytes: Uint8Array, password: string): Buffer | null {
  const key = createHash('sha256').update(password, 'utf8').digest()
  const opened = openedGcmWithTag(key, bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes))
  key.fill(0)
  return opened
}

export function readAndOtp(value: unknown): AuthenticatorFile {
  if (!Array.isArray(value)) throw unreadable('andotp', 'content')
  const found = createCollection('andotp')
  for (const entry of recordsOf(value)) {
    found.add(
      entryOf({
        type: textAt(entry, 'type'),
        ...namesOf(textAt(entry, 'label'), at(entry, 'issuer')),
        algorithm: at(entry, 'algorithm'),
        digits: at(entry, 'digits'),
        period: at(entry, 'period'),
        counter: at(entry, 'counter'),
        secret: textAt(entry, 'secret'),
        note: listAt(entry, 'tags')
          .filter((tag) => typeof tag === 'string')
          .join(' · '),
        extra: restOf(entry, [
          ...['type', 'label', 'issuer', 'algorithm', 'digits', 'period', 'counter', 'secret', 'tags'],
          ...['thumbnail', 'last_used', 'used_frequency']
        ])
      })
    )
  }
  return found.file()
}

/** Before issuers had a field of their own, the label was "issuer - account". */
function namesOf(label: string, issuer: unknown): { issuer: string; label: string } {
  const dash = label.indexOf(' - ')
  if (typeof issuer === 'string') return { issuer, label }
  return dash < 0 ? { issuer: '', label } : { issuer: label.slice(0, dash), label: label.slice(dash + 3) }
}

import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { hashRaw } from '@node-rs/argon2'
import type { AuthenticatorFileFormat } from '#contract'
import { unreadable } from './refusals.ts'

/**
 * Keys from passwords, with parameters out of a file that anybody may have made: every one is bounded before anything is derived, so that a file
 * costs 256 MiB and some seconds at most.
 */

const maxMemoryBytes = 256 * 1024 * 1024
const maxIterations = 10_000_000
/** scrypt: N times r times p. 2^23 takes some four seconds. */
const maxScryptWork = 2 ** 23
/** Argon2: KiB times passes: 16 passes over 256 MiB. */
const maxArgon2Work = 2 ** 22
const maxLanes = 64
const keyBytes = 32

const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max

function demand(fits: boolean, format: AuthenticatorFileFormat): asserts fits {
  if (!fits) throw unreadable(format, 'key-derivation')
}

async function withBytesOf<T>(password: string, derive: (bytes: Buffer) => Promise<T>): Promise<T> {
  const bytes = Buffer.from(password, 'utf8')
  try {
    return await derive(bytes)
  } finally {
    bytes.fill(0)
  }
}

/** 32 bytes by scrypt (RFC 7914). The numbers may be anything. */
export function scryptKey(
  password: string,
  salt: Uint8Array,
  n: unknown,
  r: unknown,
  p: unknown,
  format: AuthenticatorFileFormat
): Promise<Buffer> {
  demand(isWhole(n, 2, 2 ** 24) && Number.isInteger(Math.log2(n)) && isWhole(r, 1, 1024) && isWhole(p, 1, 1024), format)
  demand(128 * n * r <= maxMemoryBytes && 128 * r * p <= maxMemoryBytes && n * r * p <= maxScryptWork, format)
  const limits = { N: n, r, p, maxmem: 2 * maxMemoryBytes }
  return withBytesOf(
    password,
    (bytes) =>
      new Promise((resolve, reject) =>
        scrypt(bytes, salt, keyBytes, limits, (error, key) => (error === null ? resolve(key) : reject(error)))
      )
  )
}

/** 32 bytes by PBKDF2 (RFC 8018). */
export function pbkdf2Key(
  password: string,
  salt: Uint8Array,
  iterations: unknown,
  hash: 'sha1' | 'sha256',
  format: AuthenticatorFileFormat
): Promise<Buffer> {
  demand(isWhole(iterations, 1, maxIterations), format)
  return withBytesOf(password, (bytes) => promisify(pbkdf2)(bytes, salt, iterations, keyBytes, hash))
}

export interface Argon2Costs {
  readonly memoryKiB: unknown
  readonly passes: unknown
  readonly lanes: unknown
  /** Default: Argon2id, version 1.3. */
  readonly kind?: 'd' | 'id'
  readonly version?: number
}

/** 32 bytes by Argon2 (RFC 9106). */
export async function argon2Key(
  password: string | Uint8Array,
  salt: Uint8Array,
  costs: Argon2Costs,
  format: AuthenticatorFileFormat
): Promise<Buffer> {
  const { memoryKiB, passes, lanes, kind = 'id', version = 0x13 } = costs
  demand(isWhole(memoryKiB, 8, maxMemoryBytes / 1024) && isWhole(passes, 1, maxArgon2Work) && isWhole(lanes, 1, maxLanes), format)
  demand(memoryKiB * passes <= maxArgon2Work && memoryKiB >= 8 * lanes, format)
  if (salt.length < 8 || salt.length > 1024 || (version !== 0x10 && version !== 0x13)) throw unreadable(format, 'header')
  // The package's enums are ambient: Argon2d is 0, Argon2id 2; version 1.0 is 0, 1.3 is 1.
  const names = { algorithm: kind === 'd' ? 0 : 2, version: version === 0x10 ? 0 : 1 }
  const options = { ...names, memoryCost: memoryKiB, timeCost: passes, parallelism: lanes, salt, outputLen: keyBytes }
  return typeof password === 'string' ? withBytesOf(password, (bytes) => hashRaw(bytes, options)) : hashRaw(password, options)
}

const tagBytes = 16

/** AES-256-GCM; null when the tag does not fit: a wrong key, or something altered. */
export function openedGcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, tag: Uint8Array, additional?: Uint8Array): Buffer | null {
  if (key.length !== keyBytes || nonce.length !== 12 || tag.length !== tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  if (additional !== undefined) decipher.setAAD(additional)
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    return null
  }
}

/** The same where the tag stands at the end of what is sealed. */
export const openedGcmWithTag = (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, additional?: Uint8Array): Buffer | null =>
  sealed.length < tagBytes ? null : openedGcm(key, nonce, sealed.subarray(0, -tagBytes), sealed.subarray(-tagBytes), additional)

/** AES-256-CBC with PKCS#7 padding; null when that does not fit. */
export function openedCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (key.length !== keyBytes || iv.length !== 16) return null
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    return null
  }
}

/** Base64 of either alphabet, with or without padding; null when it is none. */
export function bytesOfBase64(text: unknown): Buffer | null {
  return typeof text === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null
}

export function bytesOfHex(text: unknown): Buffer | null {
  return typeof text === 'string' && /^(?:[0-9a-f]{2})*$/i.test(text) ? Buffer.from(text, 'hex') : null
}

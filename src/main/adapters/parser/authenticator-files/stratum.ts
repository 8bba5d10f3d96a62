import type { AuthenticatorFile } from '../../../ports.ts'
import { argon2Key, openedCbc, openedGcmWithTag, pbkdf2Key } from './derivations.ts'
import { createCollection, entryOf } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, isRecord, type JsonRecord, listAt, recordsOf, restOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/**
 * Stratum, formerly Authenticator Pro (doc/BACKUP_FORMAT.md). Encrypted: "AUTHENTICATORPRO", salt 16, nonce 12, AES-256-GCM with the tag at the end,
 * under Argon2id of 64 MiB, three passes, four lanes; before 2023 "AuthenticatorPro", salt 20, IV 16, AES-256-CBC under 64,000 rounds of PBKDF2-HMAC-SHA1.
 */
export const isStratum = (value: JsonRecord): boolean => Array.isArray(at(value, 'Authenticators'))

const markBytes = 16
const costs = { memoryKiB: 65_536, passes: 3, lanes: 4 }
const legacyRounds = 64_000

const markOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, markBytes)).toString('latin1')
export const isSealedStratum = (bytes: Uint8Array): boolean =>
  markOf(bytes).toUpperCase() === 'AUTHENTICATORPRO' && /^A(UTHENTICATORPRO|uthenticatorPro)$/.test(markOf(bytes))

export async function readSealedStratum(bytes: Uint8Array, password: string | null): Promise<AuthenticatorFile> {
  const opened = await openedBy(bytes, passwordFor('stratum', password), markOf(bytes) === 'AuthenticatorPro')
  if (opened === null) throw wrongPassword('stratum')
  const value = innerJson(utf8(opened), 'stratum')
  if (!isRecord(value)) throw unreadable('stratum', 'content')
  return readStratum(value)
}

async function openedBy(bytes: Uint8Array, password: string, isLegacy: boolean): Promise<Buffer | null> {
  const [saltBytes, nonceBytes] = isLegacy ? [20, 16] : [16, 12]
  const salt = bytes.subarray(markBytes, markBytes + saltBytes)
  const nonce = bytes.subarray(markBytes + saltBytes, markBytes + saltBytes + nonceBytes)
  const sealed = bytes.subarray(markBytes + saltBytes + nonceBytes)
  if (sealed.length < 16) throw unreadable('stratum', 'header')
  const key = isLegacy
    ? await pbkdf2Key(password, salt, legacyRounds, 'sha1', 'stratum')
    : await argon2Key(password, salt, costs, 'stratum')
  const opened = isLegacy ? openedCbc(key, nonce, sealed) : openedGcmWithTag(key, nonce, sealed)
  key.fill(0)
  return opened
}

const types: Readonly<Record<number, string>> = { 1: 'hotp', 2: 'totp', 3: 'motp', 4: 'steam', 5: 'yandex' }
const algorithms: Readonly<Record<number, string>> = { 0: 'SHA1', 1: 'SHA256', 2: 'SHA512' }

export function readStratum(value: JsonRecord): AuthenticatorFile {
  if (!Array.isArray(at(value, 'Authenticators'))) throw unreadable('stratum', 'content')
  const categories = categoriesBySecret(value)
  const found = createCollection('stratum')
  for (const entry of recordsOf(listAt(value, 'Authenticators'))) {
    const [type, algorithm] = [at(entry, 'Type'), at(entry, 'Algorithm') ?? 0]
    found.add(
      entryOf({
        type: (typeof type === 'number' ? types[type] : undefined) ?? `type ${String(type).slice(0, 20)}`,
        issuer: textAt(entry, 'Issuer'),
        label: textAt(entry, 'Username'),
        algorithm: (typeof algorithm === 'number' ? algorithms[algorithm] : undefined) ?? `algorithm ${String(algorithm).slice(0, 20)}`,
        digits: at(entry, 'Digits'),
        period: at(entry, 'Period'),
        counter: at(entry, 'Counter'),
        secret: textAt(entry, 'Secret'),
        note: (categories.get(textAt(entry, 'Secret')) ?? []).join(' · '),
        extra: restOf(entry, [
          'Type',
          'Issuer',
          'Username',
          'Algorithm',
          'Digits',
          'Period',
          'Counter',
          'Secret',
          'Icon',
          'Ranking',
          'CopyCount'
        ])
      })
    )
  }
  return found.file()
}

/** Categories name their authenticators by secret. */
function categoriesBySecret(value: JsonRecord): Map<string, string[]> {
  const names = new Map(recordsOf(listAt(value, 'Categories')).map((category) => [textAt(category, 'Id'), textAt(category, 'Name')]))
  const bySecret = new Map<string, string[]>()
  for (const link of recordsOf(listAt(value, 'AuthenticatorCategories'))) {
    const name = names.get(textAt(link, 'CategoryId')) ?? ''
    const secret = textAt(link, 'AuthenticatorSecret')
    if (name !== '') bySecret.set(secret, [...(bySecret.get(secret) ?? []).slice(0, 20), name])
  }
  return bySecret
}

import type { AuthenticatorFile, ReadEntry } from '../../../ports.ts'
import { bytesOfBase64, openedGcmWithTag, pbkdf2Key } from './derivations.ts'
import { createCollection, entryOf } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, type JsonRecord, listAt, recordAt, recordsOf, restOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/**
 * 2FAS, schema versions 1 to 4. Encrypted: `servicesEncrypted` is "data:salt:iv" in Base64, AES-256-GCM with the tag at the end of the data, under
 * 10,000 rounds of PBKDF2-HMAC-SHA256.
 */
export const isTwoFas = (value: JsonRecord): boolean =>
  Array.isArray(at(value, 'services'))
    ? at(value, 'schemaVersion') !== undefined || at(value, 'groups') !== undefined
    : typeof at(value, 'servicesEncrypted') === 'string'

const rounds = 10_000
const latestSchema = 4

export async function readTwoFas(value: JsonRecord, password: string | null): Promise<AuthenticatorFile> {
  const version = at(value, 'schemaVersion') ?? 1
  if (typeof version !== 'number' || version > latestSchema) throw unreadable('2fas', 'version')
  const sealed = textAt(value, 'servicesEncrypted')
  const services = sealed === '' ? at(value, 'services') : innerJson(await openedServices(sealed, passwordFor('2fas', password)), '2fas')
  if (!Array.isArray(services)) throw unreadable('2fas', 'content')
  const groups = new Map(recordsOf(listAt(value, 'groups')).map((group) => [textAt(group, 'id'), textAt(group, 'name')]))
  const found = createCollection('2fas')
  for (const service of recordsOf(services)) found.add(entryIn(service, groups))
  return found.file()
}

async function openedServices(sealed: string, password: string): Promise<string | null> {
  const [data, salt, iv] = sealed.split(':').map(bytesOfBase64)
  if (!data || !salt || iv?.length !== 12) throw unreadable('2fas', 'header')
  const key = await pbkdf2Key(password, salt, rounds, 'sha256', '2fas')
  const content = openedGcmWithTag(key, iv, data)
  key.fill(0)
  if (content === null) throw wrongPassword('2fas')
  return utf8(content)
}

/** Version 1 has type, issuer and the like in `otp` only in part: HOTP came with version 2, Steam with 3, and each leaves out what is usual. */
function entryIn(service: JsonRecord, groups: ReadonlyMap<string, string>): ReadEntry {
  const otp = recordAt(service, 'otp')
  const name = textAt(service, 'name')
  const issuer = textAt(otp, 'issuer') === '' ? name : textAt(otp, 'issuer')
  const tokenType = textAt(otp, 'tokenType')
  return entryOf({
    type: tokenType === '' ? 'totp' : tokenType,
    issuer,
    label: textAt(otp, 'account') === '' ? withoutPrefix(textAt(otp, 'label'), issuer) : textAt(otp, 'account'),
    algorithm: at(otp, 'algorithm'),
    digits: at(otp, 'digits'),
    period: at(otp, 'period'),
    // An HOTP service that was never used has none.
    counter: at(otp, 'counter') ?? 0,
    secret: textAt(service, 'secret'),
    note: groups.get(textAt(service, 'groupId')) ?? '',
    extra: {
      ...restOf(service, ['otp', 'secret', 'groupId', 'icon', 'order', 'badge', 'updatedAt']),
      ...restOf(otp, ['issuer', 'account', 'label', 'algorithm', 'digits', 'period', 'counter', 'tokenType', 'link'])
    }
  })
}

/** The label is that of the address: "issuer:account". */
const withoutPrefix = (label: string, issuer: string): string => (label.startsWith(`${issuer}:`) ? label.slice(issuer.length + 1) : label)

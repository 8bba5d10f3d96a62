import type { AuthenticatorFile, ReadEntry } from '../../../ports.ts'
import { argon2Key, bytesOfBase64, openedGcmWithTag } from './derivations.ts'
import { type Around, createCollection, entryOfTotpText } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, isRecord, type JsonRecord, listAt, recordAt, recordsOf, restOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/**
 * Proton Authenticator: `entries` of an address and a name each. Encrypted: salt and content in Base64, AES-256-GCM with nonce in front and tag
 * behind, under Argon2id of 19 MiB, two passes, one lane.
 */
export const isProtonAuthenticator = (value: JsonRecord): boolean => {
  if (Array.isArray(at(value, 'entries'))) return recordsOf(listAt(value, 'entries')).every((entry) => isRecord(at(entry, 'content')))
  return typeof at(value, 'salt') === 'string' && typeof at(value, 'content') === 'string'
}

const costs = { memoryKiB: 19 * 1024, passes: 2, lanes: 1 }
const purpose = Buffer.from('proton.authenticator.export.v1')

export async function readProtonAuthenticator(value: JsonRecord, password: string | null): Promise<AuthenticatorFile> {
  if (at(value, 'version') !== 1) throw unreadable('proton-authenticator', 'version')
  const isSealed = typeof at(value, 'content') === 'string'
  const plain = isSealed ? innerJson(await opened(value, passwordFor('proton-authenticator', password)), 'proton-authenticator') : value
  if (!Array.isArray(at(plain, 'entries'))) throw unreadable('proton-authenticator', 'content')
  const found = createCollection('proton-authenticator')
  for (const entry of recordsOf(listAt(plain, 'entries'))) {
    const content = recordAt(entry, 'content')
    const around = {
      label: textAt(content, 'name'),
      note: textAt(entry, 'note'),
      extra: { ...restOf(entry, ['content', 'note']), ...restOf(content, ['uri', 'name', 'entry_type']) }
    }
    found.add(entryOfTotpText(textAt(content, 'uri'), around))
  }
  return found.file()
}

async function opened(value: JsonRecord, password: string): Promise<string | null> {
  const salt = bytesOfBase64(at(value, 'salt'))
  const content = bytesOfBase64(at(value, 'content'))
  if (salt?.length !== 16 || content === null || content.length < 12 + 16) throw unreadable('proton-authenticator', 'header')
  const key = await argon2Key(password, salt, costs, 'proton-authenticator')
  const plain = openedGcmWithTag(key, content.subarray(0, 12), content.subarray(12), purpose)
  key.fill(0)
  if (plain === null) throw wrongPassword('proton-authenticator')
  return utf8(plain)
}

/** Proton Pass: vaults by id, with the code's address in a login's `totpUri` or in extra fields of type totp. */
export const isProtonPass = (value: JsonRecord): boolean => isRecord(at(value, 'vaults'))

const inBin = 2

export function readProtonPass(value: JsonRecord): AuthenticatorFile {
  if (at(value, 'encrypted') === true) throw unreadable('proton-pass', 'foreign-key')
  const found = createCollection('proton-pass')
  for (const vault of recordsOf(Object.values(recordAt(value, 'vaults')))) {
    for (const item of recordsOf(listAt(vault, 'items'))) {
      const entries = entriesOfItem(item, textAt(vault, 'name'))
      if (entries.length === 0) found.leaveOut('no-authenticator')
      else if (at(item, 'state') === inBin) found.leaveOut('in-bin', entries.length)
      else for (const entry of entries) found.add(entry)
    }
  }
  return found.file()
}

function entriesOfItem(item: JsonRecord, vault: string): ReadEntry[] {
  const data = recordAt(item, 'data')
  const content = recordAt(data, 'content')
  const urls = listAt(content, 'urls').filter((url) => typeof url === 'string')
  const around: Around = {
    issuer: textAt(recordAt(data, 'metadata'), 'name'),
    label: [textAt(content, 'itemUsername'), textAt(content, 'username'), textAt(content, 'itemEmail')].find((name) => name !== '') ?? '',
    note: vault,
    extra: urls.length > 0 ? { uris: urls.slice(0, 20).map((url) => url.slice(0, 500)) } : {}
  }
  const inFields = recordsOf(listAt(data, 'extraFields'))
    .filter((field) => textAt(field, 'type') === 'totp')
    .map((field) => textAt(recordAt(field, 'data'), 'totpUri'))
  return [textAt(content, 'totpUri'), ...inFields].filter((uri) => uri.trim() !== '').map((uri) => entryOfTotpText(uri, around))
}

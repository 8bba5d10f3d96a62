import type { AuthenticatorFile, ReadEntry } from '../../../ports.ts'
import { bytesOfBase64, bytesOfHex, openedGcm, scryptKey } from './derivations.ts'
import { createCollection, entryOf } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, isRecord, type JsonRecord, listAt, recordAt, recordsOf, restOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/** Aegis (docs/vault.md of beemdevelopment/Aegis): version, header, db; db is an object, or Base64 under a master key that each slot wraps. */
export const isAegis = (value: JsonRecord): boolean =>
  isRecord(at(value, 'header')) && (isRecord(at(value, 'db')) || typeof at(value, 'db') === 'string')

const maxSlots = 32
const passwordSlot = 1

export async function readAegis(value: JsonRecord, password: string | null): Promise<AuthenticatorFile> {
  if (at(value, 'version') !== 1) throw unreadable('aegis', 'version')
  const sealed = at(value, 'db')
  const db = typeof sealed === 'string' ? innerJson(await openedDb(value, sealed, passwordFor('aegis', password)), 'aegis') : sealed
  const version = at(db, 'version')
  if (typeof version !== 'number' || !Array.isArray(at(db, 'entries'))) throw unreadable('aegis', 'content')
  if (version > 3) throw unreadable('aegis', 'version')
  const groups = new Map(recordsOf(listAt(db, 'groups')).map((group) => [textAt(group, 'uuid'), textAt(group, 'name')]))
  const found = createCollection('aegis')
  for (const entry of recordsOf(listAt(db, 'entries'))) found.add(entryIn(entry, groups))
  return found.file()
}

async function openedDb(value: JsonRecord, sealed: string, password: string): Promise<string | null> {
  const header = recordAt(value, 'header')
  const slots = recordsOf(listAt(header, 'slots')).filter((slot) => at(slot, 'type') === passwordSlot)
  const data = bytesOfBase64(sealed)
  const nonce = bytesOfHex(at(recordAt(header, 'params'), 'nonce'))
  const tag = bytesOfHex(at(recordAt(header, 'params'), 'tag'))
  if (data === null || nonce?.length !== 12 || tag?.length !== 16 || slots.length > maxSlots) throw unreadable('aegis', 'header')
  // Only a fingerprint opens it.
  if (slots.length === 0) throw unreadable('aegis', 'foreign-key')
  for (const slot of slots) {
    const masterKey = await masterKeyIn(slot, password)
    if (masterKey === null) continue
    const content = openedGcm(masterKey, nonce, data, tag)
    masterKey.fill(0)
    if (content === null) throw unreadable('aegis', 'content')
    return utf8(content)
  }
  throw wrongPassword('aegis')
}

async function masterKeyIn(slot: JsonRecord, password: string): Promise<Buffer | null> {
  const salt = bytesOfHex(at(slot, 'salt'))
  const wrapped = bytesOfHex(at(slot, 'key'))
  const nonce = bytesOfHex(at(recordAt(slot, 'key_params'), 'nonce'))
  const tag = bytesOfHex(at(recordAt(slot, 'key_params'), 'tag'))
  if (salt === null || wrapped?.length !== 32 || nonce === null || tag === null) throw unreadable('aegis', 'header')
  const key = await scryptKey(password, salt, at(slot, 'n'), at(slot, 'r'), at(slot, 'p'), 'aegis')
  const masterKey = openedGcm(key, nonce, wrapped, tag)
  key.fill(0)
  return masterKey
}

function entryIn(entry: JsonRecord, groups: ReadonlyMap<string, string>): ReadEntry {
  const info = recordAt(entry, 'info')
  const names = listAt(entry, 'groups').map((uuid) => (typeof uuid === 'string' ? (groups.get(uuid) ?? '') : ''))
  return entryOf({
    type: textAt(entry, 'type'),
    issuer: textAt(entry, 'issuer'),
    label: textAt(entry, 'name'),
    algorithm: at(info, 'algo'),
    digits: at(info, 'digits'),
    period: at(info, 'period'),
    counter: at(info, 'counter'),
    secret: textAt(info, 'secret'),
    note: [textAt(entry, 'note'), textAt(entry, 'group'), ...names].filter((name) => name !== '').join(' · '),
    extra: {
      ...restOf(entry, ['type', 'issuer', 'name', 'info', 'note', 'group', 'groups', 'icon', 'icon_mime', 'icon_hash']),
      ...restOf(info, ['algo', 'digits', 'period', 'counter', 'secret'])
    }
  })
}

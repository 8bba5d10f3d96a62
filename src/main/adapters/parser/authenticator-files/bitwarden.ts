import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthenticatorFile } from '../../../ports.ts'
import { argon2Key, bytesOfBase64, openedCbc, pbkdf2Key } from './derivations.ts'
import { createCollection, entryOfTotpText } from './entries.ts'
import { utf8 } from './file-text.ts'
import { at, innerJson, type JsonRecord, listAt, recordAt, recordsOf, textAt } from './json-values.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/**
 * Bitwarden's JSON exports, of the vault and of Bitwarden Authenticator. Only the field for codes is read: passwords and cards stay out. Protected
 * by a password: `data` is "2.iv|ciphertext|mac" (AES-256-CBC, HMAC-SHA256), the keys are HKDF-Expand of PBKDF2 or Argon2id.
 */
export const isBitwarden = (value: JsonRecord): boolean =>
  typeof at(value, 'encrypted') === 'boolean' &&
  (Array.isArray(at(value, 'items')) || typeof at(value, 'data') === 'string' || at(value, 'encrypted') === true)

export async function readBitwarden(value: JsonRecord, password: string | null): Promise<AuthenticatorFile> {
  if (at(value, 'encrypted') !== true) return readItems(value)
  // Without a password of its own, the account's key encrypted it.
  if (at(value, 'passwordProtected') !== true) throw unreadable('bitwarden', 'foreign-key')
  const opened = innerJson(await openedExport(value, passwordFor('bitwarden', password)), 'bitwarden')
  return readItems(opened as JsonRecord)
}

function readItems(value: JsonRecord): AuthenticatorFile {
  if (!Array.isArray(at(value, 'items'))) throw unreadable('bitwarden', 'content')
  const folders = new Map(
    recordsOf([...listAt(value, 'folders'), ...listAt(value, 'collections')]).map((folder) => [at(folder, 'id'), textAt(folder, 'name')])
  )
  const found = createCollection('bitwarden')
  for (const item of recordsOf(listAt(value, 'items'))) {
    const login = recordAt(item, 'login')
    const totp = textAt(login, 'totp')
    if (totp.trim() === '') found.leaveOut('no-authenticator')
    else if (typeof at(item, 'deletedDate') === 'string') found.leaveOut('in-bin')
    else {
      const places = [at(item, 'folderId'), ...listAt(item, 'collectionIds')].map((id) => folders.get(id) ?? '')
      const uris = recordsOf(listAt(login, 'uris')).map((uri) => textAt(uri, 'uri').slice(0, 500))
      found.add(
        entryOfTotpText(totp, {
          issuer: textAt(item, 'name'),
          label: textAt(login, 'username'),
          note: places.filter((place) => place !== '').join(' · '),
          extra: uris.length > 0 ? { uris: uris.slice(0, 20) } : {}
        })
      )
    }
  }
  return found.file()
}

async function openedExport(value: JsonRecord, password: string): Promise<string | null> {
  const masterKey = await masterKeyFor(value, password)
  const encryptionKey = expanded(masterKey, 'enc')
  const macKey = expanded(masterKey, 'mac')
  masterKey.fill(0)
  try {
    // The check value tells a wrong password from a damaged file.
    if (openedText(textAt(value, 'encKeyValidation_DO_NOT_EDIT'), encryptionKey, macKey) === null) throw wrongPassword('bitwarden')
    const content = openedText(textAt(value, 'data'), encryptionKey, macKey)
    if (content === null) throw unreadable('bitwarden', 'content')
    return utf8(content)
  } finally {
    encryptionKey.fill(0)
    macKey.fill(0)
  }
}

/** The salt is used as the text it is written as, except that Argon2id takes its SHA-256. */
function masterKeyFor(value: JsonRecord, password: string): Promise<Buffer> {
  const salt = Buffer.from(textAt(value, 'salt'), 'utf8')
  const iterations = at(value, 'kdfIterations')
  const kind = at(value, 'kdfType')
  if (salt.length === 0) throw unreadable('bitwarden', 'header')
  if (kind === 0) return pbkdf2Key(password, salt, iterations, 'sha256', 'bitwarden')
  if (kind !== 1) throw unreadable('bitwarden', 'version')
  const memoryMiB = at(value, 'kdfMemory')
  const costs = {
    memoryKiB: typeof memoryMiB === 'number' ? memoryMiB * 1024 : null,
    passes: iterations,
    lanes: at(value, 'kdfParallelism')
  }
  return argon2Key(password, createHash('sha256').update(salt).digest(), costs, 'bitwarden')
}

/** HKDF-Expand (RFC 5869 section 2.3) for 32 bytes, which is one block. */
const expanded = (key: Buffer, info: string): Buffer =>
  createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(info), Buffer.from([1])]))
    .digest()

function openedText(sealed: string, encryptionKey: Buffer, macKey: Buffer): Buffer | null {
  const parts = /^2\.([^|]{1,64})\|([^|]*)\|([^|]{1,64})$/.exec(sealed)
  const [iv, data, mac] = [parts?.[1], parts?.[2], parts?.[3]].map(bytesOfBase64)
  if (!iv || !data || !mac) throw unreadable('bitwarden', 'header')
  const expected = createHmac('sha256', macKey).update(iv).update(data).digest()
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null
  return openedCbc(encryptionKey, iv, data)
}

import type { AuthenticatorFile } from '../../../ports.ts'
import { argon2Key, bytesOfBase64 } from './derivations.ts'
import { utf8 } from './file-text.ts'
import { at, isRecord, type JsonRecord, recordAt, textAt } from './json-values.ts'
import { readOtpauthList } from './otpauth-list.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'
import { openedSecretstream } from './secretstream.ts'

/**
 * Ente Auth (migration-guides/encrypted_export.md of ente-io/auth): otpauth addresses, one a line; encrypted they are one message of libsodium's
 * secretstream under Argon2id. The app asks for 1 GiB of memory where it has that and for 256 MiB elsewhere; only the latter is opened here.
 */
export const isEnteAuth = (value: JsonRecord): boolean => isRecord(at(value, 'kdfParams')) && typeof at(value, 'encryptedData') === 'string'

export async function readEnteAuth(value: JsonRecord, password: string | null): Promise<AuthenticatorFile> {
  if (at(value, 'version') !== 1) throw unreadable('ente-auth', 'version')
  const derivation = recordAt(value, 'kdfParams')
  const salt = bytesOfBase64(at(derivation, 'salt'))
  const header = bytesOfBase64(at(value, 'encryptionNonce'))
  const sealed = bytesOfBase64(textAt(value, 'encryptedData'))
  const memoryBytes = at(derivation, 'memLimit')
  if (salt?.length !== 16 || header?.length !== 24 || sealed === null || typeof memoryBytes !== 'number')
    throw unreadable('ente-auth', 'header')
  // libsodium has one lane, and counts memory in bytes.
  const costs = { memoryKiB: Math.floor(memoryBytes / 1024), passes: at(derivation, 'opsLimit'), lanes: 1 }
  const key = await argon2Key(passwordFor('ente-auth', password), salt, costs, 'ente-auth')
  const content = openedSecretstream(key, header, sealed)
  key.fill(0)
  if (content === null) throw wrongPassword('ente-auth')
  const text = utf8(content)
  if (text === null) throw unreadable('ente-auth', 'content')
  return { ...readOtpauthList(text), format: 'ente-auth' }
}

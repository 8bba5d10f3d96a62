import { AppError, isAppError } from '../../../errors.ts'
import type { AuthenticatorFile } from '../../../ports.ts'
import { isAegis, readAegis } from './aegis.ts'
import { isAndOtp, maybeSealedAndOtp, readAndOtp, readSealedAndOtp } from './and-otp.ts'
import { isBitwarden, readBitwarden } from './bitwarden.ts'
import { readCsv } from './csv-files.ts'
import { isEnteAuth, readEnteAuth } from './ente-auth.ts'
import { textOfFile } from './file-text.ts'
import { isRecord, type JsonRecord, jsonOf } from './json-values.ts'
import { isKeepassDatabase, readKeepassDatabase } from './keepass-database.ts'
import { readKeepassXml } from './keepass-xml.ts'
import { hasAddress, readOtpauthList } from './otpauth-list.ts'
import { isCredentialExchange, isOnePassword, readCredentialExchange, readOnePassword } from './password-programs.ts'
import { isFreeOtpPlus, isLastPass, isRaivo, readFreeOtpPlus, readLastPass, readRaivo } from './phone-apps.ts'
import { isProtonAuthenticator, isProtonPass, readProtonAuthenticator, readProtonPass } from './proton.ts'
import { tooLarge, unreadable } from './refusals.ts'
import { isSealedStratum, isStratum, readSealedStratum, readStratum } from './stratum.ts'
import { isTwoFas, readTwoFas } from './two-fas.ts'
import { isZip, membersOf } from './zip-archive.ts'

const maxFileBytes = 64 * 1024 * 1024

export interface FileQuestion {
  readonly fileName: string
  readonly password: string | null
}

type JsonReader = readonly [
  isThis: (value: JsonRecord) => boolean,
  read: (value: JsonRecord, password: string | null) => AuthenticatorFile | Promise<AuthenticatorFile>
]

/** In this order: the narrower marks come first. */
const jsonReaders: readonly JsonReader[] = [
  [isAegis, readAegis],
  [isTwoFas, readTwoFas],
  [isEnteAuth, readEnteAuth],
  [isBitwarden, readBitwarden],
  [isProtonPass, readProtonPass],
  [isProtonAuthenticator, readProtonAuthenticator],
  [isStratum, readStratum],
  [isFreeOtpPlus, readFreeOtpPlus],
  [isOnePassword, readOnePassword],
  [isCredentialExchange, readCredentialExchange],
  [isLastPass, readLastPass]
]

/**
 * Recognises a file by what is in it, and reads it. Runs in the parser process only. Throws AppError `imports.password-needed`,
 * `imports.wrong-password`, `imports.unknown-format`, `imports.unreadable`, `imports.too-large`, and `imports.parts-missing` for a list of transfers.
 */
export async function readAuthenticatorFile(bytes: Uint8Array, question: FileQuestion): Promise<AuthenticatorFile> {
  if (bytes.length > maxFileBytes) throw tooLarge()
  if (isZip(bytes)) return readArchive(bytes, question)
  return readPlainFile(bytes, question)
}

async function readPlainFile(bytes: Uint8Array, { fileName, password }: FileQuestion): Promise<AuthenticatorFile> {
  if (isKeepassDatabase(bytes)) return readKeepassDatabase(bytes, password)
  if (isSealedStratum(bytes)) return readSealedStratum(bytes, password)
  const text = textOfFile(bytes)?.trim() ?? null
  const read = text === null ? null : await readText(text, password)
  if (read !== null) return read
  if (maybeSealedAndOtp(bytes, fileName)) return readSealedAndOtp(bytes, password)
  throw new AppError('imports.unknown-format', {})
}

async function readText(text: string, password: string | null): Promise<AuthenticatorFile | null> {
  if (text.startsWith('{') || text.startsWith('[')) {
    const value = jsonOf(text)
    if (Array.isArray(value)) return readJsonList(value)
    if (isRecord(value)) {
      for (const [isThis, read] of jsonReaders) if (isThis(value)) return read(value, password)
      return null
    }
  }
  if (text.startsWith('<') && /<KeePassFile[\s>]/.test(text.slice(0, 4_096))) return readKeepassXml(text)
  return readCsv(text) ?? (hasAddress(text) ? readOtpauthList(text) : null)
}

function readJsonList(value: readonly unknown[]): AuthenticatorFile | null {
  if (isRaivo(value)) return readRaivo(value)
  if (isAndOtp(value)) return readAndOtp(value)
  const isList = value.length > 0 && value.every((one) => typeof one === 'string')
  return isList && value.some((one) => hasAddress(one as string)) ? readOtpauthList(value.join('\n')) : null
}

/** The first member that is a known file. What is wrong with one is told when no other is right. */
async function readArchive(bytes: Uint8Array, question: FileQuestion): Promise<AuthenticatorFile> {
  let refusal: Error = unreadable('zip', 'archive')
  for (const member of membersOf(bytes)) {
    try {
      return await readPlainFile(member.bytes, { ...question, fileName: '' })
    } catch (error) {
      if (!isAppError(error)) throw error
      if (!isAppError(error, 'imports.unknown-format')) refusal = error
    }
  }
  throw refusal
}

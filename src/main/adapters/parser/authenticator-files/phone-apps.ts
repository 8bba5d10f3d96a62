import type { AuthenticatorFile } from '../../../ports.ts'
import { createCollection, entryOf } from './entries.ts'
import { at, isRecord, type JsonRecord, listAt, recordAt, recordsOf, restOf, textAt } from './json-values.ts'

/** FreeOTP+: `tokens`, with the key as signed bytes. */
export const isFreeOtpPlus = (value: JsonRecord): boolean => Array.isArray(at(value, 'tokens')) && Array.isArray(at(value, 'tokenOrder'))

export function readFreeOtpPlus(value: JsonRecord): AuthenticatorFile {
  const found = createCollection('freeotp-plus')
  for (const token of recordsOf(listAt(value, 'tokens'))) {
    const issuers = [textAt(token, 'issuerExt'), textAt(token, 'issuerInt')]
    found.add(
      entryOf({
        type: textAt(token, 'type'),
        issuer: issuers.find((issuer) => issuer !== '') ?? '',
        label: textAt(token, 'label'),
        algorithm: at(token, 'algo'),
        digits: at(token, 'digits'),
        period: at(token, 'period'),
        counter: at(token, 'counter') ?? 0,
        secret: signedBytes(at(token, 'secret')) ?? '',
        extra: restOf(token, [
          'type',
          'issuerExt',
          'issuerInt',
          'label',
          'algo',
          'digits',
          'period',
          'counter',
          'imageAlt',
          ...(signedBytes(at(token, 'secret')) === null ? [] : ['secret'])
        ])
      })
    )
  }
  return found.file()
}

/** Java's bytes, -128 to 127; null when any is none. */
function signedBytes(value: unknown): Uint8Array | null {
  if (!Array.isArray(value) || value.length > 1_024) return null
  return value.every((byte) => Number.isInteger(byte) && byte >= -128 && byte <= 255)
    ? Uint8Array.from(value, (byte: number) => byte & 0xff)
    : null
}

/** LastPass Authenticator: `accounts` with the names as changed and as first seen. */
export const isLastPass = (value: JsonRecord): boolean =>
  Array.isArray(at(value, 'accounts')) &&
  recordsOf(listAt(value, 'accounts')).every((one) => !Object.hasOwn(one, 'vaults') && !Object.hasOwn(one, 'items')) &&
  (Object.hasOwn(value, 'deviceId') ||
    Object.hasOwn(value, 'localDeviceId') ||
    recordsOf(listAt(value, 'accounts')).some((one) => Object.hasOwn(one, 'timeStep')))

export function readLastPass(value: JsonRecord): AuthenticatorFile {
  const folders = new Map(recordsOf(listAt(value, 'folders')).map((folder) => [at(folder, 'id'), textAt(folder, 'name')]))
  const found = createCollection('lastpass')
  for (const account of recordsOf(listAt(value, 'accounts'))) {
    const first = (...names: string[]) => names.map((name) => textAt(account, name)).find((text) => text !== '') ?? ''
    found.add(
      entryOf({
        type: 'totp',
        issuer: first('issuerName', 'originalIssuerName'),
        label: first('userName', 'originalUserName'),
        algorithm: at(account, 'algorithm'),
        digits: at(account, 'digits'),
        period: at(account, 'timeStep'),
        secret: textAt(account, 'secret'),
        note: folders.get(at(recordAt(account, 'folderData'), 'folderId')) ?? '',
        extra: restOf(account, [
          'issuerName',
          'userName',
          'algorithm',
          'digits',
          'timeStep',
          'secret',
          'folderData',
          'backupInfo',
          'pushNotification'
        ])
      })
    )
  }
  return found.file()
}

/** Raivo OTP: a list whose numbers are texts. It comes in a ZIP under a password, of which only the unpacked file is read. */
export const isRaivo = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isRecord(entry) && Object.hasOwn(entry, 'kind') && Object.hasOwn(entry, 'timer') && Object.hasOwn(entry, 'secret'))

export function readRaivo(value: unknown): AuthenticatorFile {
  const found = createCollection('raivo')
  for (const entry of recordsOf(Array.isArray(value) ? value : [])) {
    found.add(
      entryOf({
        type: textAt(entry, 'kind'),
        issuer: textAt(entry, 'issuer'),
        label: textAt(entry, 'account'),
        algorithm: at(entry, 'algorithm'),
        digits: at(entry, 'digits'),
        period: at(entry, 'timer'),
        counter: at(entry, 'counter'),
        secret: textAt(entry, 'secret'),
        extra: restOf(entry, ['kind', 'issuer', 'account', 'algorithm', 'digits', 'timer', 'counter', 'secret', 'iconType', 'iconValue'])
      })
    )
  }
  return found.file()
}

import { createCipheriv, createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import type { SampleEntry } from './authenticator-entries.ts'
import {
  addressList,
  aegisDb,
  andOtpList,
  bitwardenVault,
  json,
  protonExport,
  type SampleFormat,
  stratumBackup,
  twoFasServices,
  withoutSteamIssuer
} from './authenticator-samples.ts'
import { sealedSecretstream } from './secretstream-writer.ts'

/** Encrypted files, written with other code than reads them. Costs are as low as the format lets them be. */

const password = 'pässword 1'
const bytesOf = (length: number, seed: number): Buffer => createHash('sha512').update(`sample ${seed}`).digest().subarray(0, length)

export function gcm(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, additional?: Uint8Array): { sealed: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  if (additional !== undefined) cipher.setAAD(additional)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return { sealed, tag: cipher.getAuthTag() }
}

const gcmWithTag = (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, additional?: Uint8Array): Buffer => {
  const { sealed, tag } = gcm(key, nonce, plain, additional)
  return Buffer.concat([sealed, tag])
}

function cbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}

const argon2 = (salt: Uint8Array, memorySize: number, iterations: number, parallelism: number): Promise<Uint8Array> =>
  argon2id({ password, salt, memorySize, iterations, parallelism, hashLength: 32, outputType: 'binary' })

export function aegisVault(entries: readonly SampleEntry[], change: Record<string, unknown> = {}) {
  const masterKey = bytesOf(32, 1)
  const salt = bytesOf(32, 2)
  const wrapped = gcm(scryptSync(password, salt, 32, { N: 16, r: 8, p: 1 }), bytesOf(12, 3), masterKey)
  const db = gcm(masterKey, bytesOf(12, 4), json(aegisDb(entries, 3)))
  const slot = {
    uuid: 'u',
    key: wrapped.sealed.toString('hex'),
    key_params: { nonce: bytesOf(12, 3).toString('hex'), tag: wrapped.tag.toString('hex') }
  }
  return {
    version: 1,
    header: {
      slots: [
        { type: 2, ...slot },
        { type: 1, ...slot, n: 16, r: 8, p: 1, salt: salt.toString('hex'), repaired: true, ...change }
      ],
      params: { nonce: bytesOf(12, 4).toString('hex'), tag: db.tag.toString('hex') }
    },
    db: db.sealed.toString('base64')
  }
}

function twoFasBackup(entries: readonly SampleEntry[]) {
  const [salt, iv] = [Buffer.concat([bytesOf(64, 5), bytesOf(64, 6), bytesOf(64, 7), bytesOf(64, 8)]), bytesOf(12, 9)]
  const sealed = gcmWithTag(pbkdf2Sync(password, salt, 10_000, 32, 'sha256'), iv, json(twoFasServices(entries, 4)))
  const servicesEncrypted = [sealed, salt, iv].map((part) => part.toString('base64')).join(':')
  return { services: [], groups: [], updatedAt: 1, schemaVersion: 4, servicesEncrypted, reference: 'r' }
}

export async function enteExport(entries: readonly SampleEntry[], change: Record<string, unknown> = {}) {
  const salt = bytesOf(16, 10)
  const { header, sealed } = sealedSecretstream(await argon2(salt, 8, 1, 1), bytesOf(24, 11), Buffer.from(addressList(entries)))
  const kdfParams = { memLimit: 8192, opsLimit: 1, salt: salt.toString('base64'), ...change }
  return { version: 1, kdfParams, encryptedData: sealed.toString('base64'), encryptionNonce: header.toString('base64') }
}

const expand = (key: Uint8Array, info: string): Buffer =>
  createHmac('sha256', key)
    .update(info)
    .update(Buffer.from([1]))
    .digest()

export async function bitwardenExport(entries: readonly SampleEntry[], kdf: 'pbkdf2' | 'argon2id', change: Record<string, unknown> = {}) {
  const salt = bytesOf(16, 12).toString('base64')
  const key =
    kdf === 'pbkdf2' ? pbkdf2Sync(password, salt, 10, 32, 'sha256') : await argon2(createHash('sha256').update(salt).digest(), 1024, 1, 1)
  const seal = (plain: Uint8Array, seed: number): string => {
    const iv = bytesOf(16, seed)
    const data = cbc(expand(key, 'enc'), iv, plain)
    const mac = createHmac('sha256', expand(key, 'mac')).update(iv).update(data).digest()
    return `2.${[iv, data, mac].map((part) => part.toString('base64')).join('|')}`
  }
  return {
    ...{ encrypted: true, passwordProtected: true, salt },
    ...(kdf === 'pbkdf2' ? { kdfType: 0, kdfIterations: 10 } : { kdfType: 1, kdfIterations: 1, kdfMemory: 1, kdfParallelism: 1 }),
    encKeyValidation_DO_NOT_EDIT: seal(Buffer.from('0b8a1c6e'), 13),
    data: seal(json(bitwardenVault(entries)), 14),
    ...change
  }
}

async function protonBackup(entries: readonly SampleEntry[]) {
  const [salt, nonce] = [bytesOf(16, 15), bytesOf(12, 16)]
  const content = gcmWithTag(
    await argon2(salt, 19 * 1024, 2, 1),
    nonce,
    json(protonExport(entries)),
    Buffer.from('proton.authenticator.export.v1')
  )
  return { version: 1, salt: salt.toString('base64'), content: Buffer.concat([nonce, content]).toString('base64') }
}

async function stratumSealed(entries: readonly SampleEntry[]): Promise<Buffer> {
  const [salt, nonce] = [bytesOf(16, 17), bytesOf(12, 18)]
  const sealed = gcmWithTag(await argon2(salt, 65_536, 3, 4), nonce, json(stratumBackup(entries)))
  return Buffer.concat([Buffer.from('AUTHENTICATORPRO'), salt, nonce, sealed])
}

function stratumLegacy(entries: readonly SampleEntry[]): Buffer {
  const [salt, iv] = [bytesOf(20, 19), bytesOf(16, 20)]
  const sealed = cbc(pbkdf2Sync(password, salt, 64_000, 32, 'sha1'), iv, json(stratumBackup(entries)))
  return Buffer.concat([Buffer.from('AuthenticatorPro'), salt, iv, sealed])
}

export function andOtpSealed(entries: readonly SampleEntry[], rounds = 1_000): Buffer {
  const [salt, nonce, head] = [bytesOf(12, 21), bytesOf(12, 22), Buffer.alloc(4)]
  head.writeUInt32BE(rounds)
  const key = rounds > 1_000_000 ? bytesOf(32, 0) : pbkdf2Sync(password, salt, rounds, 32, 'sha1')
  return Buffer.concat([head, salt, nonce, gcmWithTag(key, nonce, json(andOtpList(entries)))])
}

function andOtpOld(entries: readonly SampleEntry[]): Buffer {
  const nonce = Buffer.concat([Buffer.from([0xff]), bytesOf(11, 23)])
  return Buffer.concat([nonce, gcmWithTag(createHash('sha256').update(password).digest(), nonce, json(andOtpList(entries)))])
}

export const sealedSamples: readonly SampleFormat[] = [
  {
    name: 'Aegis encrypted',
    format: 'aegis',
    fileName: 'aegis-export.json',
    password,
    isText: true,
    build: (entries) => json(aegisVault(entries))
  },
  {
    name: '2FAS encrypted',
    format: '2fas',
    fileName: 'backup.2fas',
    password,
    isText: true,
    isSlow: true,
    build: (entries) => json(twoFasBackup(entries))
  },
  {
    name: 'Ente Auth encrypted',
    format: 'ente-auth',
    fileName: 'ente.txt',
    password,
    isText: true,
    build: async (entries) => json(await enteExport(entries))
  },
  ...(['pbkdf2', 'argon2id'] as const).map(
    (kdf): SampleFormat => ({
      ...{ name: `Bitwarden under ${kdf}`, format: 'bitwarden', fileName: 'bitwarden_encrypted_export.json', password, isText: true },
      build: async (entries) => json(await bitwardenExport(entries, kdf))
    })
  ),
  {
    ...{
      name: 'Proton Authenticator encrypted',
      format: 'proton-authenticator',
      fileName: 'proton.json',
      password,
      isText: true,
      isSlow: true
    },
    holds: withoutSteamIssuer,
    build: async (entries) => json(await protonBackup(entries))
  },
  { name: 'Stratum encrypted', format: 'stratum', fileName: 'backup.stratum', password, isSlow: true, build: stratumSealed },
  { name: 'Authenticator Pro encrypted', format: 'stratum', fileName: 'backup.authpro', password, isSlow: true, build: stratumLegacy },
  { name: 'andOTP encrypted', format: 'andotp', fileName: 'otp_accounts.json.aes', password, build: (entries) => andOtpSealed(entries) },
  { name: 'andOTP encrypted before 0.6.3', format: 'andotp', fileName: 'otp_accounts.json.aes', password, build: andOtpOld }
]

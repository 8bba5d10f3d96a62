import { createHash, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import { type CanonicalValue, canonicalBytes } from '../../vault/canonical.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { vaultCopyFacts } from '../../vault/vault-copy.ts'

/**
 * One backup is one file: a head of numbers, vault.json as it was, a manifest, a MAC over these three, and the encrypted database, whose SHA-256
 * stands in the manifest. docs/vault-format.md is the reference.
 */
export const backupExtension = '.keydocket-backup'
export const backupFormat = 1

const magic = Buffer.from('keydocket-backup', 'ascii')
const numbersBytes = 16 + 2 + 4 + 4 + 8
const macBytes = 32
/** Far above any real one; keeps a crafted head from being read into memory. */
const maxVaultBytes = 64 * 1024
const maxManifestBytes = 256 * 1024
const chunkBytes = 1024 * 1024

export type BackupManifest = {
  /** Version of the program that wrote it. */
  readonly appVersion: string
  /** When it was made, epoch ms. */
  readonly at: number
  /** Newest row of the audit log in it. */
  readonly auditHash: string
  readonly auditSeq: number
  readonly databaseBytes: number
  /** SHA-256, hex, as the next one. */
  readonly databaseSha256: string
  readonly vaultSha256: string
  /** Of the vault key. */
  readonly generation: number
  readonly kind: 'keydocket-backup'
  /** Version of the database's tables. */
  readonly schema: number
  /** Sealed values in it. */
  readonly sealed: number
  /** Rows by table. */
  readonly tables: { readonly [table: string]: number }
  readonly vaultId: string
}

/** The part of a backup before its database. Nothing in it is believed before its MAC holds. */
export interface BackupHead {
  readonly vaultBytes: Buffer
  readonly manifest: BackupManifest
  /** Where the database begins, and how long the file is. */
  readonly databaseAt: number
  readonly fileBytes: number
  readonly signed: Buffer
  readonly mac: Buffer
}

export type BackupPart = 'length' | 'vault' | 'manifest' | 'mac' | 'database' | 'content'
export const damagedBackup = (part: BackupPart, cause?: unknown): AppError => new AppError('backup.damaged', { part }, { cause })

/** Writes a whole backup into an empty file that is open; `database` is copied, `manifest` must describe it. Does not flush. */
export async function writeBackup(
  into: FileHandle,
  { vaultBytes, manifest, database, vault }: { vaultBytes: Buffer; manifest: BackupManifest; database: FileHandle; vault: OpenVault },
  onChunk: (bytes: number) => void
): Promise<void> {
  const manifestBytes = manifestBytesOf(manifest)
  const numbers = Buffer.alloc(numbersBytes)
  magic.copy(numbers)
  numbers.writeUInt16BE(backupFormat, 16)
  numbers.writeUInt32BE(vaultBytes.length, 18)
  numbers.writeUInt32BE(manifestBytes.length, 22)
  numbers.writeBigUInt64BE(BigInt(manifest.databaseBytes), 26)
  const signed = Buffer.concat([numbers, vaultBytes, manifestBytes])
  await into.writeFile(Buffer.concat([signed, vault.backupMac(signed)]))
  for await (const chunk of chunksOf(database, 0)) {
    await into.writeFile(chunk)
    onChunk(chunk.length)
  }
}

/**
 * Reads the head of an open backup. Throws `backup.not-ours`, `backup.from-newer-version`, `backup.damaged`, `vault.damaged`,
 * `vault.from-newer-version`.
 */
export async function readHead(file: FileHandle): Promise<BackupHead> {
  const fileBytes = (await file.stat()).size
  const numbers = await readExactly(file, 0, Math.min(numbersBytes, fileBytes))
  if (!numbers.subarray(0, 16).equals(magic)) throw new AppError('backup.not-ours', {})
  if (numbers.length < numbersBytes) throw damagedBackup('length')
  const format = numbers.readUInt16BE(16)
  if (format > backupFormat) throw new AppError('backup.from-newer-version', { found: format, supported: backupFormat })
  if (format !== backupFormat) throw damagedBackup('length')
  const [vaultLength, manifestLength, databaseLength] = [numbers.readUInt32BE(18), numbers.readUInt32BE(22), numbers.readBigUInt64BE(26)]
  if (vaultLength > maxVaultBytes || manifestLength > maxManifestBytes) throw damagedBackup('length')
  const databaseAt = numbersBytes + vaultLength + manifestLength + macBytes
  if (BigInt(fileBytes) !== BigInt(databaseAt) + databaseLength) throw damagedBackup('length')
  const rest = await readExactly(file, numbersBytes, databaseAt - numbersBytes)
  const vaultBytes = rest.subarray(0, vaultLength)
  const manifest = manifestFrom(rest.subarray(vaultLength, vaultLength + manifestLength))
  const { vaultId, generation } = vaultCopyFacts(vaultBytes)
  if (sha256(vaultBytes) !== manifest.vaultSha256) throw damagedBackup('vault')
  if (vaultId !== manifest.vaultId || generation !== manifest.generation) throw damagedBackup('manifest')
  if (BigInt(manifest.databaseBytes) !== databaseLength) throw damagedBackup('manifest')
  return {
    ...{ vaultBytes, manifest, databaseAt, fileBytes },
    signed: Buffer.concat([numbers, rest.subarray(0, vaultLength + manifestLength)]),
    mac: rest.subarray(vaultLength + manifestLength)
  }
}

/** Whether the head is what the holder of this vault's key wrote. */
export const isHeadSignedBy = ({ signed, mac }: BackupHead, vault: OpenVault): boolean => timingSafeEqual(vault.backupMac(signed), mac)

/** The database of a backup as chunks. Throws `backup.damaged` at its end when it is not the one the manifest names. */
export async function* databaseOf(file: FileHandle, { databaseAt, manifest }: BackupHead): AsyncGenerator<Buffer> {
  const digest = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunksOf(file, databaseAt)) {
    digest.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  if (bytes !== manifest.databaseBytes || digest.digest('hex') !== manifest.databaseSha256) throw damagedBackup('database')
}

/** SHA-256 of a whole open file, hex, and its length. */
export async function digestOf(file: FileHandle): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunksOf(file, 0)) {
    digest.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: digest.digest('hex') }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Opens a file to read it. Throws `file.cannot-read`. */
export async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed'
    throw new AppError('file.cannot-read', { reason }, { cause })
  }
}

/** The chunk is overwritten by the next one. */
async function* chunksOf(file: FileHandle, from: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let at = from; ; ) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) throw damagedBackup('length')
    done += bytesRead
  }
  return bytes
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isDigest = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isTables = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([name, count]) => /^[a-z_][a-z0-9_]*$/.test(name) && isWhole(count))

/** One test per field; a manifest has exactly these. */
const fields: Readonly<Record<keyof BackupManifest, (value: unknown) => boolean>> = {
  appVersion: (value) => typeof value === 'string' && /^[0-9A-Za-z.+-]{1,40}$/.test(value),
  at: isWhole,
  auditHash: isDigest,
  auditSeq: isWhole,
  databaseBytes: isWhole,
  databaseSha256: isDigest,
  vaultSha256: isDigest,
  generation: isWhole,
  kind: (value) => value === 'keydocket-backup',
  schema: isWhole,
  sealed: isWhole,
  tables: isTables,
  vaultId: (value) => typeof value === 'string'
}

/** Anything but the exact bytes that are written for these values is refused. */
function manifestFrom(bytes: Buffer): BackupManifest {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (isManifest(value) && manifestBytesOf(value).equals(bytes)) return value
  } catch (cause) {
    throw damagedBackup('manifest', cause)
  }
  throw damagedBackup('manifest')
}

const isManifest = (value: unknown): value is BackupManifest =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === Object.keys(fields).length &&
  Object.entries(fields).every(([name, isFit]) => Object.hasOwn(value, name) && isFit((value as Record<string, unknown>)[name]))

function manifestBytesOf(manifest: BackupManifest): Buffer {
  return Buffer.concat([canonicalBytes(manifest as CanonicalValue), Buffer.from('\n')])
}

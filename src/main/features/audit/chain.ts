import { hash as hashOnce } from 'node:crypto'
import type { AuditLogTable } from '../../db/tables.ts'

/**
 * How rows of the audit log hang together. docs/audit-log.md is the specification; scripts/verify-audit.mjs implements it a second time.
 *
 * digest_n = SHA-256(0x01 | "keydocket-audit-v1" | canonical(row_n))
 * hash_n   = SHA-256(0x00 | "keydocket-audit-v1" | digest_n | hash_(n-1)),  hash_0 = SHA-256(0x02 | "keydocket-audit-v1" | vault id)
 * mac_n    = HMAC-SHA256(audit key, hash_n)
 *
 * The row enters through a digest of its own so that an export can show a row of another client as a digest and the chain still verifies.
 */

export type AuditContent = Omit<AuditLogTable, 'previous_hash' | 'hash' | 'mac'>

const domain = Buffer.from('keydocket-audit-v1', 'ascii')
const first = (byte: number): Buffer => Buffer.concat([Buffer.from([byte]), domain])
const heads = { link: first(0), row: first(1), genesis: first(2) }

/** The columns that count, in the order in which they are hashed. */
export const hashedColumns = [
  'seq',
  'id',
  'at',
  'monotonic_ms',
  'run_id',
  'actor_id',
  'actor',
  'device',
  'event',
  'client_id',
  'account_id',
  'record_id',
  'details',
  'sealed_hash',
  'sealed_revision'
] as const satisfies readonly (keyof AuditContent)[]

/** Holds 01, the domain and a canonical row; grows with the longest row seen. Hashing is synchronous, so one is enough. */
let scratch = Buffer.alloc(4_096)

const uint32 = 0x1_0000_0000

/**
 * SHA-256 over 01, the domain and the columns one after the other: null as 00; text as 01, its UTF-8 length in four bytes, its bytes; a whole
 * number as 02 and eight bytes. Big-endian.
 */
export function rowDigest(row: AuditContent): Buffer {
  let most = heads.row.length
  for (const name of hashedColumns) {
    const value = row[name]
    most += typeof value === 'string' ? 5 + value.length * 3 : 9
  }
  if (most > scratch.length) scratch = Buffer.alloc(most * 2)
  const bytes = scratch
  let at = heads.row.copy(bytes)
  for (const name of hashedColumns) {
    const value = row[name]
    if (value === null) at = bytes.writeUInt8(0, at)
    else if (typeof value === 'number') {
      at = bytes.writeUInt8(2, at)
      at = bytes.writeInt32BE(Math.floor(value / uint32), at)
      at = bytes.writeUInt32BE(value - Math.floor(value / uint32) * uint32, at)
    } else {
      const length = bytes.write(value, at + 5, 'utf8')
      bytes.writeUInt8(1, at)
      bytes.writeUInt32BE(length, at + 1)
      at += 5 + length
    }
  }
  return hashOnce('sha256', bytes.subarray(0, at), 'buffer')
}

const sha256 = (...parts: Buffer[]): Buffer => hashOnce('sha256', Buffer.concat(parts), 'buffer')

export const linkHash = (digest: Buffer, previous: Buffer): Buffer => sha256(heads.link, digest, previous)
/** What the first row hangs on: no two vaults' logs begin alike. */
export const genesisOf = (vaultId: string): Buffer => sha256(heads.genesis, Buffer.from(vaultId, 'utf8'))

export interface Head {
  readonly seq: number
  readonly hash: Buffer
}

/** The three columns that tie a row to those before it and to the vault. */
export function chained(row: AuditContent, previous: Buffer, mac: (hash: Uint8Array) => Buffer) {
  const hash = linkHash(rowDigest(row), previous)
  return { hash, columns: { previous_hash: previous.toString('hex'), hash: hash.toString('hex'), mac: mac(hash).toString('hex') } }
}

/** The state of the log as people compare it: `18 342 · 7F3A-90C2-11DE-5B04`. */
export function headCode({ seq, hash }: { readonly seq: number; readonly hash: string }): string {
  const number = String(seq).replace(/\B(?=(\d{3})+$)/g, ' ')
  return `${number} · ${(hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-')}`
}

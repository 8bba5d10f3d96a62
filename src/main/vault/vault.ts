import type { FingerprintPurpose, SealedPlace } from './sealed-columns.ts'

/**
 * What the rest of the core knows of an open vault. Implementation in this folder; format in docs/vault-format.md.
 *
 * passphrase --Argon2id--> KEK \
 * OS keychain entry ----> KEK  >-- slots: AES-256-GCM(KEK, vault key) --> vault key --HKDF--> database key | record key | audit key
 * recovery kit ----------> KEK /
 */

/** Names the one place a sealed value may be opened at. A value moved to another row, column or revision does not open. */
export type SealContext = SealedPlace & {
  readonly recordId: string
  /** Raised each time the value is sealed anew, so that an old value put back does not open. */
  readonly revision: number
}

/** The keys of one generation, held as KeyObjects. Every method throws once `close` was called. */
export interface OpenVault {
  readonly vaultId: string
  readonly generation: number
  /** The 32-byte key of the database file in hex, for SQLite's key pragma. Not kept. */
  databaseKeyHex(): string
  seal(context: SealContext, plaintext: Uint8Array): Buffer
  /** Throws AppError `storage.damaged` when the value was altered, moved or replaced by an older one. The caller wipes the result. */
  open(context: SealContext, sealed: Uint8Array): Buffer
  /** Keyed fingerprint for finding duplicates without storing the value: HMAC-SHA256, first 16 bytes, hex. */
  fingerprint(purpose: FingerprintPurpose, value: Uint8Array): string
  /** HMAC-SHA256 under the audit key of this generation, 32 bytes: ties a row of the audit log to this vault. */
  auditMac(hash: Uint8Array): Buffer
  /** HMAC-SHA256 under the backup key of this generation, 32 bytes: ties the head of a backup to this vault. */
  backupMac(bytes: Uint8Array): Buffer
  close(): void
}

import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** HKDF-SHA256 (RFC 5869) as used everywhere in the vault: salt is the vault id, info names the one use of the key. All keys are 32 bytes. */

export const keyBytes = 32

function derive(secret: KeyObject | Uint8Array, vaultId: string, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, vaultId, info, keyBytes))
}

/** What the vault key is split into. Each purpose yields an unrelated key. */
export type VaultKeyPurpose = 'database' | 'record' | 'blind-index' | 'header-mac' | 'audit-mac' | 'backup-mac'

export function vaultSubkeyBytes(vaultKey: KeyObject, vaultId: string, purpose: VaultKeyPurpose, generation: number): Buffer {
  return derive(vaultKey, vaultId, `keydocket/${purpose}/g${generation}`)
}

export function vaultSubkey(vaultKey: KeyObject, vaultId: string, purpose: VaultKeyPurpose, generation: number): KeyObject {
  return importKey(vaultSubkeyBytes(vaultKey, vaultId, purpose, generation))
}

/** The key that wraps the vault key in one slot, and the commitment that tells a wrong secret apart before anything is decrypted. */
export function slotKeys(secret: Uint8Array, vaultId: string, slotId: string): { wrappingKey: KeyObject; commitment: Buffer } {
  return {
    wrappingKey: importKey(derive(secret, vaultId, `keydocket/slot-key/${slotId}`)),
    commitment: derive(secret, vaultId, `keydocket/slot-commitment/${slotId}`)
  }
}

/** Moves raw key bytes into a KeyObject and wipes the bytes. */
export function importKey(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

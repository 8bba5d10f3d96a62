import { createCipheriv, createDecipheriv, type KeyObject, timingSafeEqual } from 'node:crypto'
import { canonicalBytes } from './canonical.ts'
import { importKey, keyBytes, slotKeys } from './key-schedule.ts'
import { formatNumber, type KeychainSlot, type KitSlot, type PassphraseSlot, type Slot } from './vault-document.ts'

/**
 * A slot holds the vault key, wrapped by AES-256-GCM under a key made from one secret: the stretched passphrase, the keychain's 32 bytes
 * or the recovery kit's 32 bytes. GCM alone lets a crafted ciphertext open under two keys, hence the commitment, which is checked first.
 */

const tagBytes = 16

/** What a slot says about itself before it is filled. */
export type SlotHead =
  | Omit<PassphraseSlot, 'commitment' | 'nonce' | 'wrapped'>
  | Omit<KeychainSlot, 'commitment' | 'nonce' | 'wrapped'>
  | Omit<KitSlot, 'commitment' | 'nonce' | 'wrapped'>

/** Wraps the vault key. `secret` is wiped by the caller. */
export function fillSlot(head: SlotHead, secret: Uint8Array, context: { vaultId: string; vaultKey: KeyObject; nonce: Buffer }): Slot {
  const { wrappingKey, commitment } = slotKeys(secret, context.vaultId, head.id)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, context.nonce, { authTagLength: tagBytes })
  cipher.setAAD(associatedData(head, context.vaultId))
  const key = context.vaultKey.export()
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  key.fill(0)
  return {
    ...head,
    commitment: commitment.toString('base64url'),
    nonce: context.nonce.toString('base64url'),
    wrapped: wrapped.toString('base64url')
  }
}

export type SlotAnswer =
  | { readonly outcome: 'opened'; readonly vaultKey: KeyObject }
  /** The secret is not this slot's, or the slot's commitment, id or derivation was altered: they cannot be told apart. */
  | { readonly outcome: 'wrong-secret' }
  /** The right secret, but what it wraps was altered. */
  | { readonly outcome: 'altered' }

export function openSlot(slot: Slot, secret: Uint8Array, vaultId: string): SlotAnswer {
  const { wrappingKey, commitment } = slotKeys(secret, vaultId, slot.id)
  if (!timingSafeEqual(commitment, Buffer.from(slot.commitment, 'base64url'))) return { outcome: 'wrong-secret' }
  const wrapped = Buffer.from(slot.wrapped, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(slot.nonce, 'base64url'), { authTagLength: tagBytes })
  decipher.setAAD(associatedData(slot, vaultId)).setAuthTag(wrapped.subarray(keyBytes))
  const key = decipher.update(wrapped.subarray(0, keyBytes))
  try {
    decipher.final()
    return { outcome: 'opened', vaultKey: importKey(key) }
  } catch {
    key.fill(0)
    return { outcome: 'altered' }
  }
}

/** Canonical JSON of everything the slot says in the clear, so that type, generation or costs cannot be swapped under a wrapped key. */
function associatedData(slot: SlotHead | Slot, vaultId: string): Buffer {
  const kdf = slot.type === 'passphrase' ? slot.kdf : null
  return canonicalBytes({ format: formatNumber, generation: slot.generation, kdf, slotId: slot.id, type: slot.type, vaultId })
}

import { AppError } from '../errors.ts'
import type { Random } from '../ports.ts'
import { createOpenVault, vaultKeyOf } from './open-vault.ts'
import { keyFromKitText } from './recovery-kit.ts'
import { openSlot } from './slots.ts'
import type { OpenVault } from './vault.ts'
import { deriveForSlot, requireSlot } from './vault-changes.ts'
import { checkMac, damaged, parseDocument, serialiseDocument, signDocument, slotOf } from './vault-document.ts'

/** What opens a vault on any computer. */
export type WayIn = { readonly passphrase: string } | { readonly kit: string }

/**
 * Opens the vault whose vault.json these bytes are, wherever they lie. The caller closes it.
 * Throws `vault.wrong-passphrase`, `vault.wrong-kit`, `vault.damaged`, `vault.from-newer-version`.
 */
export async function openVaultCopy(bytes: Buffer, way: WayIn, random: Random): Promise<OpenVault> {
  const document = parseDocument(bytes)
  const { vaultId, generation } = document
  const isKit = 'kit' in way
  const slot = isKit ? requireSlot(document, 'kit') : requireSlot(document, 'passphrase')
  const secret = 'kit' in way ? keyFromKitText(way.kit, vaultId) : await deriveForSlot(requireSlot(document, 'passphrase'), way.passphrase)
  const answer = openSlot(slot, secret, vaultId)
  secret.fill(0)
  if (answer.outcome === 'wrong-secret')
    throw isKit ? new AppError('vault.wrong-kit', { groups: [] }) : new AppError('vault.wrong-passphrase', {})
  if (answer.outcome === 'altered') throw damaged('slot-altered')
  checkMac(document, answer.vaultKey)
  return createOpenVault(answer.vaultKey, { vaultId, generation, random })
}

/** What of a vault.json can be told without opening it. Unverified. */
export function vaultCopyFacts(bytes: Buffer): { vaultId: string; generation: number; keychainSlotId: string | null } {
  const document = parseDocument(bytes)
  return { vaultId: document.vaultId, generation: document.generation, keychainSlotId: slotOf(document, 'keychain')?.id ?? null }
}

/** Whether the secret of a keychain entry opens the keychain slot of this vault.json. `key` is the caller's to wipe. */
export function opensKeychainSlot(bytes: Buffer, entry: { readonly slotId: string; readonly key: Buffer }): boolean {
  const document = parseDocument(bytes)
  const slot = slotOf(document, 'keychain')
  return slot !== undefined && slot.id === entry.slotId && openSlot(slot, entry.key, document.vaultId).outcome === 'opened'
}

/** The same vault.json without its keychain slot, MACed anew. Bytes that have none come back as they are. */
export function withoutKeychainSlot(bytes: Buffer, vault: OpenVault): Buffer {
  const { mac: _replaced, ...unsigned } = parseDocument(bytes)
  const slots = unsigned.slots.filter((slot) => slot.type !== 'keychain')
  if (slots.length === unsigned.slots.length) return bytes
  return serialiseDocument(signDocument({ ...unsigned, revision: unsigned.revision + 1, slots }, vaultKeyOf(vault)))
}

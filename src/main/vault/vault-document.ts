import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'
import { canonicalBytes } from './canonical.ts'
import { vaultSubkey } from './key-schedule.ts'
import { hasCostsOutOfBounds, isCount, isRecord, isVaultDocument } from './vault-document-shape.ts'

/** The content of vault.json: which slots open the vault, under one MAC that needs the vault key. docs/vault-format.md is the reference. */

export const formatNumber = 1
/** Far above any real file; keeps a crafted one from being read into memory. */
export const maxFileBytes = 64 * 1024

type SlotFields = {
  readonly id: string
  readonly generation: number
  readonly createdOn: string
  readonly commitment: string
  readonly nonce: string
  readonly wrapped: string
}
export type PassphraseSlot = SlotFields & {
  readonly type: 'passphrase'
  readonly kdf: {
    readonly name: 'argon2id'
    readonly memoryKiB: number
    readonly passes: number
    readonly lanes: number
    readonly salt: string
  }
}
export type KeychainSlot = SlotFields & {
  readonly type: 'keychain'
}
export type KitSlot = SlotFields & {
  readonly type: 'kit'
}
export type Slot = PassphraseSlot | KeychainSlot | KitSlot

export type UnsignedDocument = {
  readonly kind: 'keydocket-vault'
  readonly format: typeof formatNumber
  readonly vaultId: string
  /** Of the vault key. */
  readonly generation: number
  /** Raised with every write of the file. */
  readonly revision: number
  readonly createdOn: string
  /** One passphrase slot and one kit slot always, a keychain slot at most: the keychain is never the only way in. */
  readonly slots: Slot[]
}
export type VaultDocument = UnsignedDocument & {
  readonly mac: string
}

/**
 * Reads the bytes of vault.json. Anything but the exact bytes `serialiseDocument` writes is refused, so nothing in the file escapes the MAC.
 * Throws `vault.from-newer-version` or `vault.damaged` (reason: empty, too-large, not-json, not-a-vault, costs-out-of-bounds, bad-shape,
 * not-canonical).
 */
export function parseDocument(bytes: Buffer): VaultDocument {
  if (bytes.length === 0) throw damaged('empty')
  if (bytes.length > maxFileBytes) throw damaged('too-large')
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw damaged('not-json')
  }
  if (!isRecord(value) || value['kind'] !== 'keydocket-vault' || !isCount(value['format'])) throw damaged('not-a-vault')
  if (value['format'] > formatNumber) throw new AppError('vault.from-newer-version', { format: value['format'] })
  if (!isVaultDocument(value)) throw damaged(hasCostsOutOfBounds(value) ? 'costs-out-of-bounds' : 'bad-shape')
  if (!serialiseDocument(value).equals(bytes)) throw damaged('not-canonical')
  return value
}

export function serialiseDocument(document: VaultDocument): Buffer {
  return Buffer.concat([canonicalBytes(document), Buffer.from('\n')])
}

export function signDocument(document: UnsignedDocument, vaultKey: KeyObject): VaultDocument {
  return { ...document, mac: headerMac(document, vaultKey).toString('base64url') }
}

/** Throws `vault.damaged` (reason: altered) when anything in the file differs from what the holder of the vault key wrote. */
export function checkMac({ mac, ...unsigned }: VaultDocument, vaultKey: KeyObject): void {
  if (!timingSafeEqual(headerMac(unsigned, vaultKey), Buffer.from(mac, 'base64url'))) throw damaged('altered')
}

function headerMac(document: UnsignedDocument, vaultKey: KeyObject): Buffer {
  const key = vaultSubkey(vaultKey, document.vaultId, 'header-mac', document.generation)
  return createHmac('sha256', key).update(canonicalBytes(document)).digest()
}

export function damaged(reason: string): AppError {
  return new AppError('vault.damaged', { reason })
}

export function slotOf<T extends Slot['type']>(document: VaultDocument, type: T): Extract<Slot, { type: T }> | undefined {
  return document.slots.find((slot): slot is Extract<Slot, { type: T }> => slot.type === type)
}

import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { canonicalBytes } from './canonical.ts'
import { derivationBounds, saltBytes } from './key-derivation.ts'
import { keyBytes, vaultSubkey } from './key-schedule.ts'
import { nonceBytes } from './nonces.ts'

/** The content of vault.json: which slots open the vault, under one MAC that needs the vault key. docs/vault-format.md is the reference. */

export const formatNumber = 1
/** Far above any real file; keeps a crafted one from being read into memory. */
export const maxFileBytes = 64 * 1024

const base64urlOf = (bytes: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64url')
    return decoded.length === bytes && decoded.toString('base64url') === text
  }, `is not ${bytes} bytes of base64url`)

const bounded = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)

const slotFields = {
  id: z.uuid(),
  generation: z.int().min(1).max(65_535),
  createdOn: z.iso.date(),
  commitment: base64urlOf(32),
  nonce: base64urlOf(nonceBytes),
  wrapped: base64urlOf(keyBytes + 16)
}

const PassphraseSlot = z.strictObject({
  ...slotFields,
  type: z.literal('passphrase'),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: bounded(derivationBounds.memoryKiB),
    passes: bounded(derivationBounds.passes),
    lanes: bounded(derivationBounds.lanes),
    salt: base64urlOf(saltBytes)
  })
})
const KeychainSlot = z.strictObject({ ...slotFields, type: z.literal('keychain') })
const KitSlot = z.strictObject({ ...slotFields, type: z.literal('kit') })
const Slot = z.discriminatedUnion('type', [PassphraseSlot, KeychainSlot, KitSlot])

export type PassphraseSlot = z.output<typeof PassphraseSlot>
export type KeychainSlot = z.output<typeof KeychainSlot>
export type KitSlot = z.output<typeof KitSlot>
export type Slot = z.output<typeof Slot>

const VaultDocument = z
  .strictObject({
    kind: z.literal('keydocket-vault'),
    format: z.literal(formatNumber),
    vaultId: z.uuid(),
    /** Of the vault key. */
    generation: z.int().min(1).max(65_535),
    /** Raised with every write of the file. */
    revision: z.int().min(1),
    createdOn: z.iso.date(),
    /** One passphrase slot and one kit slot always, a keychain slot at most: the keychain is never the only way in. */
    slots: z.array(Slot).min(2).max(3),
    mac: base64urlOf(32)
  })
  .refine(({ slots }) => {
    const types = slots.map((slot) => slot.type)
    return types.includes('passphrase') && types.includes('kit') && new Set(types).size === types.length
  }, 'has the wrong slots')
  .refine(({ slots, generation }) => slots.every((slot) => slot.generation === generation), 'has slots of another generation')

export type VaultDocument = z.output<typeof VaultDocument>
export type UnsignedDocument = Omit<VaultDocument, 'mac'>

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
  const head = z.object({ kind: z.literal('keydocket-vault'), format: z.int().min(1) }).safeParse(value)
  if (!head.success) throw damaged('not-a-vault')
  if (head.data.format > formatNumber) throw new AppError('vault.from-newer-version', { format: head.data.format })
  const parsed = VaultDocument.safeParse(value)
  if (!parsed.success) {
    const costs = parsed.error.issues.some(
      (issue) => issue.path.includes('kdf') && (issue.code === 'too_small' || issue.code === 'too_big')
    )
    throw damaged(costs ? 'costs-out-of-bounds' : 'bad-shape')
  }
  if (!serialiseDocument(parsed.data).equals(bytes)) throw damaged('not-canonical')
  return parsed.data
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

import { isCalendarDate } from '../calendar.ts'
import { derivationBounds, saltBytes } from './key-derivation.ts'
import { keyBytes } from './key-schedule.ts'
import { nonceBytes } from './nonces.ts'
import type { VaultDocument } from './vault-document.ts'

/**
 * What vault.json must look like before any of it is used. Written out instead of built from a schema library: it stands between the
 * passphrase and the start of its derivation at every unlock, where building a schema for one reading takes longer than the reading.
 */

/** One test per field; a record fits when it has exactly these fields and each one passes. */
type Fields = Readonly<Record<string, (value: unknown) => boolean>>

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A whole number from 1. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1

const isGeneration = (value: unknown): boolean => isCount(value) && value <= 65_535
const isUuid = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value)
const isDate = (value: unknown): boolean => typeof value === 'string' && isCalendarDate(value)
const isExactly = (word: unknown) => (value: unknown) => value === word
const isWithin =
  ({ min, max }: { readonly min: number; readonly max: number }) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max

/** That many bytes in base64url, written the one way they can be. */
const isBase64url = (bytes: number) => (value: unknown) => {
  if (typeof value !== 'string') return false
  const decoded = Buffer.from(value, 'base64url')
  return decoded.length === bytes && decoded.toString('base64url') === value
}

const fits = (value: unknown, fields: Fields): boolean =>
  isRecord(value) &&
  Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
  Object.entries(fields).every(([name, isFit]) => Object.hasOwn(value, name) && isFit(value[name]))

const slotFields: Fields = {
  id: isUuid,
  generation: isGeneration,
  createdOn: isDate,
  commitment: isBase64url(32),
  nonce: isBase64url(nonceBytes),
  wrapped: isBase64url(keyBytes + 16)
}
const costFields: Fields = {
  memoryKiB: isWithin(derivationBounds.memoryKiB),
  passes: isWithin(derivationBounds.passes),
  lanes: isWithin(derivationBounds.lanes)
}
const derivationFields: Fields = { ...costFields, name: isExactly('argon2id'), salt: isBase64url(saltBytes) }
const fieldsOfSlot = new Map<unknown, Fields>([
  ['passphrase', { ...slotFields, type: isExactly('passphrase'), kdf: (value) => fits(value, derivationFields) }],
  ['keychain', { ...slotFields, type: isExactly('keychain') }],
  ['kit', { ...slotFields, type: isExactly('kit') }]
])

function isSlot(value: unknown): boolean {
  const fields = isRecord(value) ? fieldsOfSlot.get(value['type']) : undefined
  return fields !== undefined && fits(value, fields)
}

const documentFields: Fields = {
  kind: isExactly('keydocket-vault'),
  format: isExactly(1),
  vaultId: isUuid,
  generation: isGeneration,
  revision: isCount,
  createdOn: isDate,
  slots: (value) => Array.isArray(value) && value.every(isSlot),
  mac: isBase64url(32)
}

/** Every field there and within its bounds, nothing else there, and the slots those of one vault. */
export function isVaultDocument(value: unknown): value is VaultDocument {
  if (!fits(value, documentFields)) return false
  const { slots, generation } = value as VaultDocument
  const types = new Set(slots.map((slot) => slot.type))
  return types.size === slots.length && types.has('passphrase') && types.has('kit') && slots.every((slot) => slot.generation === generation)
}

/** Whether a passphrase slot of a document that does not fit asks for less or more work than is allowed, as an attacker would write it. */
export function hasCostsOutOfBounds(value: Record<string, unknown>): boolean {
  const slots: unknown[] = Array.isArray(value['slots']) ? value['slots'] : []
  return slots.some((slot) => {
    const costs = isRecord(slot) && slot['type'] === 'passphrase' && isRecord(slot['kdf']) ? slot['kdf'] : {}
    return Object.entries(costFields).some(([name, isFit]) => Number.isInteger(costs[name]) && !isFit(costs[name]))
  })
}

import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Random } from '../ports.ts'
import { vaultSubkey, vaultSubkeyBytes } from './key-schedule.ts'
import { createNonces, nonceBytes } from './nonces.ts'
import type { OpenVault, SealContext } from './vault.ts'

const blobVersion = 1
const tagBytes = 16
const headBytes = 1 + 2 + nonceBytes

/** Vault keys of the vaults that are open, so that an `OpenVault` in other hands gives no way to its own key. */
const vaultKeys = new WeakMap<OpenVault, KeyObject>()

/** For this folder alone: it re-MACs the header and wraps the key for a new slot. Throws `vault.locked` once the vault was closed. */
export function vaultKeyOf(vault: OpenVault): KeyObject {
  const key = vaultKeys.get(vault)
  if (key === undefined) throw new AppError('vault.locked', {})
  return key
}

/**
 * For db/rotation.ts alone: the key that MACs the audit rows of this generation, to be kept sealed under the next one. The caller wipes it.
 */
export function auditKeyBytesOf(vault: OpenVault): Buffer {
  return vaultSubkeyBytes(vaultKeyOf(vault), vault.vaultId, 'audit-mac', vault.generation)
}

/** Derives the keys of one generation once. `vaultKey` stays reachable only through `vaultKeyOf`, and only until `close`. */
export function createOpenVault(vaultKey: KeyObject, facts: { vaultId: string; generation: number; random: Random }): OpenVault {
  const { vaultId, generation } = facts
  const nextNonce = createNonces(facts.random)
  let keys: { record: KeyObject; blindIndex: KeyObject; auditMac: KeyObject } | null = {
    record: vaultSubkey(vaultKey, vaultId, 'record', generation),
    blindIndex: vaultSubkey(vaultKey, vaultId, 'blind-index', generation),
    auditMac: vaultSubkey(vaultKey, vaultId, 'audit-mac', generation)
  }
  const live = () => {
    if (keys === null) throw new AppError('vault.locked', {})
    return keys
  }

  const vault: OpenVault = {
    vaultId,
    generation,
    databaseKeyHex() {
      const bytes = vaultSubkeyBytes(vaultKeyOf(vault), vaultId, 'database', generation)
      const hex = bytes.toString('hex')
      bytes.fill(0)
      return hex
    },
    seal(context, plaintext) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', live().record, nonce, { authTagLength: tagBytes })
      cipher.setAAD(associatedData(vaultId, generation, context))
      const head = Buffer.alloc(3)
      head.writeUInt8(blobVersion, 0)
      head.writeUInt16BE(generation, 1)
      return Buffer.concat([head, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    open(context, sealed) {
      const { record } = live()
      const blob = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (blob.length < headBytes + tagBytes || blob.readUInt8(0) !== blobVersion || blob.readUInt16BE(1) !== generation) {
        throw new AppError('storage.damaged', {})
      }
      const decipher = createDecipheriv('aes-256-gcm', record, blob.subarray(3, headBytes), { authTagLength: tagBytes })
      decipher.setAAD(associatedData(vaultId, generation, context)).setAuthTag(blob.subarray(-tagBytes))
      const plaintext = decipher.update(blob.subarray(headBytes, -tagBytes))
      try {
        decipher.final()
        return plaintext
      } catch (cause) {
        plaintext.fill(0)
        throw new AppError('storage.damaged', {}, { cause })
      }
    },
    fingerprint(purpose, value) {
      return createHmac('sha256', live().blindIndex).update(`${purpose}\0`).update(value).digest().subarray(0, 16).toString('hex')
    },
    auditMac: (hash) => createHmac('sha256', live().auditMac).update(hash).digest(),
    backupMac: (bytes) =>
      createHmac('sha256', vaultSubkey(vaultKeyOf(vault), vaultId, 'backup-mac', generation))
        .update(bytes)
        .digest(),
    close() {
      keys = null
      vaultKeys.delete(vault)
    }
  }
  vaultKeys.set(vault, vaultKey)
  return vault
}

/** `v1|vaultId|table|recordId|column|generation|revision`. The separator cannot occur in a part, so no two contexts read alike. */
function associatedData(vaultId: string, generation: number, { table, recordId, column, revision }: SealContext): Buffer {
  for (const part of [table, recordId, column]) {
    if (part.length === 0 || part.includes('|')) throw new Error('a seal context needs a table, a record and a column without "|"')
  }
  if (!Number.isSafeInteger(revision) || revision < 0) throw new Error('a seal context needs a revision')
  return Buffer.from(`v${blobVersion}|${vaultId}|${table}|${recordId}|${column}|${generation}|${revision}`, 'utf8')
}

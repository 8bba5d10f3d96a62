import { createHmac } from 'node:crypto'
import type { ReadableDb } from '../../db/handles.ts'
import { listKeptAuditKeys } from '../../db/rotation.ts'
import { importKey } from '../../vault/key-schedule.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { EarlierMac } from './verification.ts'

/**
 * The audit keys of earlier generations, oldest first. Rows are never MACed anew when the vault's keys are replaced: each generation's key stays,
 * sealed under the present one (docs/vault-format.md, "Replacing the keys").
 */
export async function earlierMacsOf(db: ReadableDb, vault: OpenVault): Promise<EarlierMac[]> {
  const kept = await listKeptAuditKeys(db)
  return kept.map(({ id, generation, sealed, revision, lastSeq }) => {
    const key = importKey(vault.open({ table: 'vault_generations', recordId: id, column: 'audit_key', revision }, sealed))
    return { generation, throughSeq: lastSeq, mac: (hash) => createHmac('sha256', key).update(hash).digest() }
  })
}

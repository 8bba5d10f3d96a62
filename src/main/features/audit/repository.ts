import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { AuditLogTable } from '../../db/tables.ts'

export type NewAuditRow = Omit<AuditLogTable, 'seq'>

/** Appends a row with the next number. One writer at a time, so the number has no gaps. */
export async function appendAuditRow(tx: WritableDb, row: NewAuditRow): Promise<number> {
  const [last] = await lastRow(tx, {})
  const seq = Number(last?.seq ?? 0) + 1
  await insertRow(tx, { ...row, seq })
  return seq
}

const lastRow = compiledOnce((db) => db.selectFrom('audit_log').select('seq').orderBy('seq', 'desc').limit(literal(1)))

const insertRow = compiledOnce((db, row: AuditLogTable) =>
  db.insertInto('audit_log').values({
    seq: row.seq,
    id: row.id,
    at: row.at,
    monotonic_ms: row.monotonic_ms,
    run_id: row.run_id,
    actor_id: row.actor_id,
    actor: row.actor,
    device: row.device,
    event: row.event,
    client_id: row.client_id,
    account_id: row.account_id,
    record_id: row.record_id,
    details: row.details,
    sealed_hash: row.sealed_hash,
    sealed_revision: row.sealed_revision,
    previous_hash: row.previous_hash,
    hash: row.hash,
    mac: row.mac
  })
)

export interface AuditFilter {
  readonly clientId: string | null
  readonly accountId: string | null
  readonly actorId: string | null
  /** Only these; null means all. */
  readonly events: readonly string[] | null
  /** Epoch ms, the first included, the second not. */
  readonly from: number | null
  readonly until: number | null
  readonly before: number | null
  readonly limit: number
}

/** Newest first, with the names of client and account as they are now. */
export async function listAuditRows(db: ReadableDb, { clientId, accountId, actorId, events, from, until, before, limit }: AuditFilter) {
  let query = db
    .selectFrom('audit_log')
    .leftJoin('clients', 'clients.id', 'audit_log.client_id')
    .leftJoin('accounts', 'accounts.id', 'audit_log.account_id')
    .select([
      'audit_log.seq as seq',
      'audit_log.at as at',
      'audit_log.actor as actor',
      'audit_log.device as device',
      'audit_log.event as event',
      'audit_log.client_id as client_id',
      'audit_log.account_id as account_id',
      'audit_log.details as details',
      'clients.name as client_name',
      'accounts.portal_id as portal_id',
      'accounts.username as username'
    ])
    .orderBy('audit_log.seq', 'desc')
    .limit(literal(limit))
  if (clientId !== null) query = query.where('audit_log.client_id', '=', clientId)
  if (accountId !== null) query = query.where('audit_log.account_id', '=', accountId)
  if (actorId !== null) query = query.where('audit_log.actor_id', '=', actorId)
  if (events !== null) query = query.where('audit_log.event', 'in', events)
  if (from !== null) query = query.where('audit_log.at', '>=', from)
  if (until !== null) query = query.where('audit_log.at', '<', until)
  if (before !== null) query = query.where('audit_log.seq', '<', before)
  return query.execute()
}

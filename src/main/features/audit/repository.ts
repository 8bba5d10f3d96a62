import type { Selectable } from 'kysely'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { AuditKeysTable, AuditLogTable } from '../../db/tables.ts'
import type { Checkpoint } from './checkpoint.ts'

export const insertAuditRow = compiledOnce((db, row: AuditLogTable) =>
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

/** PostgreSQL gives whole numbers as text. */
function rowFrom(row: Selectable<AuditLogTable>): AuditLogTable {
  if (typeof row.at === 'number') return row
  return {
    ...row,
    seq: Number(row.seq),
    at: Number(row.at),
    monotonic_ms: Number(row.monotonic_ms),
    sealed_revision: row.sealed_revision === null ? null : Number(row.sealed_revision)
  }
}

export interface StoredHead {
  readonly seq: number
  readonly hash: string | null
}

export async function findHead(db: ReadableDb): Promise<StoredHead | null> {
  const row = await db.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(literal(1)).executeTakeFirst()
  return row === undefined ? null : { seq: Number(row.seq), hash: row.hash }
}

/** What the last row about a restored backup says. */
export async function findLastRestore(db: ReadableDb): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('audit_log')
    .select('details')
    .where('event', '=', 'backup.restored')
    .orderBy('seq', 'desc')
    .limit(literal(1))
    .executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.details) as Record<string, unknown>)
}

/** The row before the first one that hangs on nothing yet, null when the first does. */
export async function findLastChained(db: ReadableDb): Promise<StoredHead | null> {
  const row = await db
    .selectFrom('audit_log')
    .select(['seq', 'hash'])
    .where('hash', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(literal(1))
    .executeTakeFirst()
  return row === undefined ? null : { seq: Number(row.seq), hash: row.hash }
}

/** Whole rows of one event, oldest first. Reads the whole log: only for what is known to be there. */
export async function listRowsOf(db: ReadableDb, event: string): Promise<AuditLogTable[]> {
  const rows = await db.selectFrom('audit_log').selectAll().where('event', '=', event).orderBy('seq').execute()
  return rows.map(rowFrom)
}

/** Whether this database came from a damaged one. */
export async function wasSalvaged(db: ReadableDb): Promise<boolean> {
  return (await db.selectFrom('salvages').select('id').limit(literal(1)).executeTakeFirst()) !== undefined
}

/** Whole rows in order, those after `after` up to `through`. */
export async function listRowsAfter(db: ReadableDb, after: number, through: number, limit: number): Promise<AuditLogTable[]> {
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', through)
    .orderBy('seq')
    .limit(literal(limit))
    .execute()
  return rows.map(rowFrom)
}

export async function findHashAt(db: ReadableDb, seq: number): Promise<string | null> {
  return (await db.selectFrom('audit_log').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash ?? null
}

/** Whether a row further on says it follows the row with this hash. */
export async function hasSuccessorAfter(db: ReadableDb, hash: string, after: number): Promise<boolean> {
  const row = await db
    .selectFrom('audit_log')
    .select('seq')
    .where('previous_hash', '=', hash)
    .where('seq', '>', after)
    .limit(literal(1))
    .executeTakeFirst()
  return row !== undefined
}

export async function hasRowAbout(db: ReadableDb, recordId: string, after: number): Promise<boolean> {
  const row = await db
    .selectFrom('audit_log')
    .select('seq')
    .where('seq', '>', after)
    .where('record_id', '=', recordId)
    .limit(literal(1))
    .executeTakeFirst()
  return row !== undefined
}

export const setChain = compiledOnce((db, row: Pick<AuditLogTable, 'seq' | 'previous_hash' | 'hash' | 'mac'>) =>
  db.updateTable('audit_log').set({ previous_hash: row.previous_hash, hash: row.hash, mac: row.mac }).where('seq', '=', row.seq)
)

export async function insertCheckpoint(tx: WritableDb, { count, appVersion, publicKey, ...rest }: Checkpoint): Promise<void> {
  await tx
    .insertInto('audit_checkpoints')
    .values({ ...rest, row_count: count, app_version: appVersion, public_key: publicKey })
    .onConflict((conflict) => conflict.column('seq').doNothing())
    .execute()
}

export async function listCheckpoints(db: ReadableDb, through: number): Promise<Checkpoint[]> {
  const rows = await db.selectFrom('audit_checkpoints').selectAll().where('seq', '<=', through).orderBy('seq').execute()
  return rows.map((row) => ({
    seq: Number(row.seq),
    hash: row.hash,
    count: Number(row.row_count),
    at: Number(row.at),
    appVersion: row.app_version,
    publicKey: row.public_key,
    signature: row.signature
  }))
}

export async function findLastCheckpoint(db: ReadableDb): Promise<{ seq: number; hash: string; at: number } | null> {
  const row = await db
    .selectFrom('audit_checkpoints')
    .select(['seq', 'hash', 'at'])
    .orderBy('seq', 'desc')
    .limit(literal(1))
    .executeTakeFirst()
  return row === undefined ? null : { seq: Number(row.seq), hash: row.hash, at: Number(row.at) }
}

/** Newest first. */
export function listKeys(db: ReadableDb): Promise<Selectable<AuditKeysTable>[]> {
  return db.selectFrom('audit_keys').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
}

export async function insertKey(tx: WritableDb, key: AuditKeysTable): Promise<void> {
  await tx.insertInto('audit_keys').values(key).execute()
}

/** Tables whose column `secret` is what an audit row's `sealed_hash` speaks of. */
export const sealedTables = ['authenticators', 'backup_codes', 'access_codes', 'passcodes'] as const

export async function listSealedValues(
  db: ReadableDb,
  table: (typeof sealedTables)[number],
  after: string,
  limit: number
): Promise<{ id: string; secret: Uint8Array | null; secret_revision: number }[]> {
  return db
    .selectFrom(table)
    .select(['id', 'secret', 'secret_revision'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(literal(limit))
    .execute()
}

export async function listNames(db: ReadableDb, ids: { clients: readonly string[]; accounts: readonly string[] }) {
  const clients =
    ids.clients.length === 0
      ? []
      : await db
          .selectFrom('clients')
          .select(['id', 'name'])
          .where('id', 'in', [...ids.clients])
          .execute()
  const accounts =
    ids.accounts.length === 0
      ? []
      : await db
          .selectFrom('accounts')
          .select(['id', 'portal_id', 'username'])
          .where('id', 'in', [...ids.accounts])
          .execute()
  return { clients, accounts }
}

export interface ExposureFilter {
  readonly events: readonly string[]
  readonly actorId: string | null
  readonly device: string | null
  /** Epoch ms, both included. */
  readonly from: number
  readonly to: number
}

/** Rows of certain events in one stretch of the log, oldest first. The stretch is walked by its numbers: no index, and no cost to each append. */
export async function listExposingRows(db: ReadableDb, filter: ExposureFilter, after: number, through: number) {
  let query = db
    .selectFrom('audit_log')
    .select(['seq', 'at', 'actor_id', 'actor', 'device', 'event', 'client_id', 'account_id', 'record_id', 'sealed_hash'])
    .where('seq', '>', after)
    .where('seq', '<=', through)
    .where('event', 'in', [...filter.events])
    .where('at', '>=', filter.from)
    .where('at', '<=', filter.to)
    .orderBy('seq')
  if (filter.actorId !== null) query = query.where('actor_id', '=', filter.actorId)
  if (filter.device !== null) query = query.where('device', '=', filter.device)
  return (await query.execute()).map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }))
}

/** The set each of these backup codes belongs to. */
export async function setsOfCodes(db: ReadableDb, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let at = 0; at < ids.length; at += 500) {
    const page = ids.slice(at, at + 500)
    const rows = await db.selectFrom('backup_codes').select(['id', 'set_id']).where('id', 'in', page).execute()
    for (const { id, set_id } of rows) found.set(id, set_id)
  }
  return found
}

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

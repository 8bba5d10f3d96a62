import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { DraftOutcome, DraftStatus, ExpirySort } from '#contract'
import type { DraftsTable } from '../../db/access-tables.ts'
import { type ExpiringUntil, lastExpiringDay } from '../../db/expiring-until.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import { isLike, partPatterns } from '../../db/parts-of-words.ts'
import type { Tables } from '../../db/tables.ts'

export interface StoredDraft {
  readonly id: string
  readonly accountId: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly form: string
  readonly note: string
  readonly editedOn: string
  readonly editedBy: string
  readonly expiresOn: string
  readonly outcome: DraftOutcome | null
  readonly outcomeOn: string | null
  readonly recordedAt: number
  readonly recordedBy: string
}

type Row = Selectable<DraftsTable> & { client_name: string | null }

const draftFromRow = (row: Row): StoredDraft => ({
  id: row.id,
  accountId: row.account_id,
  clientId: row.client_id,
  clientName: row.client_name,
  form: row.form,
  note: row.note,
  editedOn: row.edited_on,
  editedBy: row.edited_by,
  expiresOn: row.expires_on,
  outcome: row.outcome as DraftOutcome | null,
  outcomeOn: row.outcome_on,
  recordedAt: Number(row.recorded_at),
  recordedBy: row.recorded_by
})

const withClient = (db: ReadableDb) =>
  db.selectFrom('drafts').leftJoin('clients', 'clients.id', 'drafts.client_id').selectAll('drafts').select('clients.name as client_name')

export async function findDraft(db: ReadableDb, id: string): Promise<StoredDraft | null> {
  const row = await withClient(db).where('drafts.id', '=', id).executeTakeFirst()
  return row === undefined ? null : draftFromRow(row)
}

/** Last edited first. */
export async function listDrafts(db: ReadableDb, accountId: string): Promise<StoredDraft[]> {
  const rows = await withClient(db)
    .where('drafts.account_id', '=', accountId)
    .orderBy('drafts.edited_on', 'desc')
    .orderBy('drafts.recorded_at', 'desc')
    .orderBy('drafts.id', 'desc')
    .execute()
  return rows.map(draftFromRow)
}

export async function insertDraft(tx: WritableDb, draft: Omit<StoredDraft, 'clientName'>): Promise<void> {
  await tx
    .insertInto('drafts')
    .values({
      id: draft.id,
      account_id: draft.accountId,
      client_id: draft.clientId,
      form: draft.form,
      note: draft.note,
      edited_on: draft.editedOn,
      edited_by: draft.editedBy,
      expires_on: draft.expiresOn,
      outcome: draft.outcome,
      outcome_on: draft.outcomeOn,
      recorded_at: draft.recordedAt,
      recorded_by: draft.recordedBy
    })
    .execute()
}

export async function updateDraft(tx: WritableDb, id: string, changes: Updateable<DraftsTable>): Promise<void> {
  await tx.updateTable('drafts').set(changes).where('id', '=', id).execute()
}

export interface DraftFilter {
  readonly statuses: readonly DraftStatus[]
  readonly today: string
  /** Parts of words in the names of client and account; empty leaves out nothing. */
  readonly query: string
  readonly expiringUntil: ExpiringUntil
}

/** A draft with the account it is kept in. */
export interface BoardDraft extends StoredDraft {
  readonly portalId: string
  readonly username: string
}

export interface BoardOrder {
  readonly sort: ExpirySort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

/** One page of the drafts in accounts in use, and how many there are in all. */
export async function listBoard(
  db: ReadableDb,
  filter: DraftFilter,
  { sort, descending, offset, limit }: BoardOrder
): Promise<{ rows: BoardDraft[]; total: number }> {
  const direction = descending ? 'desc' : 'asc'
  const listed = onBoard(db, filter)
  const rows = await (sort === 'client' ? listed.orderBy(sql`coalesce(clients.name_key, '')`, direction) : listed)
    .selectAll('drafts')
    .select(['accounts.portal_id', 'accounts.username', 'clients.name as client_name'])
    .orderBy('drafts.expires_on', direction)
    .orderBy('drafts.account_id', direction)
    .orderBy('drafts.id', direction)
    .limit(literal(limit))
    .offset(offset)
    .execute()
  const { n } = await onBoard(db, filter)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map((row) => ({ ...draftFromRow(row), portalId: row.portal_id, username: row.username })), total: Number(n) }
}

/** The cross join is SQLite's way of being told to walk the drafts by expiry first; PostgreSQL takes it for any other inner join. */
function onBoard(db: ReadableDb, filter: DraftFilter) {
  let query = db
    .selectFrom('drafts')
    .crossJoin('accounts')
    .leftJoin('clients', 'clients.id', 'drafts.client_id')
    .whereRef('accounts.id', '=', 'drafts.account_id')
    .where('accounts.archived_at', 'is', null)
    .where('clients.archived_at', 'is', null)
    .where((where) => where.or(filter.statuses.map((status) => hasStatus(where, status, filter))))
  for (const pattern of partPatterns(filter.query)) {
    query = query.where((where) =>
      where.or([isLike(where.ref('clients.name_key'), pattern), isLike(where.ref('accounts.username_key'), pattern)])
    )
  }
  // Said once more outside the alternatives: the index holds only open drafts, and the engine must see that it suffices.
  return filter.statuses.every((status) => openStatuses.has(status)) ? query.where('drafts.outcome', 'is', null) : query
}

const openStatuses: ReadonlySet<DraftStatus> = new Set(['open', 'expiring', 'lapsed'])

/** The rules of status.ts as conditions. */
function hasStatus(
  where: ExpressionBuilder<Tables, 'drafts' | 'accounts'>,
  status: DraftStatus,
  { today, expiringUntil }: DraftFilter
): Expression<SqlBool> {
  const open = where('drafts.outcome', 'is', null)
  const kept = where('drafts.expires_on', '>=', today)
  switch (status) {
    case 'filed':
    case 'given-up':
      return where('drafts.outcome', '=', status)
    case 'lapsed':
      return where.and([open, where('drafts.expires_on', '<', today)])
    case 'expiring':
      return where.and([open, kept, where('drafts.expires_on', '<=', lastExpiringDay(expiringUntil))])
    case 'open':
      return where.and([open, kept, where('drafts.expires_on', '>', lastExpiringDay(expiringUntil))])
  }
}

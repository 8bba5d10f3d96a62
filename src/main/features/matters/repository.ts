import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { Matter, MatterSort, MatterStatus, MatterSummary } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { MattersTable } from '../../db/tables.ts'

/** A matter as stored, with the names around it. Its status follows from its days. */
export type StoredMatter = Omit<Matter, 'status'>

const joined = (db: ReadableDb) => db.selectFrom('clients').innerJoin('matters', 'matters.client_id', 'clients.id')

/** The same rows; SQLite takes the tables of a cross join in the order in which they stand, so that the clients' index gives the order. */
const walked = (db: ReadableDb) => db.selectFrom('clients').crossJoin('matters').whereRef('matters.client_id', '=', 'clients.id')

const named = (db: ReadableDb, join = joined) =>
  join(db)
    .leftJoin('members as attorneys', 'attorneys.id', 'matters.attorney_id')
    .leftJoin('members as paralegals', 'paralegals.id', 'matters.paralegal_id')
    .selectAll('matters')
    .select([
      'clients.name as client_name',
      'clients.is_sample as is_sample',
      'clients.archived_at as archived_at',
      'attorneys.name as attorney_name',
      'attorneys.left_on as attorney_left_on',
      'paralegals.name as paralegal_name',
      'paralegals.left_on as paralegal_left_on'
    ])
    .select((select) =>
      select
        .selectFrom('cases')
        .select((count) => count.fn.countAll().as('n'))
        .whereRef('cases.matter_id', '=', 'matters.id')
        .as('case_count')
    )

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

function responsible(id: string | null, name: string | null, leftOn: string | null): MatterSummary['attorney'] {
  return id === null ? null : { id, name: name ?? '', hasLeft: leftOn !== null }
}

function matterFromRow(row: NamedRow): StoredMatter {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    title: row.title,
    fileNumber: row.file_number,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    attorney: responsible(row.attorney_id, row.attorney_name, row.attorney_left_on),
    paralegal: responsible(row.paralegal_id, row.paralegal_name, row.paralegal_left_on),
    caseCount: Number(row.case_count),
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    notes: row.notes,
    retainUntil: row.retain_until,
    hold: row.held_at === null ? null : { at: Number(row.held_at), by: row.held_by ?? '', reason: row.hold_reason ?? '' },
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    revision: Number(row.revision)
  }
}

export async function findMatter(db: ReadableDb, id: string): Promise<StoredMatter | null> {
  const row = await named(db).where('matters.id', '=', id).executeTakeFirst()
  return row === undefined ? null : matterFromRow(row)
}

export interface MatterFilter {
  /** Null leaves out the matters of archived clients. */
  readonly clientId: string | null
  /** None means all. */
  readonly statuses: readonly MatterStatus[]
  /** Only these; null means all. */
  readonly ids: readonly string[] | null
}

/** What status.ts says, for the database. */
const daysOf: Readonly<Record<MatterStatus, RawBuilder<boolean>>> = {
  closed: sql`matters.closed_on is not null`,
  open: sql`(matters.closed_on is null and matters.opened_on is not null)`,
  pending: sql`(matters.closed_on is null and matters.opened_on is null)`
}

export interface MatterOrder {
  readonly sort: MatterSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

const sortColumns = {
  client: ['clients.name_key', 'clients.id', 'matters.title_key', 'matters.id'],
  title: ['matters.title_key', 'clients.name_key', 'matters.id'],
  opened: ['matters.opened_on', 'clients.name_key', 'matters.id']
} as const

/** By client it walks the clients in the order of their index and the matters of each in the order of theirs, until the page is full. */
export async function listMatters(
  db: ReadableDb,
  { clientId, statuses, ids, sort, descending, offset, limit }: MatterFilter & MatterOrder
): Promise<StoredMatter[]> {
  let query = named(db, ids === null && sort === 'client' ? walked : joined)
    .limit(literal(limit))
    .offset(offset)
  // Pending matters have no day of opening; they stand last in either direction.
  if (sort === 'opened') query = query.orderBy(sql`matters.opened_on is null`)
  for (const column of sortColumns[sort]) query = query.orderBy(column, descending ? 'desc' : 'asc')
  query = clientId === null ? query.where('clients.archived_at', 'is', null) : query.where('clients.id', '=', clientId)
  if (ids !== null) query = query.where('matters.id', 'in', ids)
  if (statuses.length > 0) query = query.where((where) => where.or(statuses.map((status) => daysOf[status])))
  return (await query.execute()).map(matterFromRow)
}

export async function countMatters(db: ReadableDb, { clientId, statuses, ids }: MatterFilter): Promise<number> {
  let query = joined(db).select((count) => count.fn.countAll().as('n'))
  query = clientId === null ? query.where('clients.archived_at', 'is', null) : query.where('clients.id', '=', clientId)
  if (ids !== null) query = query.where('matters.id', 'in', ids)
  if (statuses.length > 0) query = query.where((where) => where.or(statuses.map((status) => daysOf[status])))
  return Number((await query.executeTakeFirstOrThrow()).n)
}

export async function listMattersOf(db: ReadableDb, clientId: string): Promise<StoredMatter[]> {
  return (await named(db).where('clients.id', '=', clientId).orderBy('matters.title_key').execute()).map(matterFromRow)
}

export async function matterIdsOf(db: ReadableDb, clientIds: readonly string[]): Promise<string[]> {
  return (await db.selectFrom('matters').select('id').where('client_id', 'in', clientIds).execute()).map((row) => row.id)
}

export async function insertMatter(tx: WritableDb, row: Selectable<MattersTable>): Promise<void> {
  await tx.insertInto('matters').values(row).execute()
}

export async function updateMatter(tx: WritableDb, id: string, changes: Updateable<MattersTable>, at: number): Promise<void> {
  await tx
    .updateTable('matters')
    .set((value) => ({ ...changes, updated_at: at, revision: value('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Matters of clients that are the firm's own, whole rows. */
export function listOwnMatters(db: ReadableDb): Promise<Selectable<MattersTable>[]> {
  return db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .selectAll('matters')
    .where('clients.is_sample', '=', 0)
    .orderBy('matters.id')
    .execute()
}

/** As `insertMatter`, many at once. */
export async function insertMatters(tx: WritableDb, rows: readonly Selectable<MattersTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx
      .insertInto('matters')
      .values(rows.slice(start, start + 200))
      .execute()
  }
}

export async function findMatterRow(db: ReadableDb, id: string): Promise<Selectable<MattersTable> | null> {
  return (await db.selectFrom('matters').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function setMatterColumns(tx: WritableDb, id: string, columns: Updateable<MattersTable>): Promise<void> {
  await tx.updateTable('matters').set(columns).where('id', '=', id).execute()
}

/** Whether a case or a deadline stands in the matter. */
export async function isInUse(db: ReadableDb, id: string): Promise<boolean> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('matter_id', '=', id)
    .unionAll(db.selectFrom('deadlines').select('id').where('matter_id', '=', id))
    .limit(literal(1))
    .execute()
  return rows.length > 0
}

export async function deleteMatter(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('matters').where('id', '=', id).execute()
}

/** What these matters are found by. */
export function findMattersWithClients(db: ReadableDb, ids: readonly string[]) {
  return db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select(['matters.id', 'matters.client_id', 'matters.title', 'matters.file_number', 'clients.archived_at'])
    .select(['clients.name as client_name', 'clients.other_names as client_other_names', 'clients.file_number as client_file_number'])
    .where('matters.id', 'in', ids)
    .execute()
}

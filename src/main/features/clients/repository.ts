import { type Selectable, sql, type Updateable } from 'kysely'
import type { Client, ClientKind, ClientLikeness, ClientSort, ClientSummary, SimilarClient } from '#contract'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { ClientsTable } from '../../db/tables.ts'

type ClientRow = Selectable<ClientsTable>

export function clientFromRow(row: ClientRow): Client {
  return {
    id: row.id,
    kind: row.kind as ClientKind,
    name: row.name,
    otherNames: row.other_names,
    email: row.email,
    phone: row.phone,
    aNumber: row.a_number,
    fileNumber: row.file_number,
    notes: row.notes,
    bornOn: row.born_on,
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    revision: Number(row.revision)
  }
}

const clientById = compiledOnce((db, { id }: { id: string }) => db.selectFrom('clients').selectAll().where('id', '=', id))

export async function findClient(db: ReadableDb, id: string): Promise<Client | null> {
  const [row] = await clientById(db, { id })
  return row === undefined ? null : clientFromRow(row)
}

export interface ClientPage {
  readonly archived: boolean
  /** Only these; null means all. */
  readonly ids: readonly string[] | null
  readonly sort: ClientSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

const sortColumns = { name: 'name_key', email: 'email', 'file-number': 'file_number', 'a-number': 'a_number' } as const

/** The page is chosen first: what is counted for each client is counted for its rows only. */
export async function listClients(
  db: ReadableDb,
  { archived, ids, sort, descending, offset, limit }: ClientPage
): Promise<ClientSummary[]> {
  const direction = descending ? 'desc' : 'asc'
  let chosen = db
    .selectFrom('clients')
    .select('id')
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy(sortColumns[sort], direction)
    .orderBy('id', direction)
    .limit(literal(limit))
    .offset(offset)
  if (ids !== null) chosen = chosen.where('id', 'in', ids)
  const query = db
    .selectFrom('clients')
    .where('id', 'in', chosen)
    .select(['id', 'kind', 'name', 'email', 'file_number', 'a_number', 'is_sample', 'archived_at'])
    .select((select) => [
      select
        .selectFrom('accounts')
        .select((count) => count.fn.countAll().as('n'))
        .whereRef('accounts.client_id', '=', 'clients.id')
        .where('accounts.archived_at', 'is', null)
        .as('account_count'),
      select
        .selectFrom('cases')
        .select((count) => count.fn.countAll().as('n'))
        .whereRef('cases.client_id', '=', 'clients.id')
        .as('case_count')
    ])
    .orderBy(sortColumns[sort], direction)
    .orderBy('id', direction)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ClientKind,
    name: row.name,
    email: row.email,
    fileNumber: row.file_number,
    aNumber: row.a_number,
    accountCount: Number(row.account_count),
    caseCount: Number(row.case_count),
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at)
  }))
}

export async function countClients(db: ReadableDb, archived: boolean, ids: readonly string[] | null): Promise<number> {
  let query = db
    .selectFrom('clients')
    .select((count) => count.fn.countAll().as('n'))
    .where('archived_at', archived ? 'is not' : 'is', null)
  if (ids !== null) query = query.where('id', 'in', ids)
  return Number((await query.executeTakeFirstOrThrow()).n)
}

const likenessColumns = { 'a-number': 'a_number_key', email: 'email_key', name: 'name_words' } as const

/** Clients that have one of the keys, most agreement first, archived ones last. An empty key agrees with nothing. */
export async function findSimilar(
  db: ReadableDb,
  keys: Readonly<Record<ClientLikeness, string>>,
  exceptId: string | null,
  limit: number
): Promise<SimilarClient[]> {
  const found = new Map<string, { row: ClientRow; same: ClientLikeness[] }>()
  for (const [likeness, column] of Object.entries(likenessColumns) as [ClientLikeness, (typeof likenessColumns)[ClientLikeness]][]) {
    if (keys[likeness] === '') continue
    const rows = await db
      .selectFrom('clients')
      .selectAll()
      .where(column, '=', keys[likeness])
      // The index holds filled keys only, and the engine must see that it suffices.
      .where(sql<boolean>`${sql.ref(column)} <> ''`)
      .where('id', '<>', exceptId ?? '')
      .orderBy('id')
      .limit(literal(likenessLimit))
      .execute()
    for (const row of rows) {
      const known = found.get(row.id)
      if (known) known.same.push(likeness)
      else found.set(row.id, { row, same: [likeness] })
    }
  }
  return [...found.values()]
    .sort((a, b) => b.same.length - a.same.length || Number(a.row.archived_at !== null) - Number(b.row.archived_at !== null))
    .slice(0, limit)
    .map(({ row, same }) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      aNumber: row.a_number,
      fileNumber: row.file_number,
      archivedAt: row.archived_at === null ? null : Number(row.archived_at),
      same
    }))
}

/** Looked at per likeness: an office's e-mail address may stand with hundreds of clients. */
const likenessLimit = 50

export async function insertClient(tx: WritableDb, row: ClientRow): Promise<void> {
  await tx.insertInto('clients').values(row).execute()
}

export async function updateClient(tx: WritableDb, id: string, changes: Updateable<ClientsTable>, at: number): Promise<void> {
  await tx
    .updateTable('clients')
    .set((value) => ({ ...changes, updated_at: at, revision: value('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function sampleClientIds(db: ReadableDb): Promise<string[]> {
  const rows = await db.selectFrom('clients').select('id').where('is_sample', '=', 1).execute()
  return rows.map((row) => row.id)
}

/** Removes clients with their cases, accounts and codes (foreign keys cascade). */
export async function deleteClients(tx: WritableDb, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 1000) {
    await tx
      .deleteFrom('clients')
      .where('id', 'in', ids.slice(start, start + 1000))
      .execute()
  }
}

/** Clients that are the firm's own, whole rows. */
export function listOwnClients(db: ReadableDb): Promise<ClientRow[]> {
  return db.selectFrom('clients').selectAll().where('is_sample', '=', 0).orderBy('id').execute()
}

/** As `insertClient`, many at once. */
export async function insertClients(tx: WritableDb, rows: readonly ClientRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx
      .insertInto('clients')
      .values(rows.slice(start, start + 200))
      .execute()
  }
}

export async function findClientRows(db: ReadableDb, ids: readonly string[]): Promise<ClientRow[]> {
  const found: ClientRow[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const page = ids.slice(start, start + 500)
    found.push(...(await db.selectFrom('clients').selectAll().where('id', 'in', page).execute()))
  }
  return found
}

export async function setClientColumns(tx: WritableDb, id: string, columns: Updateable<ClientsTable>): Promise<void> {
  await tx.updateTable('clients').set(columns).where('id', '=', id).execute()
}

const belongings = compiledOnce((db, { id }: { id: string }) => {
  const of = (table: 'accounts' | 'matters' | 'cases' | 'deadlines' | 'case_parties' | 'passcodes' | 'drafts') =>
    db.selectFrom(table).select(sql<number>`1`.as('one')).where('client_id', '=', id)
  return of('accounts')
    .unionAll(of('matters'))
    .unionAll(of('cases'))
    .unionAll(of('deadlines'))
    .unionAll(of('case_parties'))
    .unionAll(of('passcodes'))
    .unionAll(of('drafts'))
    .limit(literal(1))
})

/** Whether anything belongs to the client that would go, or lose its client, with it. */
export async function hasBelongings(db: ReadableDb, id: string): Promise<boolean> {
  return (await belongings(db, { id })).length > 0
}

import type { Selectable, Updateable } from 'kysely'
import type { Client, ClientKind, ClientSummary } from '#contract'
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
  readonly offset: number
  readonly limit: number
}

export async function listClients(db: ReadableDb, { archived, ids, offset, limit }: ClientPage): Promise<ClientSummary[]> {
  let query = db
    .selectFrom('clients')
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
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy('name_key')
    .orderBy('id')
    .limit(literal(limit))
    .offset(offset)
  if (ids !== null) query = query.where('id', 'in', ids)
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

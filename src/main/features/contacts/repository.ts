import type { Selectable, Updateable } from 'kysely'
import type { ClientKind, Contact, ContactSort, ContactSummary } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { ContactsTable } from '../../db/tables.ts'

type ContactRow = Selectable<ContactsTable>

function contactFromRow(row: ContactRow): Contact {
  return {
    id: row.id,
    kind: row.kind as ClientKind,
    name: row.name,
    email: row.email,
    phone: row.phone,
    note: row.note,
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    revision: Number(row.revision)
  }
}

export async function findContact(db: ReadableDb, id: string): Promise<Contact | null> {
  const row = await db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : contactFromRow(row)
}

export interface ContactFilter {
  readonly archived: boolean
  /** Only these; null means all. */
  readonly ids: readonly string[] | null
}

export interface ContactOrder {
  readonly sort: ContactSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

const sortColumns = { name: 'name_key', email: 'email' } as const

export async function listContacts(
  db: ReadableDb,
  { archived, ids, sort, descending, offset, limit }: ContactFilter & ContactOrder
): Promise<ContactSummary[]> {
  const direction = descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('contacts')
    .select(['id', 'kind', 'name', 'email', 'phone', 'is_sample', 'archived_at'])
    .select((select) =>
      select
        .selectFrom('case_parties')
        .select((count) => count.fn.count('case_parties.case_id').distinct().as('n'))
        .whereRef('case_parties.contact_id', '=', 'contacts.id')
        .as('case_count')
    )
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy(sortColumns[sort], direction)
    .orderBy('id', direction)
    .limit(literal(limit))
    .offset(offset)
  if (ids !== null) query = query.where('id', 'in', ids)
  return (await query.execute()).map((row) => ({
    id: row.id,
    kind: row.kind as ClientKind,
    name: row.name,
    email: row.email,
    phone: row.phone,
    caseCount: Number(row.case_count),
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at)
  }))
}

export async function countContacts(db: ReadableDb, { archived, ids }: ContactFilter): Promise<number> {
  let query = db
    .selectFrom('contacts')
    .select((count) => count.fn.countAll().as('n'))
    .where('archived_at', archived ? 'is not' : 'is', null)
  if (ids !== null) query = query.where('id', 'in', ids)
  return Number((await query.executeTakeFirstOrThrow()).n)
}

export async function insertContact(tx: WritableDb, row: ContactRow): Promise<void> {
  await tx.insertInto('contacts').values(row).execute()
}

export async function updateContact(tx: WritableDb, id: string, changes: Updateable<ContactsTable>, at: number): Promise<void> {
  await tx
    .updateTable('contacts')
    .set((value) => ({ ...changes, updated_at: at, revision: value('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Sample contacts that no case names any more. */
export async function unusedSampleContactIds(db: ReadableDb): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('is_sample', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('case_parties').select('case_parties.id').whereRef('case_parties.contact_id', '=', 'contacts.id')))
    )
    .execute()
  return rows.map((row) => row.id)
}

export async function deleteContacts(tx: WritableDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('contacts').where('id', 'in', ids).execute()
}

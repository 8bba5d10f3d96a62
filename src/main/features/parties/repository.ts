import type { Selectable } from 'kysely'
import type { ClientKind, Party, PartyRole } from '#contract'
import { partyRoles } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { CasePartiesTable } from '../../db/tables.ts'

const named = (db: ReadableDb) =>
  db
    .selectFrom('case_parties')
    .leftJoin('clients', 'clients.id', 'case_parties.client_id')
    .leftJoin('contacts', 'contacts.id', 'case_parties.contact_id')
    .selectAll('case_parties')
    .select((row) => [
      row.fn.coalesce('clients.name', 'contacts.name').as('name'),
      row.fn.coalesce('clients.name_key', 'contacts.name_key').as('name_key'),
      row.fn.coalesce('clients.kind', 'contacts.kind').as('kind'),
      row.fn.coalesce('clients.archived_at', 'contacts.archived_at').as('archived_at')
    ])

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

function partyFromRow(row: NamedRow): Party {
  return {
    id: row.id,
    caseId: row.case_id,
    role: row.role as PartyRole,
    clientId: row.client_id,
    contactId: row.contact_id,
    name: row.name ?? '',
    kind: row.kind as ClientKind,
    isArchived: row.archived_at !== null,
    createdAt: Number(row.created_at)
  }
}

/** By role in the order of the word list, then name. */
const inOrder = (rows: readonly NamedRow[]): Party[] =>
  [...rows]
    .sort(
      (a, b) =>
        partyRoles.indexOf(a.role as PartyRole) - partyRoles.indexOf(b.role as PartyRole) ||
        ((a.name_key ?? '') < (b.name_key ?? '') ? -1 : 1)
    )
    .map(partyFromRow)

export async function findParty(db: ReadableDb, id: string): Promise<Party | null> {
  const row = await named(db).where('case_parties.id', '=', id).executeTakeFirst()
  return row === undefined ? null : partyFromRow(row)
}

export async function listPartiesOf(db: ReadableDb, caseId: string): Promise<Party[]> {
  return inOrder(await named(db).where('case_parties.case_id', '=', caseId).execute())
}

export async function listPartiesOfMatter(db: ReadableDb, matterId: string): Promise<Party[]> {
  const rows = await named(db)
    .where('case_parties.case_id', 'in', (select) => select.selectFrom('cases').select('cases.id').where('cases.matter_id', '=', matterId))
    .execute()
  return inOrder(rows)
}

export async function insertParty(tx: WritableDb, row: Selectable<CasePartiesTable>): Promise<void> {
  await tx.insertInto('case_parties').values(row).execute()
}

export async function deleteParty(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('case_parties').where('id', '=', id).execute()
}

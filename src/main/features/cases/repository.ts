import type { Selectable, Updateable } from 'kysely'
import type { Case } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { CasesTable } from '../../db/tables.ts'

type CaseRow = Selectable<CasesTable>

function caseFromRow(row: CaseRow): Case {
  return {
    id: row.id,
    clientId: row.client_id,
    matterId: row.matter_id,
    receiptNumber: row.receipt_number,
    form: row.form,
    receivedOn: row.received_on,
    note: row.note,
    createdAt: Number(row.created_at)
  }
}

export async function findCase(db: ReadableDb, id: string): Promise<Case | null> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : caseFromRow(row)
}

export async function listCasesOf(db: ReadableDb, clientId: string): Promise<Case[]> {
  const rows = await db.selectFrom('cases').selectAll().where('client_id', '=', clientId).orderBy('created_at').orderBy('id').execute()
  return rows.map(caseFromRow)
}

export async function listCasesOfMatter(db: ReadableDb, matterId: string): Promise<Case[]> {
  const rows = await db.selectFrom('cases').selectAll().where('matter_id', '=', matterId).orderBy('created_at').orderBy('id').execute()
  return rows.map(caseFromRow)
}

export async function insertCase(tx: WritableDb, row: CaseRow): Promise<void> {
  await tx.insertInto('cases').values(row).execute()
}

export async function updateCase(tx: WritableDb, id: string, changes: Updateable<CasesTable>): Promise<void> {
  await tx.updateTable('cases').set(changes).where('id', '=', id).execute()
}

export async function deleteCase(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('cases').where('id', '=', id).execute()
}

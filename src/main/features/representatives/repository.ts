import type { Selectable } from 'kysely'
import type { Representative, RepresentativeKind } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { CaseRepresentativesTable } from '../../db/tables.ts'

/** A G-28 as stored, with what its state follows from. */
export interface StoredRepresentative extends Omit<Representative, 'status'> {
  readonly receiptNumber: string
  readonly matterClosedOn: string | null
}

const named = (db: ReadableDb) =>
  db
    .selectFrom('case_representatives')
    .innerJoin('cases', 'cases.id', 'case_representatives.case_id')
    .leftJoin('matters', 'matters.id', 'cases.matter_id')
    .leftJoin('members', 'members.id', 'case_representatives.member_id')
    .selectAll('case_representatives')
    .select([
      'cases.receipt_number as receipt_number',
      'matters.closed_on as matter_closed_on',
      'members.name as member_name',
      'members.left_on as member_left_on'
    ])
    .orderBy('case_representatives.given_on', 'desc')
    .orderBy('case_representatives.id', 'desc')

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

function representativeFromRow(row: NamedRow): StoredRepresentative {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind as RepresentativeKind,
    memberId: row.member_id,
    name: row.member_name ?? row.name,
    hasLeft: row.member_left_on !== null,
    givenOn: row.given_on,
    withdrawnOn: row.withdrawn_on,
    createdAt: Number(row.created_at),
    receiptNumber: row.receipt_number,
    matterClosedOn: row.matter_closed_on
  }
}

export async function findRepresentative(db: ReadableDb, id: string): Promise<StoredRepresentative | null> {
  const row = await named(db).where('case_representatives.id', '=', id).executeTakeFirst()
  return row === undefined ? null : representativeFromRow(row)
}

/** Newest first. */
export async function listRepresentativesOf(db: ReadableDb, caseId: string): Promise<StoredRepresentative[]> {
  return (await named(db).where('case_representatives.case_id', '=', caseId).execute()).map(representativeFromRow)
}

/** Newest first. */
export async function listRepresentativesOfMatter(db: ReadableDb, matterId: string): Promise<StoredRepresentative[]> {
  return (await named(db).where('cases.matter_id', '=', matterId).execute()).map(representativeFromRow)
}

/** The G-28 of that person, that day, in that case. */
export async function findSameAppearance(db: ReadableDb, caseId: string, personKey: string, givenOn: string): Promise<string | null> {
  const row = await db
    .selectFrom('case_representatives')
    .select('id')
    .where('case_id', '=', caseId)
    .where('person_key', '=', personKey)
    .where('given_on', '=', givenOn)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertRepresentative(tx: WritableDb, row: Selectable<CaseRepresentativesTable>): Promise<void> {
  await tx.insertInto('case_representatives').values(row).execute()
}

export async function setWithdrawn(tx: WritableDb, id: string, withdrawnOn: string | null): Promise<void> {
  await tx.updateTable('case_representatives').set({ withdrawn_on: withdrawnOn }).where('id', '=', id).execute()
}

export async function deleteRepresentative(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('case_representatives').where('id', '=', id).execute()
}

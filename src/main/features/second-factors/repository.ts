import { type Selectable, sql, type Updateable } from 'kysely'
import type { FactorKind, HolderKind } from '#contract'
import type { SecondFactorsTable } from '../../db/access-tables.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** A second factor with the names that tell who holds it. */
export interface StoredFactor {
  readonly id: string
  readonly accountId: string
  readonly kind: FactorKind
  readonly holderKind: HolderKind
  readonly memberId: string | null
  readonly holderName: string
  readonly detail: string
  readonly addedOn: string | null
  readonly retiredAt: number | null
  readonly createdAt: number
  readonly memberName: string | null
  readonly memberLeftOn: string | null
  readonly clientName: string | null
}

type FactorRow = Selectable<SecondFactorsTable> & { member_name: string | null; left_on: string | null; client_name: string | null }

function factorFromRow(row: FactorRow): StoredFactor {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind as FactorKind,
    holderKind: row.holder_kind as HolderKind,
    memberId: row.member_id,
    holderName: row.holder_name,
    detail: row.detail,
    addedOn: row.added_on,
    retiredAt: row.retired_at === null ? null : Number(row.retired_at),
    createdAt: Number(row.created_at),
    memberName: row.member_name,
    memberLeftOn: row.left_on,
    clientName: row.client_name
  }
}

const withNames = (db: ReadableDb) =>
  db
    .selectFrom('second_factors')
    .innerJoin('accounts', 'accounts.id', 'second_factors.account_id')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .leftJoin('members', 'members.id', 'second_factors.member_id')
    .selectAll('second_factors')
    .select(['members.name as member_name', 'members.left_on as left_on', 'clients.name as client_name'])

export async function findFactor(db: ReadableDb, id: string): Promise<StoredFactor | null> {
  const row = await withNames(db).where('second_factors.id', '=', id).executeTakeFirst()
  return row === undefined ? null : factorFromRow(row)
}

/** All of an account: in use first, then retired ones, newest first. */
export async function listFactors(db: ReadableDb, accountId: string): Promise<StoredFactor[]> {
  const rows = await withNames(db)
    .where('second_factors.account_id', '=', accountId)
    .orderBy(sql`second_factors.retired_at is not null`)
    .orderBy('second_factors.created_at', 'desc')
    .orderBy('second_factors.id', 'desc')
    .execute()
  return rows.map(factorFromRow)
}

/** Those in use of the given accounts, or of all accounts in use; oldest first. */
export async function listFactorsInUse(db: ReadableDb, accountIds: readonly string[] | null): Promise<StoredFactor[]> {
  if (accountIds?.length === 0) return []
  let query = withNames(db).where('second_factors.retired_at', 'is', null)
  query = accountIds === null ? query.where('accounts.archived_at', 'is', null) : query.where('second_factors.account_id', 'in', accountIds)
  return (await query.orderBy('second_factors.created_at').orderBy('second_factors.id').execute()).map(factorFromRow)
}

/** Factors in use on accounts in use, by member. */
export async function countFactorsByMember(db: ReadableDb): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('second_factors')
    .innerJoin('accounts', 'accounts.id', 'second_factors.account_id')
    .select(['second_factors.member_id as member_id', (aggregate) => aggregate.fn.countAll().as('n')])
    .where('second_factors.member_id', 'is not', null)
    .where('second_factors.retired_at', 'is', null)
    .where('accounts.archived_at', 'is', null)
    .groupBy('second_factors.member_id')
    .execute()
  return new Map(rows.map((row) => [row.member_id as string, Number(row.n)]))
}

export async function insertFactor(tx: WritableDb, row: Selectable<SecondFactorsTable>): Promise<void> {
  await tx.insertInto('second_factors').values(row).execute()
}

export async function updateFactor(tx: WritableDb, id: string, changes: Updateable<SecondFactorsTable>): Promise<void> {
  await tx.updateTable('second_factors').set(changes).where('id', '=', id).execute()
}

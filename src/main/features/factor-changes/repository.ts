import type { Insertable } from 'kysely'
import type { FactorChangesTable } from '../../db/access-tables.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

export async function insertChange(tx: WritableDb, row: Insertable<FactorChangesTable>): Promise<void> {
  await tx.insertInto('factor_changes').values(row).execute()
}

/** Of the given accounts, or of all when `accountIds` is null; oldest first. */
export async function listChanges(db: ReadableDb, accountIds: readonly string[] | null) {
  if (accountIds?.length === 0) return []
  const query = db.selectFrom('factor_changes').select(['account_id', 'kind', 'changed_on', 'happened_at'])
  const rows = await (accountIds === null ? query : query.where('account_id', 'in', accountIds))
    .orderBy('changed_on')
    .orderBy('happened_at')
    .execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    kind: row.kind as 'method-changed' | 'contact-changed',
    changedOn: row.changed_on,
    happenedAt: Number(row.happened_at)
  }))
}

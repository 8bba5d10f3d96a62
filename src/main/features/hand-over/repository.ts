import type { ReadableDb } from '../../db/handles.ts'

/** Where the backup codes in use of a client's accounts lie on paper, by account; '' when nobody said. */
export async function backupCodePlaces(db: ReadableDb, clientId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('backup_code_sets')
    .innerJoin('accounts', 'accounts.id', 'backup_code_sets.account_id')
    .select(['accounts.id', 'backup_code_sets.kept_at'])
    .where('accounts.client_id', '=', clientId)
    .where('backup_code_sets.replaced_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row.kept_at]))
}

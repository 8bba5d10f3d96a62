import type { WritableDb } from '../../db/handles.ts'

export interface EntryRow {
  readonly record_id: string
  readonly kind: string
  readonly client_id: string | null
  readonly body: string
}

export async function upsertEntry(tx: WritableDb, entry: EntryRow): Promise<void> {
  await tx
    .insertInto('search_entries')
    .values(entry)
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet({ client_id: entry.client_id, body: entry.body }))
    .execute()
}

export async function deleteEntries(tx: WritableDb, recordIds: readonly string[]): Promise<void> {
  // In portions: SQLite binds at most 32,766 values.
  for (let start = 0; start < recordIds.length; start += 1000) {
    await tx
      .deleteFrom('search_entries')
      .where('record_id', 'in', recordIds.slice(start, start + 1000))
      .execute()
  }
}

import { compiledOnce } from '../../db/compiled-once.ts'
import type { WritableDb } from '../../db/handles.ts'

export interface EntryRow {
  readonly record_id: string
  readonly kind: string
  readonly client_id: string | null
  readonly body: string
}

export async function upsertEntry(tx: WritableDb, entry: EntryRow): Promise<void> {
  await upsert(tx, entry)
}

const upsert = compiledOnce((db, { record_id, kind, client_id, body }: EntryRow) =>
  db
    .insertInto('search_entries')
    .values({ record_id, kind, client_id, body })
    .onConflict((conflict) =>
      conflict
        .column('record_id')
        .doUpdateSet({ kind, client_id, body })
        // Taking equal words out of the index and putting them back is the dearest part of a change.
        .where(({ or, eb }) => or([eb('search_entries.body', '<>', body), eb('search_entries.kind', '<>', kind)]))
    )
)

export async function deleteEntries(tx: WritableDb, recordIds: readonly string[]): Promise<void> {
  // In portions: SQLite binds at most 32,766 values.
  for (let start = 0; start < recordIds.length; start += 1000) {
    await tx
      .deleteFrom('search_entries')
      .where('record_id', 'in', recordIds.slice(start, start + 1000))
      .execute()
  }
}

/** As `upsertEntry`, many at once. */
export async function upsertEntries(tx: WritableDb, entries: readonly EntryRow[]): Promise<void> {
  for (let start = 0; start < entries.length; start += 200) {
    await tx
      .insertInto('search_entries')
      .values(entries.slice(start, start + 200))
      .onConflict((conflict) =>
        conflict
          .column('record_id')
          .doUpdateSet(({ ref }) => ({ kind: ref('excluded.kind'), client_id: ref('excluded.client_id'), body: ref('excluded.body') }))
          .whereRef('search_entries.body', '<>', 'excluded.body')
      )
      .execute()
  }
}

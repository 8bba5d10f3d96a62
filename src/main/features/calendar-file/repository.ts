import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** The folder in which a computer keeps its calendar file; null when it keeps none. */
export async function findFolder(db: ReadableDb, device: string): Promise<string | null> {
  const row = await db.selectFrom('calendar_files').select('folder').where('device', '=', device).executeTakeFirst()
  return row?.folder ?? null
}

export async function setFolder(tx: WritableDb, device: string, folder: string, at: number, by: string): Promise<void> {
  const values = { folder, chosen_at: at, chosen_by: by }
  await tx
    .insertInto('calendar_files')
    .values({ device, ...values })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(values))
    .execute()
}

export async function removeFolder(tx: WritableDb, device: string): Promise<void> {
  await tx.deleteFrom('calendar_files').where('device', '=', device).execute()
}

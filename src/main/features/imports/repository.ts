import type { Selectable } from 'kysely'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { ImportChangesTable, ImportsTable } from '../../db/tables.ts'

export async function insertImport(tx: WritableDb, row: ImportsTable): Promise<void> {
  await tx.insertInto('imports').values(row).execute()
}

export async function setImportCounts(tx: WritableDb, id: string, counts: string): Promise<void> {
  await tx.updateTable('imports').set({ counts }).where('id', '=', id).execute()
}

export async function markUndone(tx: WritableDb, id: string, at: number, by: string): Promise<void> {
  await tx.updateTable('imports').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()
}

export async function findImport(db: ReadableDb, id: string): Promise<Selectable<ImportsTable> | null> {
  return (await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Newest first. */
export function listImports(db: ReadableDb, offset: number, limit: number): Promise<Selectable<ImportsTable>[]> {
  return db
    .selectFrom('imports')
    .selectAll()
    .orderBy('imported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(literal(limit))
    .offset(offset)
    .execute()
}

export async function countImports(db: ReadableDb): Promise<number> {
  return Number(
    (
      await db
        .selectFrom('imports')
        .select((count) => count.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  )
}

export async function insertChanges(tx: WritableDb, rows: readonly ImportChangesTable[]): Promise<void> {
  await tx.insertInto('import_changes').values(rows).execute()
}

export async function countChanges(db: ReadableDb, importId: string): Promise<number> {
  const { n } = await db
    .selectFrom('import_changes')
    .select((count) => count.fn.countAll().as('n'))
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Changes before `position`, last first. */
export async function listChangesBefore(
  db: ReadableDb,
  importId: string,
  position: number,
  limit: number
): Promise<Selectable<ImportChangesTable>[]> {
  return db
    .selectFrom('import_changes')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '<', position)
    .orderBy('position', 'desc')
    .limit(literal(limit))
    .execute()
}

export async function findMapping(db: ReadableDb, source: string): Promise<string | null> {
  return (await db.selectFrom('import_mappings').select('mapping').where('source', '=', source).executeTakeFirst())?.mapping ?? null
}

export async function saveMapping(tx: WritableDb, source: string, mapping: string, at: number): Promise<void> {
  await tx
    .insertInto('import_mappings')
    .values({ source, mapping, updated_at: at })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ mapping, updated_at: at }))
    .execute()
}

import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openSqlite } from '../testing/test-databases.ts'
import { sealedColumns } from './sealed-columns.ts'

/** Columns of bytes that are no secrets. */
const plainBlobs: readonly string[] = []

it('names every column of bytes in the schema, with its id and revision, and nothing else', async () => {
  const db = await openSqlite()
  const { rows } = await sql<{ place: string; type: string }>`
    select t.name || '.' || c.name as place, c.type as type from pragma_table_list t join pragma_table_info(t.name) c
    where t.schema = 'main' and t.type = 'table' and t.name not like 'search_index%' and t.name not like 'sqlite_%'
  `.execute(db.read as never)
  const types = new Map(rows.map(({ place, type }) => [place, type.toLowerCase()]))
  await db.close()
  const blobs = [...types].filter(([, type]) => type === 'blob').map(([place]) => place)
  expect(blobs.filter((place) => !plainBlobs.includes(place)).sort()).toEqual(
    sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()
  )
  for (const { table, id, revision, fingerprint } of sealedColumns) {
    expect([table, types.get(`${table}.${id}`), types.get(`${table}.${revision}`)]).toEqual([table, 'text', 'integer'])
    if (fingerprint) expect(types.get(`${table}.${fingerprint.column}`)).toBe('text')
  }
})

import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { ReadableDb } from '../src/main/db/handles.ts'
import type { Tables } from '../src/main/db/tables.ts'

/** The one statement that a reading function of a repository sends, with its values, so that the bare side can run the very same. */
export async function sqlSentBy(read: (db: ReadableDb) => Promise<unknown>): Promise<{ sql: string; values: readonly unknown[] }> {
  const sent: { sql: string; values: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler()
    },
    log: ({ query }) => void sent.push({ sql: query.sql, values: query.parameters })
  })
  await read(db)
  const [only] = sent
  if (only === undefined || sent.length > 1) throw new Error(`the function sent ${sent.length} statements, not one`)
  return only
}

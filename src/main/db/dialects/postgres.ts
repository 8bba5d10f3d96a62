import { sql } from 'kysely'
import type { SchemaDialect } from './schema-dialect.ts'
import { joinedNumber, wordsOf } from './search-words.ts'

/** The firm server's dialect. Search there is a plain pattern match: fast search stays on the workstation's SQLite replica. */
export const postgresSchema: SchemaDialect = {
  name: 'postgres',
  blob: 'bytea',
  whole: 'bigint',
  finish: (table) => table,
  entryNumber: (table) => table.addColumn('entry_no', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey()),
  createSearchIndex: async () => {},
  tidySearchIndex: async () => {},

  async findEntries(db, { kind, query, clientId, word, limit }) {
    const words = wordsOf(query)
    if (words.length === 0) return []
    const begins = (word: string) => sql<boolean>`(' ' || search_entries.body) ~ ${`[^[:alnum:]]${word}`}`
    const number = joinedNumber(query)
    let entries = db
      .selectFrom('search_entries')
      .select('record_id')
      .where('kind', '=', kind)
      .where((where) => {
        const all = where.and(words.map(begins))
        return number === null ? all : where.or([all, begins(number)])
      })
      .limit(limit)
    if (clientId !== null) entries = entries.where('client_id', '=', clientId)
    if (word !== null) entries = entries.where(begins(word))
    const rows = await entries.execute()
    return rows.map((row) => row.record_id)
  }
}

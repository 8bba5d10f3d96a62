import { sql } from 'kysely'
import { literal } from '../literal.ts'
import type { SchemaDialect } from './schema-dialect.ts'
import { joinedNumber, wordsOf } from './search-words.ts'

/** FTS5 query in which every word is a prefix. Words hold letters and digits only, so quoting them is enough. */
export function matchExpression(query: string): string | null {
  const words = wordsOf(query)
  if (words.length === 0) return null
  const all = words.map((word) => `"${word}"*`).join(' AND ')
  const number = joinedNumber(query)
  return number === null ? all : `(${all}) OR "${number}"*`
}

export const sqliteSchema: SchemaDialect = {
  name: 'sqlite',
  blob: 'blob',
  whole: 'integer',
  finish: (table) => table.modifyEnd(sql`strict`),
  entryNumber: (table) => table.addColumn('entry_no', 'integer', (column) => column.primaryKey()),

  async createSearchIndex(db) {
    const statements = [
      `create virtual table search_index using fts5(body, content='search_entries', content_rowid='entry_no', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')`,
      `create trigger search_entries_added after insert on search_entries begin
         insert into search_index(rowid, body) values (new.entry_no, new.body);
       end`,
      `create trigger search_entries_removed after delete on search_entries begin
         insert into search_index(search_index, rowid, body) values ('delete', old.entry_no, old.body);
       end`,
      `create trigger search_entries_changed after update of body on search_entries begin
         insert into search_index(search_index, rowid, body) values ('delete', old.entry_no, old.body);
         insert into search_index(rowid, body) values (new.entry_no, new.body);
       end`
    ]
    for (const statement of statements) await sql.raw(statement).execute(db)
  },

  // A removed entry leaves its words, marked as gone, until the parts of the index are merged.
  async tidySearchIndex(db) {
    await sql.raw("insert into search_index(search_index) values ('optimize')").execute(db)
  },

  // No ORDER BY rank: ranking a one-to-three-letter prefix over 100,000 clients costs 15-137 ms.
  async findEntries(db, { kind, query, clientId, word, limit }) {
    const words = matchExpression(query)
    if (words === null) return []
    const match = word === null ? words : `(${words}) AND "${word}"`
    let entries = db
      .selectFrom('search_index')
      .innerJoin('search_entries', 'search_entries.entry_no', 'search_index.rowid')
      .select('search_entries.record_id as record_id')
      .where('search_index.search_index', sql`match`, match)
      .where('search_entries.kind', '=', kind)
      .limit(literal(limit))
    if (clientId !== null) entries = entries.where('search_entries.client_id', '=', clientId)
    const rows = await entries.execute()
    return rows.map((row) => row.record_id)
  }
}

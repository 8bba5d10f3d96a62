import type Database from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements kept prepared per connection. */
const capacity = 300

/**
 * Kysely prepares every query anew, which makes a point look-up cost 8-12x the bare statement. Handing it the statement prepared last time
 * for the same SQL text brings that to about twice (bench/run.ts). Least recently used statements go first.
 */
export function withStatementCache(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  // A full disk or a failed write ends the transaction by itself. Rolling back what is no more would fail, and hide why.
  const rollback: SqliteStatement = {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run: () => (database.inTransaction ? database.prepare('rollback').run() : { changes: 0, lastInsertRowid: 0 })
  }
  return {
    prepare(sql) {
      if (sql === 'rollback') return rollback
      const known = prepared.get(sql)
      if (known !== undefined) {
        prepared.delete(sql)
        prepared.set(sql, known)
        return known
      }
      const statement = database.prepare(sql) as unknown as SqliteStatement
      if (prepared.size >= capacity) prepared.delete(prepared.keys().next().value as string)
      prepared.set(sql, statement)
      return statement
    },
    close() {
      prepared.clear()
      database.close()
    }
  }
}

import type { ColumnDataType, CreateTableBuilder, Kysely, Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/** Where SQLite and PostgreSQL differ. Migrations and repositories take one instead of asking which engine they are on. */
export interface SchemaDialect {
  readonly name: 'sqlite' | 'postgres'
  readonly blob: ColumnDataType
  /** Whole numbers up to 2^53: counts, flags, epoch ms. */
  readonly whole: ColumnDataType
  /** Last words of CREATE TABLE, e.g. STRICT. */
  finish<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>
  /** Numbered key column of search_entries, filled by the engine. */
  entryNumber<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C | 'entry_no'>
  createSearchIndex(db: Kysely<unknown>): Promise<void>
  /** Takes out of the search index what it still holds of removed entries. */
  tidySearchIndex(db: Transaction<Tables>): Promise<void>
  /** Ids of search entries that match every word of the query, at most `limit` of those that pass the filters. */
  findEntries(db: Pick<Kysely<Tables>, 'selectFrom'>, search: EntrySearch): Promise<string[]>
}

export interface EntrySearch {
  readonly kind: string
  readonly query: string
  /** Only entries of this client; null for all. */
  readonly clientId: string | null
  /** A whole word the entry must hold besides; null for none. */
  readonly word: string | null
  readonly limit: number
}

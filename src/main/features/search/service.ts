import type { SchemaDialect } from '../../db/dialects/schema-dialect.ts'
import { fold, numberForms } from '../../db/dialects/search-words.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { deleteEntries, upsertEntry } from './repository.ts'

const matchLimit = 500

export interface SearchEntry {
  readonly kind: 'client' | 'account'
  readonly recordId: string
  readonly clientId: string | null
  /** Words by which it is found. */
  readonly texts: readonly string[]
  /** Receipt, A-, account and file numbers: found as printed, joined, and by their digits. */
  readonly numbers: readonly string[]
}

export type SearchService = ReturnType<typeof createSearchService>

/** Keeps one entry per client and account, written in the transaction of the change it mirrors. */
export function createSearchService(dialect: SchemaDialect) {
  return {
    /** Matches looked at per search; a query this broad wants another word. */
    matchLimit,
    async index(tx: WritableDb, entry: SearchEntry): Promise<void> {
      const body = fold([...entry.texts, ...entry.numbers.flatMap(numberForms)].filter((text) => text !== '').join(' '))
      await upsertEntry(tx, { record_id: entry.recordId, kind: entry.kind, client_id: entry.clientId, body })
    },
    remove: (tx: WritableDb, recordIds: readonly string[]): Promise<void> => deleteEntries(tx, recordIds),
    /** Ids whose entry holds, for every word of the query, a word that begins with it. At most `matchLimit`. */
    find: (db: ReadableDb, kind: 'client' | 'account', query: string): Promise<string[]> => dialect.findEntries(db, kind, query, matchLimit)
  }
}

import type { SchemaDialect } from '../../db/dialects/schema-dialect.ts'
import { fold, numberForms } from '../../db/dialects/search-words.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { deleteEntries, type EntryRow, upsertEntries, upsertEntry } from './repository.ts'

const matchLimit = 500

/** What has entries of its own. */
export type EntryKind = 'client' | 'account' | 'matter' | 'contact'

export interface SearchEntry {
  readonly kind: EntryKind
  readonly recordId: string
  readonly clientId: string | null
  /** Archived records are looked for only where archived ones are asked for. */
  readonly archived: boolean
  /** Portal of an account. */
  readonly portalId?: string
  /** Words by which it is found. */
  readonly texts: readonly string[]
  /** Receipt, A-, account and file numbers: found as printed, joined, and by their digits. */
  readonly numbers: readonly string[]
}

export type SearchService = ReturnType<typeof createSearchService>

/** Keeps one entry per client, account, matter and contact, written in the transaction of the change it mirrors. */
export function createSearchService(dialect: SchemaDialect) {
  return {
    /** Matches looked at per search; a query this broad wants another word. */
    matchLimit,
    index: (tx: WritableDb, entry: SearchEntry): Promise<void> => upsertEntry(tx, rowOf(entry)),
    /** Of records that are in use. */
    indexAll: (tx: WritableDb, entries: readonly SearchEntry[]): Promise<void> => upsertEntries(tx, entries.map(rowOf)),
    remove: (tx: WritableDb, recordIds: readonly string[]): Promise<void> => deleteEntries(tx, recordIds),
    /** Ids whose entry holds, for every word of the query, a word that begins with it. At most `matchLimit`, taken after the filters. */
    find: (db: ReadableDb, kind: EntryKind, query: string, filter: SearchFilter): Promise<string[]> =>
      dialect.findEntries(db, {
        kind: kindOf(kind, filter.archived),
        query,
        clientId: filter.clientId ?? null,
        word: filter.portalId == null ? null : portalWord(filter.portalId),
        limit: matchLimit
      })
  }
}

export interface SearchFilter {
  readonly archived: boolean
  readonly clientId?: string | null
  readonly portalId?: string | null
}

function rowOf(entry: SearchEntry): EntryRow {
  const texts = [...entry.texts, ...entry.numbers.flatMap(numberForms), entry.portalId === undefined ? '' : portalWord(entry.portalId)]
  const body = fold(texts.filter((text) => text !== '').join(' '))
  return { record_id: entry.recordId, kind: kindOf(entry.kind, entry.archived), client_id: entry.clientId, body }
}

const kindOf = (kind: EntryKind, archived: boolean): string => (archived ? `${kind}-archived` : kind)

/** A word nobody types, by which the entries of one portal are told apart inside the index. */
const portalWord = (portalId: string): string => `portalid${portalId.replaceAll('-', '')}`

import { type Expression, type SqlBool, sql } from 'kysely'
import { fold } from './dialects/search-words.ts'

/** Words of a search that are looked at; nobody types more to find one row. */
const mostWords = 8

/** The words a person typed, folded. */
export const searchedWords = (query: string): string[] => fold(query).split(' ').filter(Boolean).slice(0, mostWords)

/** Patterns for `isLike`, one for each word that was typed: each may be any part of a text. */
export const partPatterns = (query: string): string[] =>
  searchedWords(query).map((word) => `%${word.replace(/[\\%_]/g, (character) => `\\${character}`)}%`)

/** Compares a folded column with a pattern of `partPatterns`. */
export const isLike = (column: Expression<string | null>, pattern: string): Expression<SqlBool> =>
  sql<SqlBool>`${column} like ${pattern} escape '\\'`

import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { storageErrorFrom } from './storage-errors.ts'

export type Row = Record<string, string | number | Buffer | null>

/** A row that lies on a damaged page: what the indexes of its table still say of it. SQLite calls the number by the key's name where that is the key. */
export type Remains = Row & { readonly 'row number': number }

export interface TableReading {
  readonly lost: readonly Remains[]
  /** Rows there may have been besides, of which no index knows anything. */
  readonly unknown: number
}

const rowNumber = 'rowid as "row number"'
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** False when `work` met damage; any other failure is thrown. */
function readable(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (storageErrorFrom(error)?.code !== 'storage.damaged') throw error
    return false
  }
}

/**
 * Hands every row that can be read to `keep`, in the order of row numbers, and finds those that cannot: a range that meets damage is halved until
 * single row numbers are left. What the table's indexes know of those is told. A table whose first page is damaged is all lost that way.
 */
export async function readTable(
  database: Database.Database,
  table: string,
  columns: readonly string[],
  keep: (row: Row) => void
): Promise<TableReading> {
  const list = [rowNumber, ...columns.map(quoted)].join(', ')
  const range = prepared<[number, number]>(
    database,
    `select ${list} from ${quoted(table)} not indexed where rowid between ? and ? order by rowid`
  )
  const one = prepared<[number]>(database, `select ${list} from ${quoted(table)} where rowid = ?`)
  if (range === null || one === null) return { lost: [], unknown: 1 }
  let found: IndexedRows | null = null
  const known = (): IndexedRows => (found ??= indexedRows(database, table))
  const damaged: number[] = []
  let reads = 0

  const give = (row: Row): number => {
    const { 'row number': rowid, ...rest } = row
    keep(rest)
    return rowid as number
  }
  const pending: [number, number][] = [[Number.MIN_SAFE_INTEGER, lastRow(database, table, known)]]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    let [from] = next
    const [, to] = next
    if (++reads % 50 === 0) await nextTurn()
    const whole = readable(() => {
      const rows = from === to ? one.iterate(from) : range.iterate(from, to)
      for (const row of rows) from = give(row) + 1
    })
    if (whole || from > to) continue
    if (from === to && next[0] === from) {
      damaged.push(from)
      continue
    }
    // Nothing has a number below 1: SQLite counts rows from there.
    from = Math.max(from, 1)
    const middle = Math.floor((from + to) / 2)
    if (middle < to) pending.push([middle + 1, to])
    pending.push([from, middle])
  }
  if (damaged.length === 0) return { lost: [], unknown: 0 }
  const { rows, isWhole } = known()
  const lost = damaged.flatMap((rowid) => rows.get(rowid) ?? [])
  return { lost, unknown: isWhole ? 0 : damaged.length - lost.length }
}

function prepared<P extends unknown[]>(database: Database.Database, sql: string): Database.Statement<P, Row> | null {
  let statement: Database.Statement<P, Row> | null = null
  // The definition of the table itself may be what cannot be read.
  const isThere = readable(() => {
    try {
      statement = database.prepare<P, Row>(sql)
    } catch (error) {
      if (!/no such (table|column)/.test((error as Error).message)) throw error
    }
  })
  return isThere ? statement : null
}

interface IndexedRows {
  /** By row number. */
  readonly rows: Map<number, Remains>
  /** Whether an index that names every row could be read from end to end. */
  readonly isWhole: boolean
}

/** What all indexes of a table say of its rows, put together. */
function indexedRows(database: Database.Database, table: string): IndexedRows {
  const rows = new Map<number, Remains>()
  let isWhole = false
  let indexes: { name: string; partial: number }[] = []
  readable(() => {
    indexes = database.pragma(`index_list(${quoted(table)})`) as typeof indexes
  })
  for (const { name, partial } of indexes) {
    const read = readable(() => {
      const columns = (database.pragma(`index_info(${quoted(name)})`) as { name: string | null }[]).flatMap((column) => column.name ?? [])
      const list = [rowNumber, ...columns.map(quoted)].join(', ')
      if (partial === 1) return
      const found = database.prepare<[], Remains>(`select ${list} from ${quoted(table)} indexed by ${quoted(name)}`)
      for (const row of found.iterate()) rows.set(row['row number'], { ...rows.get(row['row number']), ...row })
    })
    if (read && partial === 0) isWhole = true
  }
  return { rows, isWhole }
}

/** Row numbers looked at beyond the last one anything is known of: more than one page holds. */
const pageOfRows = 500

/** The highest row number there can be. */
function lastRow(database: Database.Database, table: string, known: () => IndexedRows): number {
  const numbers = `select rowid from ${quoted(table)} not indexed`
  let last = 0
  const isLastReadable = readable(() => {
    last = (database.prepare(`${numbers} order by rowid desc limit 1`).pluck().get() as number | undefined) ?? 0
  })
  if (isLastReadable) return last
  const { rows, isWhole } = known()
  for (const rowid of rows.keys()) last = Math.max(last, rowid)
  if (isWhole) return last
  // Neither table nor index tells. What reads in order from the start, and whether any page farther on still answers.
  readable(() => {
    for (const rowid of database.prepare(`${numbers} order by rowid`).pluck().iterate()) last = Math.max(last, rowid as number)
  })
  const beyond = database.prepare(`${numbers} where rowid >= ? order by rowid limit 1`)
  for (let ahead = pageOfRows; ahead < 2 ** 17; ahead *= 2) {
    if (readable(() => void beyond.get(last + ahead))) return last + ahead
  }
  return last + pageOfRows
}

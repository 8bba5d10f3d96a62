import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { Damage } from './handles.ts'
import { storageErrorFrom } from './storage-errors.ts'

/** Tables of up to so many rows are checked by SQLite at one go. */
const smallTable = 2_000
/** How long other calls wait for a slice, roughly, in ms. */
const sliceMs = 20

/**
 * Whether every page of the file reads and authenticates. SQLite's own quick_check cannot pause, which would stall the window for seconds in a
 * large firm; so small tables get it, and large ones are read row after row in slices, their indexes at one go each. Null when all is well.
 */
export async function findDamageIn(database: Database.Database): Promise<Damage | null> {
  for (const table of tablesOf(database)) {
    // The vault was locked meanwhile.
    if (!database.open) return null
    try {
      const found = isSmall(database, table) ? quickCheck(database, table) : await readInSlices(database, table)
      if (found !== 'ok') return { at: table }
    } catch (error) {
      if (storageErrorFrom(error)?.code !== 'storage.damaged') throw error
      return { at: table }
    }
    await nextTurn()
  }
  return null
}

/** SQLite's own whole check, which nothing else can run beside. For the command line. */
export function wholeCheck(database: Database.Database): Damage | null {
  try {
    return database.pragma('integrity_check(1)', { simple: true }) === 'ok' ? null : { at: 'file' }
  } catch (error) {
    if (storageErrorFrom(error)?.code !== 'storage.damaged') throw error
    return { at: 'file' }
  }
}

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'")
    .pluck()
    .all() as string[]
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function quickCheck(database: Database.Database, table: string): unknown {
  return database.pragma(`quick_check(${quoted(table)})`, { simple: true })
}

/** True too for the tables of the word index that have no row numbers: they are far smaller than what they index. */
function isSmall(database: Database.Database, table: string): boolean {
  const { wr } = database.prepare('select wr from pragma_table_list where name = ?').get(table) as { wr: number }
  if (wr === 1) return true
  return database.prepare(`select rowid from ${quoted(table)} not indexed limit 1 offset ${smallTable}`).get() === undefined
}

async function readInSlices(database: Database.Database, table: string): Promise<'ok'> {
  const read = database
    .prepare<[number, number], number[]>(`select rowid, * from ${quoted(table)} not indexed where rowid > ? order by rowid limit ?`)
    .raw()
  let after = Number.MIN_SAFE_INTEGER
  for (let size = 200; ; ) {
    const startedAt = performance.now()
    const rows = read.all(after, size)
    if (rows.length < size) break
    after = (rows.at(-1) as number[])[0] as number
    size = performance.now() - startedAt > sliceMs ? Math.max(50, size >> 1) : Math.min(10_000, size << 1)
    await nextTurn()
    if (!database.open) return 'ok'
  }
  for (const { name, partial } of database.pragma(`index_list(${quoted(table)})`) as { name: string; partial: number }[]) {
    if (partial === 1) continue
    database.prepare(`select count(*) from ${quoted(table)} indexed by ${quoted(name)}`).get()
    await nextTurn()
  }
  return 'ok'
}

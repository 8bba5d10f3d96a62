import type Database from 'better-sqlite3'
import { type SealedColumn, type SealedPlace, sealedColumns } from '../vault/sealed-columns.ts'
import type { SealContext } from '../vault/vault.ts'

/** Reading sealed values and row counts of a database file that is open beside the firm's own. */

export interface SealedRow {
  readonly id: string
  readonly sealed: Buffer
  readonly revision: number
  readonly fingerprint: string
}

/** Sealed values between two looks at the outside world. */
const batchSize = 500

const filled = ({ column }: SealedColumn): string => `${column} is not null and length(${column}) > 0`
const fields = ({ column, id, revision, fingerprint }: SealedColumn): string =>
  `${id} as id, ${column} as sealed, ${revision} as revision, ${fingerprint?.column ?? "''"} as fingerprint`

export const sealContextOf = ({ table, column }: SealedColumn, { id, revision }: SealedRow): SealContext => ({
  ...({ table, column } as SealedPlace),
  recordId: id,
  revision
})

/** Rows with a sealed value in one column, a batch at a time in the order of their ids. */
export function* sealedBatches(database: Database.Database, place: SealedColumn): Generator<SealedRow[]> {
  const { table, id } = place
  const read = database.prepare<[string, number], SealedRow>(
    `select ${fields(place)} from ${table} where ${filled(place)} and ${id} > ? order by ${id} limit ?`
  )
  let after = ''
  for (;;) {
    const rows = read.all(after, batchSize)
    if (rows.length > 0) yield rows
    if (rows.length < batchSize) return
    after = (rows.at(-1) as SealedRow).id
  }
}

/** Up to `limit` rows with a sealed value in one column, drawn at random. */
export function sealedSample(database: Database.Database, place: SealedColumn, limit: number): SealedRow[] {
  return database
    .prepare<[number], SealedRow>(`select ${fields(place)} from ${place.table} where ${filled(place)} order by random() limit ?`)
    .all(limit)
}

export function countSealed(database: Database.Database): number {
  return sealedColumns
    .map(
      (place) =>
        database
          .prepare(`select count(*) from ${place.table} where ${filled(place)}`)
          .pluck()
          .get() as number
    )
    .reduce((sum, count) => sum + count, 0)
}

/** Names of the tables that hold rows, those of the search index included. */
export function tablesOf(database: Database.Database): string[] {
  return database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%'")
    .pluck()
    .all() as string[]
}

export const countRows = (database: Database.Database, table: string): number =>
  database
    .prepare(`select count(*) from "${table.replaceAll('"', '""')}"`)
    .pluck()
    .get() as number

/** Gives `use` the key as the driver takes it, and wipes it. */
export function withRawKey(hex: string, use: (key: Buffer) => void): void {
  const key = Buffer.from(`raw:${hex}`, 'latin1')
  try {
    use(key)
  } finally {
    key.fill(0)
  }
}

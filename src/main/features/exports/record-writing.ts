import { setImmediate as nextTurn } from 'node:timers/promises'
import { csvLine } from '../../csv.ts'
import type { ReadableDb } from '../../db/handles.ts'
import type { SealedPlace } from '../../vault/sealed-columns.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import { type ColumnKind, type RecordTable, recordTables } from './record-tables.ts'
import type * as Repository from './repository.ts'

export const recordsFormat = 1
export const recordsFile = 'keydocket-export.json'

export interface RecordsHead {
  readonly kind: 'keydocket-export'
  readonly format: number
  /** Version of the database's tables. */
  readonly schema: number
  readonly appVersion: string
  readonly vaultId: string
  /** Epoch ms. */
  readonly madeAt: number
  readonly withSecrets: boolean
}

export interface Written {
  readonly rows: number
  readonly secrets: number
}

export type RecordsSource = { readonly tx: ReadableDb; readonly vault: OpenVault; readonly repository: Pick<typeof Repository, 'rowsOf'> }

/** All records as one JSON text, a row to a line (docs/export-format.md). */
export async function writeJson(
  { tx, vault, repository }: RecordsSource,
  head: RecordsHead,
  add: (text: string) => void
): Promise<Written> {
  let [rows, secrets] = [0, 0]
  add(`${JSON.stringify(head).slice(0, -1)},"tables":{\n`)
  for (const [index, table] of recordTables.entries()) {
    add(`"${table.name}":[\n`)
    let isFirst = true
    for await (const read of repository.rowsOf(tx, table)) {
      for (const row of read) {
        const { value, opened } = plainRow(vault, table, row, head.withSecrets)
        add(`${isFirst ? '' : ',\n'}${JSON.stringify(value)}`)
        isFirst = false
        secrets += opened
      }
      rows += read.length
      await nextTurn()
    }
    add(`${isFirst ? '' : '\n'}]${index < recordTables.length - 1 ? ',' : ''}\n`)
  }
  add('}}\n')
  return { rows, secrets }
}

/** One table as CSV, without secrets. */
export async function writeCsv({ tx, repository }: RecordsSource, table: RecordTable, add: (text: string) => void): Promise<number> {
  const columns = Object.entries(table.columns).filter(([, kind]) => !isSealed(kind) && kind !== 'print')
  add(
    csvLine(
      columns.map(([name]) => name),
      ','
    )
  )
  let rows = 0
  for await (const read of repository.rowsOf(tx, table)) {
    for (const row of read)
      add(
        csvLine(
          columns.map(([name, kind]) => plainValue(kind, row[name]) as string | number | null),
          ','
        )
      )
    rows += read.length
    await nextTurn()
  }
  return rows
}

export const isKey = (kind: ColumnKind): boolean => kind === 'key' || kind === 'key?'
export const isSealed = (kind: ColumnKind): boolean => kind === 'secret' || kind === 'secret?' || isKey(kind)

/** PostgreSQL may answer whole numbers as text. */
const plainValue = (kind: ColumnKind, value: unknown): unknown =>
  value === null || value === undefined ? null : kind === 'whole' || kind === 'whole?' ? Number(value) : value

function plainRow(vault: OpenVault, table: RecordTable, row: Repository.Row, withSecrets: boolean) {
  let opened = 0
  const value = Object.fromEntries(
    Object.entries(table.columns).map(([column, kind]) => {
      if (kind === 'print') return [column, row[column] === '' ? 0 : 1]
      if (!isSealed(kind)) return [column, plainValue(kind, row[column])]
      const sealed = row[column] as Uint8Array | null
      if (!withSecrets || sealed === null || sealed.length === 0) return [column, null]
      const bytes = vault.open(sealContext(table.name, column, row), sealed)
      opened += 1
      const text = bytes.toString(isKey(kind) ? 'base64' : 'utf8')
      bytes.fill(0)
      return [column, text]
    })
  )
  return { value, opened }
}

/** In every table the record is its id and the revision stands beside the sealed column. */
export const sealContext = (table: string, column: string, row: Repository.Row): SealContext => ({
  ...({ table, column } as SealedPlace),
  recordId: String(row['id']),
  revision: Number(row[`${column}_revision`])
})

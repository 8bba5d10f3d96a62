import { schemaVersion } from '../../db/migrations/index.ts'
import { AppError } from '../../errors.ts'
import { damagedArchive } from './container.ts'
import { type ColumnKind, type RecordTable, recordTables } from './record-tables.ts'
import { isSealed, type RecordsHead, recordsFormat } from './record-writing.ts'
import type { Row } from './repository.ts'

export interface ReadTable {
  readonly table: RecordTable
  readonly rows: readonly Row[]
}

const rowsPerPart = 1_000

/**
 * Reads the lines of an archive: its head, then the rows of every table in the order of the list, each row checked column by column. Throws
 * `exports.damaged`, `exports.from-newer-version`.
 */
export async function readRecords(
  lines: AsyncIterable<string>,
  { onHead = () => {}, onRows }: { onHead?: (head: RecordsHead) => void; onRows: (read: ReadTable) => Promise<void> | void }
): Promise<void> {
  const tables: readonly RecordTable[] = recordTables
  let at = -1
  let state: 'head' | 'between' | 'rows' | 'end' = 'head'
  let withSecrets = false
  let rows: Row[] = []
  const current = (): RecordTable => tables[at] ?? fail()
  for await (const line of lines) {
    if (state === 'head') {
      const head = headFrom(line)
      withSecrets = head.withSecrets
      onHead(head)
      state = 'between'
    } else if (state === 'between') {
      at += 1
      if (at < tables.length) {
        if (line !== `"${current().name}":[`) fail()
        state = 'rows'
      } else {
        if (line !== '}}') fail()
        state = 'end'
      }
    } else if (state === 'rows') {
      const isEnd = line === (at < tables.length - 1 ? '],' : ']')
      if (!isEnd) rows.push(rowFrom(current(), line, withSecrets))
      if (isEnd || rows.length >= rowsPerPart) {
        if (rows.length > 0) await onRows({ table: current(), rows })
        rows = []
      }
      if (isEnd) state = 'between'
    } else fail()
  }
  if (state !== 'end') fail()
}

function fail(cause?: unknown): never {
  throw damagedArchive('records', cause)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    return fail(cause)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

function headFrom(line: string): RecordsHead {
  const end = ',"tables":{'
  if (!line.endsWith(end)) fail()
  const head = parse(`${line.slice(0, -end.length)}}`)
  if (!isRecord(head) || head['kind'] !== 'keydocket-export' || !isWhole(head['format']) || !isWhole(head['schema'])) fail()
  const { format, schema, appVersion, vaultId, madeAt, withSecrets } = head
  if (format > recordsFormat) throw new AppError('exports.from-newer-version', { found: format, supported: recordsFormat })
  if (schema > schemaVersion) throw new AppError('exports.from-newer-version', { found: schema, supported: schemaVersion })
  if (format !== recordsFormat) fail()
  if (schema < schemaVersion) throw new AppError('exports.from-older-version', { found: schema, supported: schemaVersion })
  const isNamed = typeof appVersion === 'string' && typeof vaultId === 'string' && vaultId.length > 0
  if (!isNamed || !isWhole(madeAt) || madeAt < 0 || typeof withSecrets !== 'boolean') fail()
  return { kind: 'keydocket-export', format, schema, appVersion, vaultId, madeAt, withSecrets }
}

function rowFrom({ columns }: RecordTable, line: string, withSecrets: boolean): Row {
  const row = parse(line.endsWith(',') ? line.slice(0, -1) : line)
  if (!isRecord(row)) fail()
  const names = Object.keys(columns)
  if (Object.keys(row).length !== names.length) fail()
  for (const name of names) {
    if (!Object.hasOwn(row, name) || !fits(columns[name] as ColumnKind, row[name])) fail()
    if (!withSecrets && isSealed(columns[name] as ColumnKind) && row[name] !== null) fail()
  }
  return row
}

function fits(kind: ColumnKind, value: unknown): boolean {
  if (kind === 'print') return value === 0 || value === 1
  if (isSealed(kind)) return value === null || (typeof value === 'string' && value.length > 0)
  if (value === null) return kind.endsWith('?')
  // PostgreSQL has no NUL in texts.
  return kind.startsWith('text') ? typeof value === 'string' && !value.includes('\0') : isWhole(value)
}

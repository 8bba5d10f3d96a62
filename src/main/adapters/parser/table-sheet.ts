import { AppError } from '../../errors.ts'
import type { TableSheet } from '../../ports.ts'

/** Bounds of a table: of the whole file, and of a cell in characters. */
export const tableBounds = { bytes: 64 * 1024 * 1024, rows: 200_000, columns: 200, cell: 32_000, sheets: 100 } as const

export const unreadable = (reason: 'kind' | 'nothing' | 'too-large' | 'damaged' | 'encrypted' | 'failed'): AppError =>
  new AppError('imports.table-unreadable', { reason })

/** One row as read: the number by which people find it, and whether it reads as it was meant. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly isBroken?: boolean
}

/** The first row that is not empty names the columns. Null when there is none. Throws AppError `imports.table-unreadable`. */
export function sheetOf(name: string, raw: readonly RawRow[]): TableSheet | null {
  const filled = raw.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [heading, ...rows] = filled
  if (heading === undefined) return null
  if (rows.length > tableBounds.rows) throw unreadable('too-large')
  const columns = [...heading.cells]
  while (columns.length > 0 && columns.at(-1)?.trim() === '' && rows.every(({ cells }) => (cells[columns.length - 1] ?? '').trim() === ''))
    columns.pop()
  if (columns.length > tableBounds.columns) throw unreadable('too-large')
  const broken: number[] = []
  const kept = rows.map(({ line, cells, isBroken }) => {
    const isLong = cells.some((cell) => cell.length > tableBounds.cell)
    if (isBroken || isLong || cells.slice(columns.length).some((cell) => cell.trim() !== '')) broken.push(line)
    return columns.map((_, at) => (cells[at] ?? '').slice(0, tableBounds.cell).trim())
  })
  return {
    name: name.slice(0, 200),
    columns: columns.map((column, at) => column.trim().slice(0, 200) || `Column ${at + 1}`),
    rows: kept,
    lines: rows.map(({ line }) => line),
    broken
  }
}

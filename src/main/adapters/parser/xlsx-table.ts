import { unzipSync } from 'fflate'
import type { TableSheet } from '../../ports.ts'
import { type RawRow, sheetOf, tableBounds, unreadable } from './table-sheet.ts'
import { attribute, walkXml } from './xml-reader.ts'

/** What all parts of a workbook may come to when unpacked, by what they say of themselves; the memory of the process bounds what they really do. */
const maxUnpacked = 256 * 1024 * 1024

type Parts = Readonly<Record<string, Uint8Array>>

/** Sheets of an Office Open XML workbook (ECMA-376) that hold anything. Throws AppError `imports.table-unreadable`. */
export function readXlsx(bytes: Uint8Array): TableSheet[] {
  const parts = unpacked(bytes)
  const workbook = textOf(parts, 'xl/workbook.xml')
  if (workbook === null) throw unreadable('kind')
  const shared = sharedStrings(textOf(parts, 'xl/sharedStrings.xml'))
  const dates = dateStyles(textOf(parts, 'xl/styles.xml'))
  const { sheets, is1904 } = sheetsOf(workbook, textOf(parts, 'xl/_rels/workbook.xml.rels') ?? '')
  if (sheets.length > tableBounds.sheets) throw unreadable('too-large')
  const read: TableSheet[] = []
  let rows = 0
  for (const { name, path } of sheets) {
    const xml = textOf(parts, path)
    if (xml === null) continue
    const sheet = sheetOf(name, rowsOf(xml, { shared, dates, is1904 }))
    if (sheet === null) continue
    rows += sheet.rows.length
    if (rows > tableBounds.rows) throw unreadable('too-large')
    read.push(sheet)
  }
  if (read.length === 0) throw unreadable('nothing')
  return read
}

function unpacked(bytes: Uint8Array): Parts {
  let total = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/.test(name))
          return false
        total += originalSize
        if (total > maxUnpacked) throw unreadable('too-large')
        return true
      }
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'imports.table-unreadable') throw error
    throw unreadable('damaged')
  }
}

const textOf = (parts: Parts, path: string): string | null => {
  const part = Object.hasOwn(parts, path) ? parts[path] : undefined
  return part === undefined ? null : new TextDecoder().decode(part)
}

function sheetsOf(workbook: string, relations: string): { sheets: { name: string; path: string }[]; is1904: boolean } {
  const targets = new Map<string, string>()
  walkXml(relations, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target')
      targets.set(attribute(attributes, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
    close() {}
  })
  const sheets: { name: string; path: string }[] = []
  let is1904 = false
  walkXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute(attributes, 'date1904'))
      if (name !== 'sheet') return
      const relation = /(?:^|\s)[\w.-]+:id\s*=\s*"([^"]*)"/.exec(attributes)?.[1] ?? ''
      sheets.push({ name: attribute(attributes, 'name'), path: targets.get(relation) ?? '' })
    },
    close() {}
  })
  return { sheets, is1904 }
}

/** Readings of a text's sounds (rPh) are not part of it. */
function sharedStrings(xml: string | null): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isSound = false
  walkXml(xml ?? '', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isSound = true
      isText = name === 't' && !isSound
    },
    text(part) {
      if (isText) text += part
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(text))
      if (name === 'rPh') isSound = false
      if (name === 't') isText = false
    }
  })
  return strings
}

/** ECMA-376 writes characters that XML cannot hold as _x000D_. */
const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

/** Which cell styles show a number as a date or time: built-in formats 14 to 22 and 45 to 47, and own ones with a day, month, year or hour in them. */
function dateStyles(xml: string | null): boolean[] {
  const own = new Set<number>()
  const styles: boolean[] = []
  let isInCells = false
  const isDate = (format: number): boolean => (format >= 14 && format <= 22) || (format >= 45 && format <= 47) || own.has(format)
  walkXml(xml ?? '', {
    open(name, attributes) {
      if (name === 'numFmt') {
        const code = attribute(attributes, 'formatCode').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
        if (/[dmyhs]/i.test(code) && !/general/i.test(code)) own.add(Number(attribute(attributes, 'numFmtId')))
      }
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) styles.push(isDate(Number(attribute(attributes, 'numFmtId'))))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    }
  })
  return styles
}

interface Book {
  readonly shared: readonly string[]
  readonly dates: readonly boolean[]
  readonly is1904: boolean
}

function rowsOf(xml: string, book: Book): RawRow[] {
  const rows: RawRow[] = []
  let cells: string[] = []
  let line = 0
  let column = 0
  let kind = ''
  let style = 0
  let value = ''
  let isValue = false
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(/(?:^|\s)r="(\d+)"/.exec(attributes)?.[1] ?? line + 1)
        cells = []
        column = 0
      } else if (name === 'c') {
        column = columnOf(/(?:^|\s)r="([A-Z]{1,3})\d+"/.exec(attributes)?.[1]) ?? column + 1
        kind = /(?:^|\s)t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
        style = Number(/(?:^|\s)s="(\d+)"/.exec(attributes)?.[1] ?? 0)
        value = ''
      } else isValue = name === 'v' || name === 't'
    },
    text(part) {
      if (isValue) value += part
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && value !== '') {
        if (column > tableBounds.columns) throw unreadable('too-large')
        while (cells.length < column) cells.push('')
        cells[column - 1] = shownValue(value, kind, style, book)
      } else if (name === 'row' && cells.length > 0) {
        if (rows.length > tableBounds.rows) throw unreadable('too-large')
        rows.push({ line, cells })
      }
    }
  })
  return rows
}

function columnOf(letters: string | undefined): number | null {
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function shownValue(value: string, kind: string, style: number, { shared, dates, is1904 }: Book): string {
  if (kind === 's') {
    const text = shared[Number(value)]
    if (text === undefined) throw unreadable('damaged')
    return text
  }
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (kind === 'str' || kind === 'inlineStr') return unescaped(value)
  // As written: an ISO date, or an error such as #N/A.
  if (kind !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) throw unreadable('damaged')
  if (dates[style]) return dateOf(number, is1904)
  return Number.isSafeInteger(number) ? String(number) : value
}

const dayMs = 86_400_000

/** A day count as ISO date, with its time when it has one. Excel counts a 29 February 1900 that never was. */
function dateOf(serial: number, is1904: boolean): string {
  const start = is1904 ? Date.UTC(1904, 0, 1) : serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const at = new Date(start + Math.round(serial * 86_400) * 1000)
  if (serial < 0 || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return String(serial)
  const [date = '', time = ''] = at.toISOString().split('T')
  if (serial < 1) return time.slice(0, 5)
  return at.getTime() % dayMs === 0 ? date : `${date} ${time.slice(0, 5)}`
}

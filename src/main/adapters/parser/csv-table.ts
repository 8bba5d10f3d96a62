import Papa from 'papaparse'
import type { TableSheet } from '../../ports.ts'
import { sheetOf, tableBounds, unreadable } from './table-sheet.ts'

const formulaSigns = '=+\\-@＝＋－＠'
/** The apostrophes that our own lists carry before what a spreadsheet would take for a formula (csv.ts). */
const atStart = new RegExp(`^'(?='*[${formulaSigns}\\t\\r\\n])`)
const within = new RegExp(`([,;|\\t\\r\\n"])'(?='*[${formulaSigns}])`, 'g')

const withoutGuard = (cell: string): string => (cell.includes("'") ? cell.replace(atStart, '').replace(within, '$1') : cell)

/** A table as text, whatever its separator. Throws AppError `imports.table-unreadable`. */
export function readCsv(text: string): TableSheet {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with these is no text
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 100_000))) throw unreadable('kind')
  // How Excel says which separator a file has.
  const said = /^sep=(.)\r?\n/i.exec(text)
  const { data, errors } = Papa.parse<string[]>(said === null ? text : text.slice(said[0].length), {
    delimiter: said?.[1] ?? separatorIn(text),
    preview: tableBounds.rows + 2,
    skipEmptyLines: false
  })
  const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row))
  const first = said === null ? 1 : 2
  const sheet = sheetOf(
    '',
    data.map((cells, at) => ({ line: at + first, cells: cells.map(withoutGuard), isBroken: broken.has(at) }))
  )
  if (sheet === null) throw unreadable('nothing')
  return sheet
}

/** The one that stands most often between the columns' names. A guess by the rows is led astray by names with a comma in them. */
function separatorIn(text: string): string {
  const counts = new Map([...',;\t|'].map((separator) => [separator, 0]))
  let isQuoted = false
  for (const character of text.slice(0, 20_000).replace(/^\s+/, '')) {
    if (character === '"') isQuoted = !isQuoted
    if (!isQuoted && (character === '\n' || character === '\r')) break
    const count = counts.get(character)
    if (!isQuoted && count !== undefined) counts.set(character, count + 1)
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

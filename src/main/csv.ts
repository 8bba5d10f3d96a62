/** A value by which a spreadsheet knows a formula, its full-width forms included (OWASP, CSV injection). */
const formulaSigns = '=+\\-@＝＋－＠'
const atStart = new RegExp(`^(?='*[${formulaSigns}\\t\\r\\n])`)
/** Where a reader that expects another separator would begin a new cell in the middle of this one. */
const within = new RegExp(`([,;|\\t\\r\\n"])(?='*[${formulaSigns}])`, 'g')

/** Text no spreadsheet takes for a formula: an apostrophe stands before what could begin one. Taking one apostrophe away gives the text back. */
const harmless = (text: string): string => text.replace(atStart, "'").replace(within, "$1'")

/** One line of RFC 4180, every cell quoted. A number stays a number. */
export function csvLine(cells: readonly (string | number | null)[], separator: ',' | ';'): string {
  const quoted = cells.map((cell) => `"${(typeof cell === 'number' ? String(cell) : harmless(cell ?? '')).replaceAll('"', '""')}"`)
  return `${quoted.join(separator)}\r\n`
}

export const byteOrderMark = '\ufeff'

import type { TableSheet } from '../../ports.ts'
import { sheetOf, unreadable } from './table-sheet.ts'
import { decodeText } from './text-encoding.ts'

interface Property {
  readonly name: string
  readonly parameters: string
  readonly value: string
}

/** Column names of what is understood; other properties keep their own names. */
const named: Readonly<Record<string, string>> = {
  FN: 'Full name',
  NICKNAME: 'Other names',
  EMAIL: 'E-mail',
  TEL: 'Phone',
  BDAY: 'Date of birth',
  NOTE: 'Notes',
  ORG: 'Company',
  UID: 'External ID'
}
/** No text: pictures, sounds and keys. */
const notText = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY'])
/** Of the card itself. */
const ofCard = new Set(['BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'KIND'])

/** Cards of vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), one row each. Throws AppError `imports.table-unreadable`. */
export function readVcards(text: string): TableSheet {
  const columns: string[] = ['Full name', 'Last name', 'First name', 'Middle name']
  const rows: { line: number; cells: string[]; isBroken: boolean }[] = []
  let card: { line: number; cells: string[]; isBroken: boolean } | null = null
  const put = (column: string, value: string): void => {
    if (card === null || value === '') return
    let at = columns.indexOf(column)
    if (at === -1) at = columns.push(column) - 1
    while (card.cells.length <= at) card.cells.push('')
    card.cells[at] = card.cells[at] ? `${card.cells[at]}; ${value}` : value
  }
  for (const property of propertiesOf(text)) {
    const { name, value } = property
    if (name === 'BEGIN') {
      if (card !== null) rows.push({ ...(card as { line: number; cells: string[] }), isBroken: true })
      card = { line: rows.length + 2, cells: [], isBroken: false }
    } else if (name === 'END') {
      if (card !== null) rows.push(card)
      card = null
    } else if (name === 'N') {
      const [last = '', first = '', middle = ''] = splitAt(value, ';')
      put('Last name', plain(last))
      put('First name', plain(first))
      put('Middle name', plain(middle))
    } else if (name === 'BDAY') put('Date of birth', birthday(value))
    else if (!ofCard.has(name) && !notText.has(name)) {
      put(
        named[name] ?? name,
        splitAt(value.replace(/^(tel|mailto):/i, ''), ';')
          .map(plain)
          .filter((part) => part !== '')
          .join(', ')
      )
    }
  }
  if (card !== null) rows.push({ ...(card as { line: number; cells: string[] }), isBroken: true })
  if (rows.length === 0) throw unreadable('nothing')
  const sheet = sheetOf('', [{ line: 1, cells: columns }, ...rows])
  if (sheet === null) throw unreadable('nothing')
  return sheet
}

/** 19850412 as 1985-04-12; a year that is left out stays left out. */
const birthday = (value: string): string => value.replace(/^(\d{4})(\d\d)(\d\d)(T.*)?$/, '$1-$2-$3').replace(/T.*$/, '')

function* propertiesOf(text: string): Generator<Property> {
  // Folded lines go on with a blank; quoted-printable ones of 2.1 end with an equals sign.
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    let line = lines[at] as string
    const colon = colonOf(line)
    if (colon === -1) continue
    const head = line.slice(0, colon)
    const isQuoted = /;(ENCODING=)?QUOTED-PRINTABLE(;|$)/i.test(head)
    while (isQuoted && line.endsWith('=') && at + 1 < lines.length) {
      at += 1
      line = line.slice(0, -1) + lines[at]
    }
    const [name = '', ...parameters] = head.split(';')
    const value = line.slice(colon + 1)
    yield {
      name: name
        .slice(name.lastIndexOf('.') + 1)
        .trim()
        .toUpperCase(),
      parameters: parameters.join(';'),
      value: isQuoted ? fromQuotedPrintable(value) : value
    }
  }
}

/** The colon before the value: one in a quoted parameter is none. */
function colonOf(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted
    if (line[at] === ':' && !isQuoted) return at
  }
  return -1
}

const fromQuotedPrintable = (value: string): string => {
  const bytes = value.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  // Only what was a byte goes through the decoder; anything above was text already.
  return [...bytes].some((character) => character.charCodeAt(0) > 255) ? bytes : decodeText(Buffer.from(bytes, 'latin1'))
}

/** At separators that no backslash stands before. */
const splitAt = (value: string, separator: string): string[] => value.split(new RegExp(`(?<!\\\\)${separator}`))

const plain = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped)).trim()

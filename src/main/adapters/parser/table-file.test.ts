import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../csv.ts'
import { isAppError } from '../../errors.ts'
import { readTableFile } from './table-file.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const only = (bytes: Uint8Array) => {
  const { sheets } = readTableFile(bytes)
  return sheets[0] as NonNullable<(typeof sheets)[0]>
}
function reasonOf(bytes: Uint8Array): string {
  try {
    readTableFile(bytes)
    return 'read'
  } catch (error) {
    if (!isAppError(error as Error, 'imports.table-unreadable')) throw error
    return (error as { params: { reason: string } }).params.reason
  }
}
const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(big ? bytes.swap16() : bytes)
}

describe('CSV', () => {
  test.each([
    ['commas', utf8('Name,Note\nMaría,x\n')],
    ['semicolons, with commas in the names', utf8('Name;Note\r\nMaría;x\r\n"Lopez, Ana, Dr.";y\r\n')],
    ['tabs', utf8('Name\tNote\nMaría\tx\n')],
    ['bars', utf8('Name|Note\nMaría|x')],
    ['a line that says the separator', utf8('sep=;\r\nName;Note\r\nMaría;x\r\n')],
    ['a byte order mark', utf8('\ufeffName,Note\nMaría,x\n')],
    ['UTF-16, little end first', utf16('\ufeffName\tNote\nMaría\tx\n', false)],
    ['UTF-16, big end first', utf16('\ufeffName,Note\nMaría,x\n', true)],
    ['UTF-16 without a mark', utf16('Name,Note\nMaría,x\n', false)],
    ['Windows-1252', new Uint8Array(Buffer.from('Name,Note\nMaría,x\n', 'latin1'))],
    ['blank lines and columns', utf8('\n\nName,Note,\n,,\nMaría,x,\n\n')]
  ])('with %s', (_, bytes) => {
    const sheet = only(bytes)
    expect(sheet.columns).toEqual(['Name', 'Note'])
    expect(sheet.rows[0]).toEqual(['María', 'x'])
    expect(sheet.broken).toEqual([])
  })

  test('quotes, line ends in a cell and the number of the line', () => {
    const sheet = only(utf8('Name,Note\n"Lopez, ""Pepe""","a\nb"\nIvan,"open\n'))
    expect(sheet.rows[0]).toEqual(['Lopez, "Pepe"', 'a\nb'])
    expect(sheet.lines).toEqual([2, 3])
    expect(sheet.broken).toEqual([3])
  })

  test('a row with more cells than columns is broken, not cut', () => {
    expect(only(utf8('Name,Phone\nLopez, Ana,555 0100\nIvan,1\n')).broken).toEqual([2])
  })

  test('our own lists come back as they were, formulas too', () => {
    const cells = ['=1+1', "'=x", '+1 (555) 010', '-5', '@x', 'a,=b', "O'Neil", '＝1', "''=2", 'plain', '"=q']
    const text =
      csvLine(
        cells.map((_, at) => `c${at}`),
        ','
      ) + csvLine(cells, ',')
    expect(only(utf8(text)).rows[0]).toEqual(cells)
  })

  test.each([
    ['a picture', utf8('\u0089PNG\r\n\u001a\n'), 'kind'],
    ['a PDF', utf8('%PDF-1.7'), 'kind'],
    ['a web page', utf8('<!DOCTYPE html><html></html>'), 'kind'],
    ['bytes', new Uint8Array([1, 2, 3, 0, 4, 5, 6, 7, 8]), 'kind'],
    ['nothing', new Uint8Array(), 'nothing'],
    ['blank lines', utf8('\n,,\n\n'), 'nothing'],
    ['201 columns', utf8(`${Array.from({ length: 201 }, (_, at) => `c${at}`).join(',')}\n`), 'too-large'],
    ['200,001 rows', utf8(`Name\n${'x\n'.repeat(200_001)}`), 'too-large']
  ])('refuses %s', (_, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason)
  })
})

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
interface Book {
  readonly sheet?: string
  readonly shared?: string
  readonly workbook?: string
}
function workbook({ sheet = '', shared = '', workbook: book }: Book): Uint8Array {
  const name = '<sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets>'
  return zipSync({
    'xl/workbook.xml': strToU8(`${head}<workbook xmlns:r="r">${book ?? name}</workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`${head}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/sharedStrings.xml': strToU8(`${head}<sst>${shared}</sst>`),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`
    ),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet><sheetData>${sheet}</sheetData></worksheet>`)
  })
}
const inline = (cell: string, text: string): string => `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`

describe('Excel workbooks', () => {
  test('shared and inline texts, numbers, dates, gaps and rich text', () => {
    const sheet = `<row r="1">${inline('A1', 'Name')}<c r="B1" t="s"><v>0</v></c>${inline('C1', 'DOB')}${inline('D1', 'Days')}</row>
      <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4"><v>12345678</v></c><c r="C4" s="2"><v>31120</v></c><c r="D4" s="3"><v>2.5</v></c></row>
      <row r="5"><c r="A5" t="str"><f>X</f><v>Ivan &amp; Co</v></c><c r="C5" s="1"><v>46024.75</v></c></row>`
    const shared = '<si><t>A-Number</t></si><si><r><t>Mar</t></r><r><rPr><b/></rPr><t>ía</t></r><rPh sb="0"><t>sound</t></rPh></si>'
    const read = only(workbook({ sheet, shared }))
    expect(read).toMatchObject({ name: 'Clients', columns: ['Name', 'A-Number', 'DOB', 'Days'], lines: [4, 5] })
    expect(read.rows).toEqual([
      ['María', '12345678', '1985-03-14', '2.5'],
      ['Ivan & Co', '', '2026-01-02 18:00', '']
    ])
  })

  test.each([
    ['a document type, and with it entities', `<!DOCTYPE x [<!ENTITY a "b">]>${inline('A1', '&a;')}`, 'damaged'],
    ['an entity nobody knows', `<row>${inline('A1', '&bomb;')}</row>`, 'damaged'],
    ['elements that do not close', '<row><c>', 'damaged'],
    ['a shared text that is not there', '<row><c r="A1" t="s"><v>9</v></c></row>', 'damaged'],
    ['a column far away', `<row>${inline('ZZ1', 'x')}</row>`, 'too-large'],
    ['no rows', '', 'nothing']
  ])('refuses %s', (_, sheet, reason) => {
    expect(reasonOf(workbook({ sheet }))).toBe(reason)
  })

  test('refuses other archives, cut ones, and a bomb by what it says of itself', () => {
    expect(reasonOf(zipSync({ 'word/document.xml': strToU8('<x/>') }))).toBe('kind')
    const whole = workbook({ sheet: `<row>${inline('A1', 'Name')}</row>` })
    expect(reasonOf(whole.slice(0, whole.length / 2))).toBe('damaged')
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(260 * 1024 * 1024) })
    expect(bomb.byteLength).toBeLessThan(1_000_000)
    expect(reasonOf(bomb)).toBe('too-large')
  })

  test('paths out of the archive and names of prototypes mean nothing', () => {
    const read = only(
      zipSync({
        ...unzipSync(workbook({ sheet: `<row>${inline('A1', 'Name')}</row>` })),
        '../../x': strToU8('x'),
        __proto__x: strToU8('x')
      })
    )
    expect(read.columns).toEqual(['Name'])
  })

  test('a workbook with a password says so', () => {
    const bytes = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(20), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(reasonOf(new Uint8Array(bytes))).toBe('encrypted')
  })
})

describe('vCards', () => {
  test('versions 4, 3 and 2.1: folded lines, escapes, groups, quoted-printable', () => {
    const cards = [
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:María García\r\nN:García;María;Luz;;\r\nBDAY:19850314\r\nitem1.EMAIL;TYPE="home,x:y":m@exam\r\n ple.com\r\nTEL;VALUE=uri:tel:+1-555-0100\r\nNOTE:one\\, two\\nthree\r\nEND:VCARD\r\n',
      'BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Nu=C3=B1ez;=\nPepe\nX-CASE:77\nEND:VCARD\n'
    ].join('')
    const { format, sheets } = readTableFile(utf8(cards))
    expect(format).toBe('vcard')
    const [sheet] = sheets
    const cell = (row: number, column: string) => sheet?.rows[row]?.[sheet.columns.indexOf(column)]
    expect([cell(0, 'Last name'), cell(0, 'First name'), cell(0, 'Middle name')]).toEqual(['García', 'María', 'Luz'])
    expect([cell(0, 'E-mail'), cell(0, 'Phone'), cell(0, 'Date of birth')]).toEqual(['m@example.com', '+1-555-0100', '1985-03-14'])
    expect(cell(0, 'Notes')).toBe('one, two\nthree')
    expect([cell(1, 'Last name'), cell(1, 'First name'), cell(1, 'X-CASE')]).toEqual(['Nuñez', 'Pepe', '77'])
  })

  test('a card that does not end is a broken line', () => {
    expect(only(utf8('BEGIN:VCARD\nFN:Ana\n')).broken).toEqual([2])
  })
})

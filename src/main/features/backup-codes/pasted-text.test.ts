import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCodes } from './pasted-text.ts'

const bounds = { maxCodes: 50, maxLength: 200 }
const found = (text: string) => findCodes(text, bounds).codes
const leftOut = (text: string) => findCodes(text, bounds).leftOut.map(({ text: entry, why }) => `${why}: ${entry}`)

const four = ['ABCD-1234', 'EFGH-5678', 'JKMN-9012', 'PQRS-3456']

describe('blocks as people paste them', () => {
  test.each<[string, string, readonly string[]]>([
    ['one code', 'a1b2c3d4e5', ['a1b2c3d4e5']],
    ['one code of letters only', 'abcdefghij', ['abcdefghij']],
    ['one per line, blank lines, space around, Windows ends', '  AAAA \r\n\r\n bBbB\t\n', ['AAAA', 'bBbB']],
    ['old Mac ends', 'AAAA1\rBBBB2\rCCCC3', ['AAAA1', 'BBBB2', 'CCCC3']],
    ['two columns by tabs', 'AAAA\tBBBB\nCCCC\tDDDD', ['AAAA', 'BBBB', 'CCCC', 'DDDD']],
    ['two columns by wide gaps', 'ABCD-1234   EFGH-5678\nJKMN-9012   PQRS-3456', four],
    [
      'two columns with single gaps, as PDFs give them',
      'a1b2c3d4 e5f6a7b8\nc9d0e1f2 a3b4c5d6',
      ['a1b2c3d4', 'e5f6a7b8', 'c9d0e1f2', 'a3b4c5d6']
    ],
    ['dashed codes with single gaps', 'ABCD-1234 EFGH-5678\nJKMN-9012 PQRS-3456', four],
    ['commas and semicolons', 'AAAA, BBBB; CCCC', ['AAAA', 'BBBB', 'CCCC']],
    ['a table with bars', '| 1 | ABCD-1234 |\n|---|---|\n| 2 | EFGH-5678 |', ['ABCD-1234', 'EFGH-5678']],
    ['a table copied with its numbers', '1\tABCD-1234\n2\tEFGH-5678\n3\tJKMN-9012\n4\tPQRS-3456', four],
    ['a table with a head', 'No.\tCode\tUsed\n1\tABCD-1234\tno\n2\tEFGH-5678\tno', ['ABCD-1234', 'EFGH-5678']],
    ['space inside a lone code stays', 'ab cd ef', ['ab cd ef']],
    [
      'groups of four, as Login.gov prints them',
      'W3F8 9K2M 7QXT\nAB12 CD34 EF56\n0XYZ 9876 QRST',
      ['W3F8 9K2M 7QXT', 'AB12 CD34 EF56', '0XYZ 9876 QRST']
    ],
    ['groups of four in small letters', 'w3f8-9k2m-7qxt\nab12-cd34-ef56', ['w3f8-9k2m-7qxt', 'ab12-cd34-ef56']],
    ['groups of four in two columns', 'W3F8 9K2M 7QXT     AB12 CD34 EF56', ['W3F8 9K2M 7QXT', 'AB12 CD34 EF56']],
    ['groups without a digit between others', 'abcd-efgh-jkmn\nab12-cd34-ef56', ['abcd-efgh-jkmn', 'ab12-cd34-ef56']],
    ['invisible characters go, no-break space counts as space', '\u200bAA\u00adAA1\ufeff\n\u00a0BB\u00a0B1', ['AAAA1', 'BB B1']],
    ['dashes of typesetting become plain', 'ABCD\u20131234\nEFGH\u20115678', ['ABCD-1234', 'EFGH-5678']],
    ['numbers with dots', '1. AAAA\n2. BBBB\n3. CCCC', ['AAAA', 'BBBB', 'CCCC']],
    ['numbers of three kinds', '1. AAAA\n2) BBBB\n(3) CCCC', ['AAAA', 'BBBB', 'CCCC']],
    ['numbers with a space only', '1 a1b2c3d4\n2 e5f6a7b8\n3 c9d0e1f2', ['a1b2c3d4', 'e5f6a7b8', 'c9d0e1f2']],
    ['numbers with a hash', '#1 a1b2c3d4\n#2 e5f6a7b8', ['a1b2c3d4', 'e5f6a7b8']],
    [
      'numbers down two columns',
      '1. ABCD-1234   3. JKMN-9012\n2. EFGH-5678   4. PQRS-3456',
      ['ABCD-1234', 'JKMN-9012', 'EFGH-5678', 'PQRS-3456']
    ],
    ['a list number on one line only stays', '12. abc\ndef', ['12. abc', 'def']],
    ['a lone entry keeps what looks like a number', '1. abc', ['1. abc']],
    ['bullets', '• a1b2c3d4\n• e5f6a7b8', ['a1b2c3d4', 'e5f6a7b8']],
    ['dashes and stars as bullets', '- a1b2c3d4\n* e5f6a7b8', ['a1b2c3d4', 'e5f6a7b8']],
    ['boxes to tick', '☐ a1b2c3d4\n☑ e5f6a7b8\n[ ] c9d0e1f2\n[x] a3b4c5d6', ['a1b2c3d4', 'e5f6a7b8', 'c9d0e1f2', 'a3b4c5d6']],
    ['labels', 'Code 1: ABCD-1234\nCode 2: EFGH-5678', ['ABCD-1234', 'EFGH-5678']],
    ['a label before one code', 'Backup code: a1b2c3d4e5', ['a1b2c3d4e5']],
    ['a sentence with the code in it', 'Your backup code is a1b2c3d4e5. Keep it in a safe place.', ['a1b2c3d4e5']],
    ['a longer sentence', 'Please keep the code a1b2c3d4e5 where nobody else can find it', ['a1b2c3d4e5']],
    [
      'prose around a sheet',
      'Your backup codes\n\nKeep these codes somewhere safe. Each code works once.\n\nABCD-1234\nEFGH-5678\nJKMN-9012\nPQRS-3456\n\nGenerated on November 22, 2026',
      four
    ],
    [
      'a PDF with page number, date and address',
      'Backup codes\nABCD-1234\nEFGH-5678\nPage 1 of 2\n\fJKMN-9012\nPQRS-3456\n2 / 2\n11/22/2026, 3:04 PM\nhttps://example.gov/codes',
      four
    ],
    [
      'a page of PACER with its telephone',
      'Get New Codes\r\n1) khd7wq2z\r\n2) m4tx81rd\r\n3) q9zz0plw\r\nPACER Service Center 800-676-6856\r\npacer@psc.uscourts.gov',
      ['khd7wq2z', 'm4tx81rd', 'q9zz0plw']
    ],
    ['ten digits each', '1234567890\n2345678901\n3456789012', ['1234567890', '2345678901', '3456789012']],
    ['a word of the same length between codes', 'a1b2c3d4\nabcdefgh\ne5f6a7b8', ['a1b2c3d4', 'abcdefgh', 'e5f6a7b8']],
    ['a word of another length between codes goes', 'a1b2c3d4\nprinted\ne5f6a7b8', ['a1b2c3d4', 'e5f6a7b8']],
    ['a year between codes goes', 'ABCD-1234\n2026\nEFGH-5678\nJKMN-9012', ['ABCD-1234', 'EFGH-5678', 'JKMN-9012']],
    ['quotes go', '"a1b2c3d4"\n“e5f6a7b8”', ['a1b2c3d4', 'e5f6a7b8']],
    ['nothing', ' \n\t ', []]
  ])('%s', (_name, text, codes) => {
    expect(found(text)).toEqual(codes)
  })
})

test('what is left out is named, with the reason, and nothing is lost without a word', () => {
  expect(leftOut('Keep these codes safe.\nABCD-1234\nEFGH-5678\nABCD-1234')).toEqual([
    'not-a-code: Keep these codes safe.',
    'twice: ABCD-1234'
  ])
  const many = Array.from({ length: 53 }, (_, n) => `CODE${String(n).padStart(4, '0')}`).join('\n')
  expect(found(many)).toHaveLength(50)
  expect(leftOut(many)).toEqual(['too-many: CODE0050', 'too-many: CODE0051', 'too-many: CODE0052'])
  expect(leftOut(`ABCD1234\n${'X1'.repeat(101)}`)).toEqual([`not-a-code: ${'X1'.repeat(100)}`])
})

test('says when numbers or bullets were left out', () => {
  const marks = (text: string) => findCodes(text, bounds).marksRemoved
  expect(marks('1. AAAA\n2. BBBB')).toBe(true)
  expect(marks('• AAAA')).toBe(true)
  expect(marks('AAAA\nBBBB')).toBe(false)
})

test('any sheet of codes of one shape is read whole, however it is laid out', () => {
  const letters = fc.constantFrom(...'ABCDEFGHJKMNPQRSTVWXYZ')
  const digits = fc.constantFrom(...'0123456789')
  const code = fc.tuple(letters, digits, letters, digits, letters, letters, digits, digits).map((characters) => characters.join(''))
  const layouts: readonly ((codes: readonly string[]) => string)[] = [
    (codes) => codes.join('\n'),
    (codes) => codes.join('\r\n\r\n'),
    (codes) => codes.map((one, at) => `${at + 1}. ${one}`).join('\n'),
    (codes) => codes.map((one, at) => `${at + 1}\t${one}`).join('\n'),
    (codes) => codes.map((one) => `• ${one}`).join('\n'),
    (codes) => `Your backup codes:\n${codes.join('   ')}\nPage 1 of 1`,
    (codes) => `Write these down and keep them somewhere safe.\n${codes.join(', ')}`
  ]
  fc.assert(
    fc.property(fc.uniqueArray(code, { minLength: 2, maxLength: 12 }), fc.constantFrom(...layouts), (codes, layout) => {
      expect(found(layout(codes))).toEqual(codes)
    })
  )
})

test('no text breaks it, and every code stood in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { codes } = findCodes(text, bounds)
      expect(new Set(codes).size).toBe(codes.length)
      for (const one of codes) expect(one.trim()).toBe(one)
    })
  )
})

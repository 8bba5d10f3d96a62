import { describe, expect, it } from 'vitest'
import { parsePastedCodes } from './pasted-codes.ts'

describe('parsePastedCodes', () => {
  it.each<[string, string, readonly string[]]>([
    ['one code', 'a1b2c3d4e5', ['a1b2c3d4e5']],
    ['one per line with blank lines and space around', '  AAAA \r\n\r\n bBbB\t\n', ['AAAA', 'bBbB']],
    ['two columns of a print-out', 'AAAA\tBBBB\nCCCC\tDDDD', ['AAAA', 'BBBB', 'CCCC', 'DDDD']],
    ['commas and semicolons', 'AAAA, BBBB; CCCC', ['AAAA', 'BBBB', 'CCCC']],
    ['space inside a code stays', 'ab cd ef', ['ab cd ef']],
    ['invisible characters go, no-break space counts as space', '\u200bAA\u00adAA\ufeff\n\u00a0BB\u00a0B', ['AAAA', 'BB B']],
    ['list numbers on every line go', '1. AAAA\n2) BBBB\n(3) CCCC', ['AAAA', 'BBBB', 'CCCC']],
    ['a list number on one line only stays', '12. abc\ndef', ['12. abc', 'def']],
    ['a lone entry keeps what looks like a number', '1. abc', ['1. abc']]
  ])('%s', (_name, text, codes) => {
    const parsed = parsePastedCodes(text)
    expect(parsed.codes).toEqual(codes)
    expect(parsed.problem).toBeNull()
  })

  it('says when list numbers were left out', () => {
    expect(parsePastedCodes('1. AAAA\n2. BBBB').numbersRemoved).toBe(true)
    expect(parsePastedCodes('AAAA\nBBBB').numbersRemoved).toBe(false)
  })

  it('names what keeps the set from being saved', () => {
    expect(parsePastedCodes(' \n\t').problem).toEqual({ kind: 'missing' })
    expect(parsePastedCodes(Array.from({ length: 51 }, (_, i) => `code${i}`).join('\n')).problem).toEqual({ kind: 'too-many' })
    expect(parsePastedCodes(Array.from({ length: 50 }, (_, i) => `code${i}`).join('\n')).problem).toBeNull()
    expect(parsePastedCodes(`ok\n${'x'.repeat(201)}`).problem).toEqual({ kind: 'too-long', position: 2 })
    expect(parsePastedCodes('same\nother\nsame').problem).toEqual({ kind: 'duplicate', code: 'same' })
    expect(parsePastedCodes('Same\nsame').problem).toBeNull()
  })
})

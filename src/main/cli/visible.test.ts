import { describe, expect, it } from 'vitest'
import { facts, groupDigits, table } from './terminal.ts'
import { columnsOf, safeJson, visible } from './visible.ts'

describe('data in a terminal', () => {
  it.each([
    ['\u001b[2J\u001b]0;owned\u0007', '\\u{1b}[2J\\u{1b}]0;owned\\u{7}'],
    ['a\r\nb\tc', 'a\\u{d}\\u{a}b\\u{9}c'],
    ['\u009b31m', '\\u{9b}31m'],
    ['Ana\u202ednalsi', 'Ana\\u{202e}dnalsi'],
    ['García López, María', 'García López, María'],
    ['王小明', '王小明']
  ])('%j is shown as %j', (raw, shown) => {
    expect(visible(raw)).toBe(shown)
  })

  it('keeps JSON readable by programs and free of raw control characters', () => {
    const value = { name: '\u001b\u009b\u007f\u2028é' }
    const text = safeJson(value)
    expect(JSON.parse(text)).toEqual(value)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028]/)
  })

  it('aligns columns by what a terminal shows', () => {
    expect(
      table(
        ['NAME', 'ID'],
        [
          ['王小明', '1'],
          ['é', '2'],
          ['e\u0301', '3']
        ]
      )
    ).toEqual(['NAME    ID', '王小明  1', 'é       2', 'e\u0301       3'])
    expect(columnsOf('王e\u0301')).toBe(3)
    expect(
      facts([
        ['Code', '1'],
        ['Empty', ''],
        ['Longer', '2']
      ])
    ).toEqual(['Code    1', 'Longer  2'])
  })

  it('groups digits in threes from the right', () => {
    expect(['123456', '12345', '1234567', '12345678', '1234567890', '2345B'].map(groupDigits)).toEqual([
      '123 456',
      '12 345',
      '1 234 567',
      '12 345 678',
      '1 234 567 890',
      '2345B'
    ])
  })
})

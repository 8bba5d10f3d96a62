import { expect, it } from 'vitest'
import { line, requiredLine } from './schemas.ts'

it.each([
  ['Garcia Lopez, María', 'Garcia Lopez, María'],
  ['  שרה כהן ', 'שרה כהן'],
  // The marks that scripts written from right to left need stay; what turns the direction of other text goes.
  ['\u200fשרה\u200e', '\u200fשרה\u200e'],
  ['Eve \u202egnp.exe', 'Eve gnp.exe'],
  ['\u2066\u2067\u2068x\u2069\u202a\u202b\u202c\u202d', 'x'],
  ['क्‍ष', 'क्‍ष']
])('a line %j is kept as %j', (typed, kept) => expect(line(200).parse(typed)).toBe(kept))

it('a line of nothing but such characters is empty', () => {
  expect(line(200).parse('\u202e')).toBe('')
  expect(requiredLine(200).safeParse(' \u202e ').success).toBe(false)
})

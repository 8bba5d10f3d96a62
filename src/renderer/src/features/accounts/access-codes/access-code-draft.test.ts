import { expect, it } from 'vitest'
import { effectiveExpiry, isCodeLengthFine } from './access-code-draft.ts'

it('expires as computed until somebody sets the date', () => {
  expect(effectiveExpiry({ noticeOn: '2026-11-22', expiresOn: '' }, 90)).toBe('2027-02-20')
  expect(effectiveExpiry({ noticeOn: '2026-11-22', expiresOn: '2027-01-31' }, 90)).toBe('2027-01-31')
  expect(effectiveExpiry({ noticeOn: '', expiresOn: '' }, 90)).toBe('')
  expect(effectiveExpiry({ noticeOn: '2026-11-22', expiresOn: '' }, null)).toBe('')
})

it.each([
  ['', true],
  ['abc', false],
  ['abcd', true],
  [' abc ', false],
  ['x'.repeat(40), true],
  ['x'.repeat(41), false]
])('judges only the length of "%s"', (code, isFine) => {
  expect(isCodeLengthFine(code)).toBe(isFine)
})

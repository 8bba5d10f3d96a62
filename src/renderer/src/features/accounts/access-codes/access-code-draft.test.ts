import { expect, it } from 'vitest'
import { effectiveExpiry, isCodeLengthFine, receiptIn, replacesEarlier } from './access-code-draft.ts'

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

it('ticks that earlier codes are replaced, but for a known code and a notice without one', () => {
  const known = { hasValue: true, daysLeft: 25 }
  const draft = { replaces: null, code: '' }
  expect(replacesEarlier(draft, [{ hasValue: false, daysLeft: 25 }])).toBe(true)
  expect(replacesEarlier(draft, [{ hasValue: true, daysLeft: -1 }])).toBe(true)
  expect(replacesEarlier(draft, [known])).toBe(false)
  expect(replacesEarlier({ ...draft, code: 'Ab12' }, [known])).toBe(true)
  expect(replacesEarlier({ ...draft, replaces: true }, [known])).toBe(true)
  expect(replacesEarlier({ replaces: false, code: 'Ab12' }, [known])).toBe(false)
})

it.each([
  ['ioe 09-1234-5678', 'IOE0912345678'],
  ['garcia', ''],
  ['', '']
])('takes "%s" for the receipt number "%s"', (typed, receipt) => {
  expect(receiptIn(typed)).toBe(receipt)
})

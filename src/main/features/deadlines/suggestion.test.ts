import { expect, test } from 'vitest'
import { suggestDueOn } from './suggestion.ts'

test.each([
  // [subject, issued, form, mailed, due, days]
  ['rfe', '2026-11-22', 'I-485', false, '2027-02-14', 84],
  ['rfe', '2026-11-22', 'I-485', true, '2027-02-17', 87],
  ['rfe', '2026-11-22', '', true, '2027-02-17', 87],
  ['rfe', '2026-11-22', 'I-539', false, '2026-12-22', 30],
  ['rfe', '2026-11-22', 'form i539', true, '2026-12-25', 33],
  ['rfe', '2026-11-22', ' I-539A ', true, '2026-12-25', 33],
  ['rfe', '2026-11-22', 'I-5390', false, '2027-02-14', 84],
  ['noid', '2026-11-22', 'I-485', false, '2026-12-22', 30],
  ['noid', '2026-11-22', 'I-539', true, '2026-12-25', 33],
  // Over February 29, with and without one, and on it.
  ['rfe', '2027-12-10', 'N-400', false, '2028-03-03', 84],
  ['rfe', '2026-12-10', 'N-400', false, '2027-03-04', 84],
  ['noid', '2028-01-30', '', false, '2028-02-29', 30],
  ['noid', '2028-02-29', '', true, '2028-04-02', 33],
  // 2100 is no leap year.
  ['noid', '2100-01-30', '', false, '2100-03-01', 30]
] as const)('%s of %s, form "%s", mailed %s: %s', (subject, issuedOn, form, mailed, dueOn, days) => {
  expect(suggestDueOn({ subject, issuedOn, form, mailed })).toMatchObject({ dueOn, days, mailDays: mailed ? 3 : 0 })
})

test('says where it was read and that it is no more than a guide', () => {
  const { source, certainty } = suggestDueOn({ subject: 'rfe', issuedOn: '2026-11-22', form: '', mailed: true })
  expect(source).toMatch(/nafsa\.org/)
  expect(certainty).toBe('C')
})

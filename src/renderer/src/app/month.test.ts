import { expect, test } from 'vitest'
import { addMonths, monthOf, weeksOf } from './month.ts'

test('a month is whole weeks from Sunday on', () => {
  const weeks = weeksOf('2026-11')
  expect(weeks).toHaveLength(5)
  expect([weeks[0]?.[0], weeks[4]?.[6]]).toEqual(['2026-11-01', '2026-12-05'])
  expect(weeks.every((week) => week.length === 7)).toBe(true)
})

test.each([
  // Twenty-eight days that begin on a Sunday; a leap February; a month that ends on a Sunday; one before 1970.
  ['2026-02', 4, '2026-02-01', '2026-02-28'],
  ['2028-02', 5, '2028-01-30', '2028-03-04'],
  ['2027-01', 6, '2026-12-27', '2027-02-06'],
  ['1969-12', 5, '1969-11-30', '1970-01-03']
])('%s has %i weeks from %s to %s', (month, count, first, last) => {
  const weeks = weeksOf(month)
  expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([count, first, last])
})

test('months are counted over the turn of the year', () => {
  expect(['2026-12', '2027-01', '2026-01'].map((month) => [addMonths(month, 1), addMonths(month, -1)])).toEqual([
    ['2027-01', '2026-11'],
    ['2027-02', '2026-12'],
    ['2026-02', '2025-12']
  ])
  expect(monthOf('2026-11-22')).toBe('2026-11')
})

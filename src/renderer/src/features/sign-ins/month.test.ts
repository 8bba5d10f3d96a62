import { expect, test } from 'vitest'
import { monthAfter, monthGrid } from './month.ts'

test('a month fills whole weeks from Sunday to Saturday', () => {
  const { first, weeks } = monthGrid('2026-11-22')
  expect([first, weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual(['2026-11-01', 5, '2026-11-01', '2026-12-05'])
  for (const week of weeks) expect(week).toHaveLength(7)
  expect(monthGrid('2026-08-31').weeks.map((week) => week[0])).toEqual([
    ...['2026-07-26', '2026-08-02', '2026-08-09', '2026-08-16', '2026-08-23', '2026-08-30']
  ])
  // February of 2026 begins on a Sunday and ends on a Saturday.
  expect(monthGrid('2026-02-10').weeks.map((week) => week[0])).toEqual(['2026-02-01', '2026-02-08', '2026-02-15', '2026-02-22'])
})

test('months follow each other over the turn of the year', () => {
  expect([monthAfter('2026-12-01', 1), monthAfter('2026-01-01', -1), monthAfter('2026-11-01', 14)]).toEqual([
    ...['2027-01-01', '2025-12-01', '2028-01-01']
  ])
})

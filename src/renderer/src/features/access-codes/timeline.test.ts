import { expect, test } from 'vitest'
import { accessCodeStatuses } from '#contract/vocabulary'
import { statusesOf } from './store.ts'
import { timelineFrom } from './timeline.ts'

test('bars stand at their day, in order, and days outside the 90 are left out', () => {
  const { bars, total, most } = timelineFrom('2026-11-22', [
    { on: '2027-02-20', count: 1, expiring: 0 },
    { on: '2026-11-22', count: 2, expiring: 0 },
    { on: '2026-11-21', count: 9, expiring: 0 },
    { on: '2027-02-21', count: 9, expiring: 0 },
    { on: '2026-12-01', count: 4, expiring: 0 }
  ])
  expect(bars.map(({ day, count }) => [day, count])).toEqual([
    [0, 2],
    [9, 4],
    [90, 1]
  ])
  expect(total).toBe(7)
  expect(most?.on).toBe('2026-12-01')
})

test('a tick stands at each week from today, over the turn of the year as well', () => {
  const { weeks, most } = timelineFrom('2026-12-28', [])
  expect(weeks.slice(0, 3)).toEqual([
    { day: 0, on: '2026-12-28', isNamed: true },
    { day: 7, on: '2027-01-04', isNamed: false },
    { day: 14, on: '2027-01-11', isNamed: true }
  ])
  expect(weeks).toHaveLength(13)
  expect(most).toBeNull()
})

test('the open filter leaves out what is settled', () => {
  expect(statusesOf('open')).toEqual(['new', 'expiring', 'expired', 'replacement-requested'])
  expect(statusesOf('every')).toEqual(accessCodeStatuses)
  expect(statusesOf('used-by-other')).toEqual(['used-by-other'])
})

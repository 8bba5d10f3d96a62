import { expect, test } from 'vitest'
import { reportNamed, sharesOf } from './shares.ts'

test('the pieces fill the bar without gaps, in a fixed order, without empty ones', () => {
  const shares = sharesOf({ unknown: 1, yes: 6, no: 0, 'with-person': 3 })
  expect(shares.map(({ value, count }) => [value, count])).toEqual([
    ['yes', 6],
    ['with-person', 3],
    ['unknown', 1]
  ])
  expect(shares.map(({ start }) => start)).toEqual([0, 0.6, expect.closeTo(0.9)])
  expect(shares.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(1)
})

test('no accounts make no pieces', () => {
  expect(sharesOf({})).toEqual([])
  expect(sharesOf({ yes: 0, no: 0 })).toEqual([])
})

test('an address names a report or nothing', () => {
  expect(reportNamed('leavers-factor')).toBe('leavers-factor')
  expect(reportNamed('toString')).toBeNull()
})

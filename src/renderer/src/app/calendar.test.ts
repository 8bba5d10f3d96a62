import { describe, expect, it } from 'vitest'
import { addDays, dateAt, daysBetween } from './calendar.ts'

describe('addDays', () => {
  it.each([
    ['2026-11-22', 90, '2027-02-20'],
    ['2027-11-30', 90, '2028-02-28'],
    ['2027-12-01', 90, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    // The United States change their clocks on 8 March 2026: calendar days do not notice.
    ['2026-03-07', 2, '2026-03-09']
  ])('%s + %i days = %s', (noticeOn, days, expected) => {
    expect(addDays(noticeOn, days)).toBe(expected)
  })

  it.each(['', '2026', '2026-02-30', '2026-13-01', '22.11.2026'])('answers null for "%s"', (date) => {
    expect(addDays(date, 90)).toBeNull()
  })
})

describe('daysBetween', () => {
  it('counts calendar days, negative backwards', () => {
    expect(daysBetween('2026-11-22', '2027-02-20')).toBe(90)
    expect(daysBetween('2026-11-22', '2026-11-22')).toBe(0)
    expect(daysBetween('2026-11-22', '2026-11-21')).toBe(-1)
    expect(daysBetween('2026-11-22', '')).toBeNull()
  })
})

describe('dateAt', () => {
  it('is the calendar date in the given zone', () => {
    const justAfterMidnightUtc = Date.UTC(2026, 10, 22, 2, 0)
    expect(dateAt(justAfterMidnightUtc, 'America/New_York')).toBe('2026-11-21')
    expect(dateAt(justAfterMidnightUtc, 'Asia/Tokyo')).toBe('2026-11-22')
  })
})

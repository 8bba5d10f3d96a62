import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, isTimeZone, todayIn } from './calendar.ts'

const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Pacific/Guam',
  'Europe/London',
  'Asia/Kolkata',
  'Pacific/Apia'
] as const

const day = 86_400_000
const dateOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10)
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / day
/** Every day from 1900 to 2199. */
const days = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') })

describe('the date of an instant', () => {
  it.each([
    // Winter, last second before midnight and midnight, by offset worked out by hand.
    ['America/New_York', '2026-01-15T04:59:59Z', '2026-01-14'],
    ['America/New_York', '2026-01-15T05:00:00Z', '2026-01-15'],
    ['America/Chicago', '2026-01-15T05:59:59Z', '2026-01-14'],
    ['America/Chicago', '2026-01-15T06:00:00Z', '2026-01-15'],
    ['America/Denver', '2026-01-15T07:00:00Z', '2026-01-15'],
    ['America/Los_Angeles', '2026-01-15T07:59:59Z', '2026-01-14'],
    ['America/Anchorage', '2026-01-15T09:00:00Z', '2026-01-15'],
    ['Pacific/Honolulu', '2026-01-15T09:59:59Z', '2026-01-14'],
    ['America/Puerto_Rico', '2026-01-15T04:00:00Z', '2026-01-15'],
    ['Pacific/Guam', '2026-01-15T14:00:00Z', '2026-01-16'],
    ['Europe/London', '2026-01-15T23:59:59Z', '2026-01-15'],
    ['Asia/Kolkata', '2026-01-15T18:30:00Z', '2026-01-16'],
    ['Pacific/Apia', '2026-01-15T11:00:00Z', '2026-01-16'],
    // Summer: an hour earlier where clocks are changed, the same where they are not.
    ['America/New_York', '2026-07-15T04:00:00Z', '2026-07-15'],
    ['America/New_York', '2026-07-15T03:59:59Z', '2026-07-14'],
    ['America/Phoenix', '2026-07-15T06:59:59Z', '2026-07-14'],
    ['America/Phoenix', '2026-07-15T07:00:00Z', '2026-07-15'],
    ['America/Los_Angeles', '2026-07-15T07:00:00Z', '2026-07-15'],
    ['Pacific/Honolulu', '2026-07-15T09:59:59Z', '2026-07-14'],
    ['Europe/London', '2026-07-15T23:00:00Z', '2026-07-16'],
    // Spring: 8 March 2026 has 23 hours in New York, from 05:00Z to 04:00Z.
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-08'],
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
    // Autumn: 1 November 2026 has 25 hours in New York, from 04:00Z to 05:00Z.
    ['America/New_York', '2026-11-01T03:59:59Z', '2026-10-31'],
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-01'],
    ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01'],
    ['America/New_York', '2026-11-02T04:59:59Z', '2026-11-01'],
    ['America/New_York', '2026-11-02T05:00:00Z', '2026-11-02'],
    // Ends of years and of February.
    ['America/Los_Angeles', '2027-01-01T07:59:59Z', '2026-12-31'],
    ['Pacific/Guam', '2026-12-31T14:00:00Z', '2027-01-01'],
    ['America/Chicago', '2028-02-29T05:59:59Z', '2028-02-28'],
    ['America/Chicago', '2028-03-01T05:59:59Z', '2028-02-29'],
    ['America/Chicago', '2100-03-01T05:59:59Z', '2100-02-28'],
    // Samoa left out 30 December 2011.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31']
  ])('in %s at %s is %s', (zone, instant, date) => {
    expect(todayIn(zone, Date.parse(instant))).toBe(date)
  })

  it.each(zones)('agrees with the calendar of the computer in %s', (zone) => {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2037-12-31T00:00:00Z') }), (at) => {
        const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
        expect(todayIn(zone, at)).toBe(`${of['year']}-${of['month']}-${of['day']}`)
      }),
      { numRuns: 200 }
    )
  })

  it.each(zones)('moves forward by one day at a time through 2026 in %s', (zone) => {
    const start = Date.parse('2026-01-01T12:00:00Z')
    const seen = new Set(Array.from({ length: 364 * 24 }, (_, hour) => todayIn(zone, start + hour * 3_600_000)))
    const dates = [...seen]
    expect(dates.slice(1)).toEqual(dates.slice(0, -1).map((date) => addDays(date, 1)))
    expect(dates.length).toBeGreaterThanOrEqual(364)
  })
})

describe('days added', () => {
  it.each([
    ['2026-11-22', 90, '2027-02-20'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-02-29', 1, '2028-03-01'],
    ['2028-02-29', 365, '2029-02-28'],
    ['2028-02-29', 366, '2029-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-01-01', -1, '2027-12-31'],
    ['2026-03-07', 1, '2026-03-08'],
    ['2026-03-08', 1, '2026-03-09'],
    ['2026-10-31', 1, '2026-11-01'],
    ['2026-11-01', 1, '2026-11-02'],
    ['2027-12-03', 90, '2028-03-02'],
    ['2026-12-03', 90, '2027-03-03'],
    ['2026-05-05', 0, '2026-05-05']
  ])('%s and %i are %s', (date, count, expected) => {
    expect(addDays(date, count)).toBe(expected)
    expect(daysBetween(date, expected)).toBe(count)
  })

  it('are plain arithmetic on day numbers, whatever the clocks do', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
        expect(addDays(dateOf(from), count)).toBe(dateOf(from + count))
      })
    )
    fc.assert(
      fc.property(days, days, (from, to) => {
        expect(daysBetween(dateOf(from), dateOf(to))).toBe(to - from)
      })
    )
  })
})

describe('names of time zones', () => {
  it.each(zones)('knows %s', (zone) => expect(isTimeZone(zone)).toBe(true))
  it.each(['America/Nowhere', 'New York', '', 'EST5 EDT'])('refuses "%s"', (name) => expect(isTimeZone(name)).toBe(false))
})

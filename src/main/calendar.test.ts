import { fc, it as property } from '@fast-check/vitest'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addDays, dayStart, daysBetween, isTimeZone, timeIn, todayIn } from './calendar.ts'

const zones = Intl.supportedValuesOf('timeZone')
/** 1900 to 2199. */
const anyInstant = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) - 1 })
const anyDate = fc.integer({ min: 0, max: 109_571 }).map((days) => new Date(Date.UTC(1900, 0, 1 + days)).toISOString().slice(0, 10))

describe('todayIn', () => {
  const expected = (zone: string, epochMs: number): string =>
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString()

  property.prop([fc.constantFrom(...zones), anyInstant], { numRuns: 2000 })('is the date Temporal gives', (zone, epochMs) => {
    expect(todayIn(zone, epochMs)).toBe(expected(zone, epochMs))
  })

  it('changes at midnight where the clocks change, and nowhere else', () => {
    // Spring and autumn changes, a change at midnight itself, a skipped day, and zones far from UTC.
    const days: readonly (readonly [zone: string, date: string])[] = [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['America/Havana', '2026-03-08'],
      ['America/Sao_Paulo', '2018-11-04'],
      ['Africa/Cairo', '2026-04-24'],
      ['Pacific/Apia', '2011-12-31'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Pacific/Kiritimati', '2026-01-01'],
      ['Pacific/Pago_Pago', '2026-01-01']
    ]
    for (const [zone, date] of days) {
      const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
      for (const epochMs of [start - 1, start, start + 3_600_000, start + 86_399_999, start + 90_000_000]) {
        expect(todayIn(zone, epochMs), `${zone} ${epochMs}`).toBe(expected(zone, epochMs))
      }
    }
  })

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

  it('refuses a zone that is none', () => {
    expect(() => todayIn('Nowhere/At_All', 0)).toThrow(RangeError)
  })
})

describe('dayStart', () => {
  property.prop([fc.constantFrom(...zones), anyDate], { numRuns: 500 })('is the first instant of the day Temporal gives', (zone, date) => {
    const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
    expect(dayStart(zone, date)).toBe(start)
  })

  it('refuses a date that is none', () => {
    expect(() => dayStart('UTC', '2026-02-30')).toThrow(RangeError)
  })
})

describe('timeIn', () => {
  it.each([
    ['America/New_York', '2026-11-22T15:00:00Z', '2026-11-22 10:00:00'],
    ['America/New_York', '2026-07-01T04:00:00Z', '2026-07-01 00:00:00'],
    ['Asia/Kolkata', '2026-01-15T18:29:59Z', '2026-01-15 23:59:59']
  ])('in %s at %s is %s', (zone, instant, expected) => {
    expect(timeIn(zone, Date.parse(instant))).toBe(expected)
  })
})

describe('counting days', () => {
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

  property.prop([anyDate, fc.integer({ min: -40_000, max: 40_000 })], { numRuns: 2000 })('goes as far as Temporal goes', (date, days) => {
    expect(addDays(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString())
  })

  property.prop([anyDate, anyDate], { numRuns: 2000 })('finds the distance Temporal finds', (from, to) => {
    const { days } = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' })
    expect(daysBetween(from, to)).toBe(days)
  })

  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-01-01T00:00'])(
    'refuses %j',
    (text) => {
      expect(() => addDays(text, 1)).toThrow(RangeError)
      expect(() => daysBetween('2026-01-01', text)).toThrow(RangeError)
    }
  )
})

describe('isTimeZone', () => {
  it('knows every zone of the runtime and UTC, and no other word', () => {
    expect([...zones, 'UTC', 'US/Eastern'].filter((zone) => !isTimeZone(zone))).toEqual([])
    expect(['', 'Nowhere/At_All', 'America/New York', 'New York', 'EST5 EDT', 'local'].filter(isTimeZone)).toEqual([])
  })
})

import { fc, it as property } from '@fast-check/vitest'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, isTimeZone, todayIn } from './calendar.ts'

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

  it('refuses a zone that is none', () => {
    expect(() => todayIn('Nowhere/At_All', 0)).toThrow(RangeError)
  })
})

describe('counting days', () => {
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
    expect(['', 'Nowhere/At_All', 'America/New York', 'local'].filter(isTimeZone)).toEqual([])
  })
})

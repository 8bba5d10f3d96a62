import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addFederalBusinessDays, federalHolidays, isFederalBusinessDay } from './federal-holidays.ts'

/** Written out by hand from the rules of 5 U.S.C. 6103 and a wall calendar, one line a holiday: the day the law names, and the day off. */
const table: Readonly<Record<number, readonly (readonly [day: string, off: string])[]>> = {
  2025: [
    ['Wed 2025-01-01', 'Wed 2025-01-01'],
    ['Mon 2025-01-20', 'Mon 2025-01-20'],
    ['Mon 2025-02-17', 'Mon 2025-02-17'],
    ['Mon 2025-05-26', 'Mon 2025-05-26'],
    ['Thu 2025-06-19', 'Thu 2025-06-19'],
    ['Fri 2025-07-04', 'Fri 2025-07-04'],
    ['Mon 2025-09-01', 'Mon 2025-09-01'],
    ['Mon 2025-10-13', 'Mon 2025-10-13'],
    ['Tue 2025-11-11', 'Tue 2025-11-11'],
    ['Thu 2025-11-27', 'Thu 2025-11-27'],
    ['Thu 2025-12-25', 'Thu 2025-12-25']
  ],
  2026: [
    ['Thu 2026-01-01', 'Thu 2026-01-01'],
    ['Mon 2026-01-19', 'Mon 2026-01-19'],
    ['Mon 2026-02-16', 'Mon 2026-02-16'],
    ['Mon 2026-05-25', 'Mon 2026-05-25'],
    ['Fri 2026-06-19', 'Fri 2026-06-19'],
    ['Sat 2026-07-04', 'Fri 2026-07-03'],
    ['Mon 2026-09-07', 'Mon 2026-09-07'],
    ['Mon 2026-10-12', 'Mon 2026-10-12'],
    ['Wed 2026-11-11', 'Wed 2026-11-11'],
    ['Thu 2026-11-26', 'Thu 2026-11-26'],
    ['Fri 2026-12-25', 'Fri 2026-12-25']
  ],
  2027: [
    ['Fri 2027-01-01', 'Fri 2027-01-01'],
    ['Mon 2027-01-18', 'Mon 2027-01-18'],
    ['Mon 2027-02-15', 'Mon 2027-02-15'],
    ['Mon 2027-05-31', 'Mon 2027-05-31'],
    ['Sat 2027-06-19', 'Fri 2027-06-18'],
    ['Sun 2027-07-04', 'Mon 2027-07-05'],
    ['Mon 2027-09-06', 'Mon 2027-09-06'],
    ['Mon 2027-10-11', 'Mon 2027-10-11'],
    ['Thu 2027-11-11', 'Thu 2027-11-11'],
    ['Thu 2027-11-25', 'Thu 2027-11-25'],
    ['Sat 2027-12-25', 'Fri 2027-12-24']
  ],
  2028: [
    ['Sat 2028-01-01', 'Fri 2027-12-31'],
    ['Mon 2028-01-17', 'Mon 2028-01-17'],
    ['Mon 2028-02-21', 'Mon 2028-02-21'],
    ['Mon 2028-05-29', 'Mon 2028-05-29'],
    ['Mon 2028-06-19', 'Mon 2028-06-19'],
    ['Tue 2028-07-04', 'Tue 2028-07-04'],
    ['Mon 2028-09-04', 'Mon 2028-09-04'],
    ['Mon 2028-10-09', 'Mon 2028-10-09'],
    ['Sat 2028-11-11', 'Fri 2028-11-10'],
    ['Thu 2028-11-23', 'Thu 2028-11-23'],
    ['Mon 2028-12-25', 'Mon 2028-12-25']
  ],
  2029: [
    ['Mon 2029-01-01', 'Mon 2029-01-01'],
    ['Mon 2029-01-15', 'Mon 2029-01-15'],
    ['Mon 2029-02-19', 'Mon 2029-02-19'],
    ['Mon 2029-05-28', 'Mon 2029-05-28'],
    ['Tue 2029-06-19', 'Tue 2029-06-19'],
    ['Wed 2029-07-04', 'Wed 2029-07-04'],
    ['Mon 2029-09-03', 'Mon 2029-09-03'],
    ['Mon 2029-10-08', 'Mon 2029-10-08'],
    ['Sun 2029-11-11', 'Mon 2029-11-12'],
    ['Thu 2029-11-22', 'Thu 2029-11-22'],
    ['Tue 2029-12-25', 'Tue 2029-12-25']
  ],
  2030: [
    ['Tue 2030-01-01', 'Tue 2030-01-01'],
    ['Mon 2030-01-21', 'Mon 2030-01-21'],
    ['Mon 2030-02-18', 'Mon 2030-02-18'],
    ['Mon 2030-05-27', 'Mon 2030-05-27'],
    ['Wed 2030-06-19', 'Wed 2030-06-19'],
    ['Thu 2030-07-04', 'Thu 2030-07-04'],
    ['Mon 2030-09-02', 'Mon 2030-09-02'],
    ['Mon 2030-10-14', 'Mon 2030-10-14'],
    ['Mon 2030-11-11', 'Mon 2030-11-11'],
    ['Thu 2030-11-28', 'Thu 2030-11-28'],
    ['Wed 2030-12-25', 'Wed 2030-12-25']
  ]
}

const names = [
  "New Year's Day",
  'Birthday of Martin Luther King, Jr.',
  "Washington's Birthday",
  'Memorial Day',
  'Juneteenth National Independence Day',
  'Independence Day',
  'Labor Day',
  'Columbus Day',
  'Veterans Day',
  'Thanksgiving Day',
  'Christmas Day'
]

/** Weekday and date by the JavaScript calendar, which the code under test does not use. */
const named = (date: string): string =>
  `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(`${date}T00:00:00Z`).getUTCDay()]} ${date}`
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

describe('federal holidays', () => {
  it.each(Object.entries(table))('%s', (year, rows) => {
    expect(federalHolidays(Number(year)).map(({ name, on, observedOn }) => [name, named(on), named(observedOn)])).toEqual(
      rows.map(([day, off], at) => [names[at], day, off])
    )
  })

  it('has Juneteenth from 2021 on', () => {
    const juneteenth = (year: number) => federalHolidays(year).filter((holiday) => holiday.name.startsWith('Juneteenth'))
    expect(juneteenth(2020)).toEqual([])
    expect(juneteenth(2021)).toEqual([{ name: names[4], on: '2021-06-19', observedOn: '2021-06-18' }])
  })

  it('closes offices from 2025 to 2030 on weekends and the observed days of the table only', () => {
    const off = new Set(Object.values(table).flatMap((rows) => rows.map(([, day]) => day.slice(4))))
    for (let day = dayNumber('2025-01-01'); day <= dayNumber('2030-12-31'); day += 1) {
      const date = dateOf(day)
      const weekend = /^S/.test(named(date))
      expect([date, isFederalBusinessDay(date)]).toEqual([date, !weekend && !off.has(date)])
    }
  })
})

describe('adding federal business days', () => {
  it.each([
    ['a plain week', '2026-03-02', 5, '2026-03-09'],
    ['none', '2026-07-04', 0, '2026-07-04'],
    ['from a Friday', '2026-03-06', 1, '2026-03-09'],
    ['from a Saturday', '2026-03-07', 1, '2026-03-09'],
    ['from a Sunday', '2026-03-08', 1, '2026-03-09'],
    ['ten over two plain weekends', '2026-03-02', 10, '2026-03-16'],
    ['ten over Thanksgiving', '2026-11-20', 10, '2026-12-07'],
    ['ten over Thanksgiving of the year before', '2025-11-20', 10, '2025-12-05'],
    ['over a Friday observed for a Saturday', '2026-07-02', 1, '2026-07-06'],
    ['over a Monday observed for a Sunday', '2027-07-02', 1, '2027-07-06'],
    ['from a holiday', '2026-11-26', 1, '2026-11-27'],
    ['over Christmas and New Year', '2026-12-23', 10, '2027-01-08'],
    ['over a New Year observed in the old year', '2027-12-30', 1, '2028-01-03'],
    ['over Christmas on a Saturday and New Year on a Saturday', '2027-12-23', 10, '2028-01-10'],
    ['over 29 February of a leap year', '2028-02-28', 2, '2028-03-01'],
    ['over the end of February of a common year', '2027-02-26', 1, '2027-03-01'],
    ['ten over Juneteenth and Independence Day on weekends', '2027-06-17', 10, '2027-07-02'],
    ['over Veterans Day on a Sunday', '2029-11-09', 1, '2029-11-13']
  ])('%s', (_, from, count, expected) => {
    expect(addFederalBusinessDays(from, count)).toBe(expected)
  })

  it('refuses to count backwards or by halves', () => {
    for (const count of [-1, 1.5, Number.NaN]) expect(() => addFederalBusinessDays('2026-03-02', count)).toThrow(RangeError)
  })

  it('lands on a business day with exactly so many of them on the way', () => {
    const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2100-12-31') })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const end = addFederalBusinessDays(dateOf(start), count)
        const passed = Array.from({ length: dayNumber(end) - start }, (_, at) => dateOf(start + at + 1)).filter(isFederalBusinessDay)
        expect(passed).toHaveLength(count)
        expect(passed.at(-1)).toBe(end)
      }),
      { numRuns: 300 }
    )
  })
})

import { addDays, weekdayOf } from './calendar.ts'

/**
 * Federal business days: Monday to Friday without the legal public holidays of 5 U.S.C. 6103(a). Agencies count help-desk answers in them
 * (portals.md section 2.7). Closures by executive order and Inauguration Day, a holiday around Washington only, are not among them.
 */

export interface FederalHoliday {
  readonly name: string
  /** The day the law names. */
  readonly on: string
  /** The day federal offices close: the Friday before a Saturday (5 U.S.C. 6103(b)), the Monday after a Sunday (Executive Order 11582). */
  readonly observedOn: string
}

const monday = 1
const thursday = 4
const saturday = 6
const sunday = 7
/** Juneteenth became a holiday on 17 June 2021 (Public Law 117-17). */
const firstJuneteenth = 2021

/** The holidays that fall into a calendar year, in order. The first one may be observed on the last day of the year before. */
export function federalHolidays(year: number): readonly FederalHoliday[] {
  return [
    fixed("New Year's Day", year, 1, 1),
    floating('Birthday of Martin Luther King, Jr.', nth(year, 1, monday, 3)),
    floating("Washington's Birthday", nth(year, 2, monday, 3)),
    floating('Memorial Day', last(year, 5, monday)),
    ...(year >= firstJuneteenth ? [fixed('Juneteenth National Independence Day', year, 6, 19)] : []),
    fixed('Independence Day', year, 7, 4),
    floating('Labor Day', nth(year, 9, monday, 1)),
    floating('Columbus Day', nth(year, 10, monday, 2)),
    fixed('Veterans Day', year, 11, 11),
    floating('Thanksgiving Day', nth(year, 11, thursday, 4)),
    fixed('Christmas Day', year, 12, 25)
  ]
}

/** Whether federal offices work on that date: neither a weekend nor a day on which a holiday is observed. */
export function isFederalBusinessDay(date: string): boolean {
  return weekdayOf(date) < saturday && !observedDays(Number(date.slice(0, 4))).has(date)
}

/**
 * The date `count` federal business days after `date`, which itself does not count and may be a day off.
 * Throws RangeError for a count below zero or not whole.
 */
export function addFederalBusinessDays(date: string, count: number): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('count must be a whole number from 0')
  const question = `${date} ${count}`
  const known = answered.get(question)
  if (known !== undefined) return known
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isFederalBusinessDay(day)) left -= 1
  }
  if (answered.size >= keptAnswers) answered.clear()
  answered.set(question, day)
  return day
}

/** A board asks for the same few hundred days in every row. */
const answered = new Map<string, string>()
const keptAnswers = 4_000

const observedByYear = new Map<number, ReadonlySet<string>>()

/** Days off in a calendar year. New Year's Day of the next year may be among them. */
function observedDays(year: number): ReadonlySet<string> {
  let days = observedByYear.get(year)
  if (days === undefined) {
    days = new Set([...federalHolidays(year), ...federalHolidays(year + 1)].map((holiday) => holiday.observedOn))
    observedByYear.set(year, days)
  }
  return days
}

const floating = (name: string, on: string): FederalHoliday => ({ name, on, observedOn: on })

function fixed(name: string, year: number, month: number, day: number): FederalHoliday {
  const on = dateOf(year, month, day)
  const weekday = weekdayOf(on)
  return { name, on, observedOn: addDays(on, weekday === saturday ? -1 : weekday === sunday ? 1 : 0) }
}

/** The nth such weekday of a month. */
function nth(year: number, month: number, weekday: number, count: number): string {
  const first = dateOf(year, month, 1)
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7)
}

/** The last such weekday of a month that is not December. */
function last(year: number, month: number, weekday: number): string {
  const end = addDays(dateOf(year, month + 1, 1), -1)
  return addDays(end, -((weekdayOf(end) - weekday + 7) % 7))
}

const dateOf = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')

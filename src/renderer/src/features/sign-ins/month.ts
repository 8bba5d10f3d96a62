import { addDays } from '../../app/calendar.ts'

/** A month as a grid of whole weeks, Sunday first, as American calendars have them. */
export interface MonthGrid {
  /** First day of the month, ISO date. */
  readonly first: string
  /** Whole weeks from the one with the first day to the one with the last. */
  readonly weeks: readonly (readonly string[])[]
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

/** The grid of the month a date lies in. */
export function monthGrid(date: string): MonthGrid {
  const first = `${date.slice(0, 8)}01`
  const start = dayAfter(first, -weekdayOf(first))
  const weeks: string[][] = []
  for (let day = start; day.slice(0, 7) <= first.slice(0, 7); day = dayAfter(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, weekday) => dayAfter(day, weekday)))
  }
  return { first, weeks }
}

/** The first day of the month that many months later. */
export function monthAfter(first: string, months: number): string {
  const at = new Date(`${first}T00:00:00Z`)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10)
}

/** The same day of the week or month further on, by calendar days. Dates of a grid are always complete. */
export const dayAfter = (date: string, days: number): string => addDays(date, days) ?? date

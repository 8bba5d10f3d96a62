import { addDays } from '../../app/calendar.ts'
import { addMonths, monthOf, weeksOf } from '../../app/month.ts'

/** A month as a grid of whole weeks. */
export interface MonthGrid {
  /** First day of the month, ISO date. */
  readonly first: string
  /** Whole weeks from the one with the first day to the one with the last. */
  readonly weeks: readonly (readonly string[])[]
}

/** The grid of the month a date lies in. */
export function monthGrid(date: string): MonthGrid {
  const month = monthOf(date)
  return { first: `${month}-01`, weeks: weeksOf(month) }
}

/** The first day of the month that many months later. */
export function monthAfter(first: string, months: number): string {
  return `${addMonths(monthOf(first), months)}-01`
}

/** The same day of the week or month further on, by calendar days. Dates of a grid are always complete. */
export const dayAfter = (date: string, days: number): string => addDays(date, days) ?? date

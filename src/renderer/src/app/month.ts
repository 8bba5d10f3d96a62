import { addDays, daysBetween } from './calendar.ts'

/** The month a date lies in, `YYYY-MM`. */
export const monthOf = (date: string): string => date.slice(0, 7)

/** The month some months later. */
export function addMonths(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** Whole weeks that hold the month, Sunday first as American calendars have them; days of the months beside it are in them. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = `${month}-01`
  // January 4, 1970 was a Sunday.
  const sinceSunday = (((daysBetween('1970-01-04', first) ?? 0) % 7) + 7) % 7
  const start = addDays(first, -sinceSunday) ?? first
  const weeks: string[][] = []
  for (let day = start; monthOf(day) <= month; day = addDays(day, 7) ?? '9999-12-31') {
    weeks.push(Array.from({ length: 7 }, (_, place) => addDays(day, place) ?? day))
  }
  return weeks
}

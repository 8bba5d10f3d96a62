import type { DateOrder } from '#contract'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1

/** As in 3/14/2026 or 14.03.2026. */
const figures = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T,].*)?$/

/**
 * A date as people and programs write it, as ISO date; null when it is none, lies outside 1900 to 2199, or leaves its century open. A time
 * behind it is left out.
 */
export function readDate(text: string, order: DateOrder): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/.exec(text)
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3])
  const given = figures.exec(text)
  if (given !== null) return order === 'month-first' ? dateOf(given[4], given[1], given[3]) : dateOf(given[4], given[3], given[1])
  const worded = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text)
  if (worded !== null) return dateOf(worded[3], monthOf(worded[1] ?? ''), worded[2])
  const reversed = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})$/.exec(text)
  if (reversed !== null) return dateOf(reversed[3], monthOf(reversed[2] ?? ''), reversed[1])
  return null
}

function dateOf(year: string | undefined, month: string | number | undefined, day: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1900 || y > 2199) return null
  const at = new Date(Date.UTC(y, m - 1, d))
  return at.getUTCMonth() === m - 1 && at.getUTCDate() === d && m >= 1 ? at.toISOString().slice(0, 10) : null
}

/** Day first only where a date cannot be read otherwise and none speaks against it. */
export function dateOrderIn(texts: readonly string[]): DateOrder {
  const dates = texts.map((text) => figures.exec(text)).filter((found) => found !== null)
  const isDayFirst = dates.some((found) => Number(found[1]) > 12) && !dates.some((found) => Number(found[3]) > 12)
  return isDayFirst ? 'day-first' : 'month-first'
}

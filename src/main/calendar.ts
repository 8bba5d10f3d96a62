/** Calendar dates are ISO `YYYY-MM-DD` strings in the firm's time zone: an access code expires on a day, not at an instant. */

const dayMs = 86_400_000

/** The date it is in an IANA time zone. Throws RangeError when there is no such zone. */
export function todayIn(timeZone: string, epochMs: number): string {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value])
  )
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}

/** Date and time of day in an IANA time zone, `YYYY-MM-DD HH:MM:SS`. Throws RangeError when there is no such zone. */
export function timeIn(timeZone: string, epochMs: number): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(epochMs)
  return `${todayIn(timeZone, epochMs)} ${time}`
}

/** Epoch ms at which a date begins in an IANA time zone; clock changes are no matter. Throws RangeError when there is no such date or zone. */
export function dayStart(timeZone: string, date: string): number {
  // No zone is further than 14 hours from UTC.
  let [before, after] = [startOf(date) - dayMs, startOf(date) + dayMs]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (todayIn(timeZone, middle) < date) before = middle
    else after = middle
  }
  return after
}

/** Throws RangeError when `date` is none. */
export function addDays(date: string, days: number): string {
  return new Date(startOf(date) + days * dayMs).toISOString().split('T', 1)[0] as string
}

/** Whole calendar days from `from` to `to`; negative when `to` lies earlier. Throws RangeError when one is no date. */
export function daysBetween(from: string, to: string): number {
  return (startOf(to) - startOf(from)) / dayMs
}

/** 1 for Monday to 7 for Sunday (ISO 8601). Throws RangeError when `date` is none. */
export function weekdayOf(date: string): number {
  return new Date(startOf(date)).getUTCDay() || 7
}

/** Whether `text` is a date that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  // Date takes February 30 for March 2.
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
}

export function isTimeZone(name: string): boolean {
  try {
    formatFor(name)
    return true
  } catch {
    return false
  }
}

/** Epoch ms at which the date starts in UTC, where every day has 24 hours. */
function startOf(date: string): number {
  if (!isCalendarDate(date)) throw new RangeError('not a calendar date')
  return Date.parse(date)
}

/** Making a format costs a hundred times what using it does; a firm has one time zone. */
let lastFormat: { readonly timeZone: string; readonly format: Intl.DateTimeFormat } | null = null

function formatFor(timeZone: string): Intl.DateTimeFormat {
  if (lastFormat?.timeZone !== timeZone) {
    lastFormat = { timeZone, format: new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }) }
  }
  return lastFormat.format
}

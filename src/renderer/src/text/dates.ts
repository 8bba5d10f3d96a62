/** Dates as the screens write them, in the user's own order. Calendar dates carry no time zone; instants are shown in this computer's. */
const calendarFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const dayFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' })
const instantDateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const instantFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

/** "Feb 20, 2027" from an ISO calendar date `YYYY-MM-DD`. */
export function formatDate(date: string): string {
  return calendarFormat.format(Date.parse(`${date}T00:00:00Z`))
}

/** "Feb 20" from an ISO calendar date: for dense tables, where the whole date stands in a tooltip. */
export function formatDay(date: string): string {
  return dayFormat.format(Date.parse(`${date}T00:00:00Z`))
}

/** "Feb 20, 2027" from epoch ms. */
export function formatInstantDate(at: number): string {
  return instantDateFormat.format(at)
}

/** "Feb 20, 2027, 4:05 PM" from epoch ms. */
export function formatInstant(at: number): string {
  return instantFormat.format(at)
}

/** Date and time to the second with its time zone, from epoch ms. */
export function formatExactInstant(at: number): string {
  return exactFormat.format(at)
}

const timeFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** "2:03:12 PM" from epoch ms. */
export function formatTime(at: number): string {
  return timeFormat.format(at)
}

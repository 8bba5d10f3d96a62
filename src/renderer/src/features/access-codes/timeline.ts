import { addDays, daysBetween } from '../../app/calendar.ts'

export const timelineDays = 90

export interface TimelineBar {
  readonly on: string
  readonly count: number
  /** How many of them the list calls expiring. */
  readonly expiring: number
  /** Days from today, 0 to 90. */
  readonly day: number
}

export interface Timeline {
  readonly bars: readonly TimelineBar[]
  readonly total: number
  readonly most: TimelineBar | null
  /** A tick each week; every second one is named. */
  readonly weeks: readonly { readonly day: number; readonly on: string; readonly isNamed: boolean }[]
}

/** Codes by day of expiry over the next 90 days. Days outside are left out. */
export function timelineFrom(today: string, counts: readonly Pick<TimelineBar, 'on' | 'count' | 'expiring'>[]): Timeline {
  const bars = counts
    .map(({ on, count, expiring }) => ({ on, count, expiring, day: daysBetween(today, on) ?? -1 }))
    .filter(({ day }) => day >= 0 && day <= timelineDays)
    .sort((a, b) => a.day - b.day)
  const most = bars.reduce<TimelineBar | null>((best, bar) => (best === null || bar.count > best.count ? bar : best), null)
  const weeks = Array.from({ length: Math.floor(timelineDays / 7) + 1 }, (_, week) => ({
    day: week * 7,
    on: addDays(today, week * 7) ?? today,
    isNamed: week % 2 === 0
  }))
  return { bars, total: bars.reduce((sum, { count }) => sum + count, 0), most, weeks }
}

import { addDays, todayIn, weekdayOf } from '../../calendar.ts'

/** A backup as far as keeping it goes. */
export interface KeptBackup {
  readonly name: string
  /** Epoch ms. */
  readonly at: number
  /** Whether it is known to be one that was opened and found whole. */
  readonly isVerified: boolean
}

/** How many days, weeks and months with a backup keep their newest one. */
export const keptBackups = { days: 10, weeks: 8, months: 12 } as const

/**
 * The backups that can go: all but the newest of each of the last 10 days, 8 weeks (from Monday) and 12 months that have one, where the firm is. Those
 * that are verified and those that are not are counted apart, so that a file nobody vouches for drives none out. Never the newest verified one;
 * never one that says it was made after `now`.
 */
export function backupsToRemove(backups: readonly KeptBackup[], now: number, timeZone: string): KeptBackup[] {
  const past = backups.filter(({ at }) => at <= now).sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
  const kept = new Set<KeptBackup>()
  for (const isVerified of [true, false]) {
    const ones = past.filter((one) => one.isVerified === isVerified)
    const dated = ones.map((one) => ({ one, day: todayIn(timeZone, one.at) }))
    keepNewest(kept, dated, keptBackups.days, (day) => day)
    keepNewest(kept, dated, keptBackups.weeks, (day) => addDays(day, 1 - weekdayOf(day)))
    keepNewest(kept, dated, keptBackups.months, (day) => day.slice(0, 7))
  }
  return past.filter((one) => !kept.has(one))
}

/** `dated` is newest first: the first of a period is its newest. */
function keepNewest(
  kept: Set<KeptBackup>,
  dated: readonly { readonly one: KeptBackup; readonly day: string }[],
  periods: number,
  periodOf: (day: string) => string
): void {
  const seen = new Set<string>()
  for (const { one, day } of dated) {
    const period = periodOf(day)
    if (seen.has(period)) continue
    if (seen.size === periods) return
    seen.add(period)
    kept.add(one)
  }
}

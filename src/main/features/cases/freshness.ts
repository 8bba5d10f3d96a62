import type { CaseFreshness } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'

interface CheckFacts {
  readonly decidedOn: string | null
  readonly lastCheckedOn: string | null
}

/** The last day whose checks are stale: longer ago than the firm allows. */
export const lastStaleDay = (today: string, staleDays: number): string => addDays(today, -staleDays - 1)

/** `repository.ts` has the same rules as conditions. */
export function freshnessOf({ decidedOn, lastCheckedOn }: CheckFacts, today: string, staleDays: number): CaseFreshness {
  if (decidedOn !== null) return 'decided'
  if (lastCheckedOn === null) return 'never-checked'
  return lastCheckedOn <= lastStaleDay(today, staleDays) ? 'stale' : 'fresh'
}

/** Calendar days since the last check. A clock or a time zone set back never makes them negative. */
export const daysSince = (lastCheckedOn: string | null, today: string): number | null =>
  lastCheckedOn === null ? null : Math.max(0, daysBetween(lastCheckedOn, today))

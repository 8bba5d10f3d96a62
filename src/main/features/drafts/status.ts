import type { DraftOutcome, DraftStatus, Portal } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'

/** Days a draft is kept where the portal file says nothing, and days left from which it is called expiring then: the firm's own setting. */
const usual = { lifetimeDays: 30, expiringFromDaysLeft: 7 }

/** The last day on which the portal keeps a draft. */
export const keptUntil = (editedOn: string, portal: Portal | undefined): string => addDays(editedOn, (portal?.draft ?? usual).lifetimeDays)

/** Days left up to which an open draft counts as expiring. */
export const expiringFrom = (portal: Portal | undefined): number => (portal?.draft ?? usual).expiringFromDaysLeft

export interface DraftFacts {
  readonly expiresOn: string
  readonly outcome: DraftOutcome | null
}

/** Rules F1 to F4 of docs/clocks.md. The board's statement (repository.ts) says the same in SQL. */
export function draftStatus({ expiresOn, outcome }: DraftFacts, portal: Portal | undefined, today: string): DraftStatus {
  if (outcome !== null) return outcome
  const daysLeft = daysBetween(today, expiresOn)
  if (daysLeft < 0) return 'lapsed'
  return daysLeft <= expiringFrom(portal) ? 'expiring' : 'open'
}

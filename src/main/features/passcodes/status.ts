import type { PasscodeOutcome, PasscodeStatus, Portal } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'

/** Days a passcode lives where the portal file says nothing: the firm's own setting (portals.md section 2.12). */
const usualLifetimeDays = 30
/** Days left from which a passcode is called expiring when the portal file says nothing. */
const usualExpiringFrom = 7

/** Expiry by the portal's rule: the last day on which the passcode is good. */
export const expiryOf = (issuedOn: string, portal: Portal | undefined): string =>
  addDays(issuedOn, portal?.passcode?.lifetimeDays ?? usualLifetimeDays)

/** Days left up to which a waiting passcode counts as expiring. */
export const expiringFrom = (portal: Portal | undefined): number => portal?.passcode?.expiringFromDaysLeft ?? usualExpiringFrom

export interface PasscodeFacts {
  readonly expiresOn: string
  readonly outcome: PasscodeOutcome | null
  readonly replacedAt: number | null
}

/** Rules P1 to P6 of docs/clocks.md. The board's statement (repository.ts) says the same in SQL. */
export function passcodeStatus(
  { expiresOn, outcome, replacedAt }: PasscodeFacts,
  portal: Portal | undefined,
  today: string
): PasscodeStatus {
  if (outcome !== null) return outcome
  if (replacedAt !== null) return 'replaced'
  const daysLeft = daysBetween(today, expiresOn)
  if (daysLeft < 0) return 'expired'
  return daysLeft <= expiringFrom(portal) ? 'expiring' : 'waiting'
}

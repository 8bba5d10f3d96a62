import type { AccessCodeStatus, Portal } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'
import { addFederalBusinessDays } from '../../federal-holidays.ts'

/** Days a code lives at a portal that states none: as USCIS's Online Access Code (portals.md section 2). */
const usualLifetimeDays = 90
/** Days left from which a code is called expiring when the portal file says nothing. */
const usualExpiringFrom = 30

/** Federal business days until a help desk usually answers, where the portal file says nothing: the firm's own setting. */
const usualAnswerDays = 10

/** Expiry by the portal's rule: the last day on which the code is good. */
export function expiryOf(noticeOn: string, portal: Portal | undefined): string {
  return addDays(noticeOn, portal?.accessCode?.lifetimeDays ?? usualLifetimeDays)
}

export interface AccessCodeFacts {
  readonly expiresOn: string
  readonly usedAt: number | null
  readonly usedByOther: boolean
  readonly replacedAt: number | null
  readonly replacementRequestedOn: string | null
}

/** Days left up to which a live code counts as expiring. */
export const expiringFrom = (portal: Portal | undefined): number => portal?.accessCode?.expiringFromDaysLeft ?? usualExpiringFrom

/** Day by which the help desk's answer usually comes; null when it was not asked. */
export const replacementDueOn = (requestedOn: string | null, portal: Portal | undefined): string | null =>
  requestedOn === null ? null : addFederalBusinessDays(requestedOn, portal?.helpDesk?.businessDays ?? usualAnswerDays)

/**
 * Status follows from facts and today's date; it is never stored. Good through `expiresOn`, expired from the day after. A code for which a new one
 * was asked is waiting for that, expired or not. The board's statement (repository.ts) says the same in SQL.
 */
export function accessCodeStatus(code: AccessCodeFacts, portal: Portal | undefined, today: string): AccessCodeStatus {
  if (code.usedAt !== null) return code.usedByOther ? 'used-by-other' : 'used'
  if (code.replacedAt !== null) return 'replaced'
  if (code.replacementRequestedOn !== null) return 'replacement-requested'
  const daysLeft = daysBetween(today, code.expiresOn)
  if (daysLeft < 0) return 'expired'
  return daysLeft <= expiringFrom(portal) ? 'expiring' : 'new'
}

import type { AccessCodeStatus, Portal } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'

/** Days a code lives at a portal that states none: as USCIS's Online Access Code (portals.md section 2). */
const usualLifetimeDays = 90
/** Days left from which a code is called expiring when the portal file says nothing. */
const usualExpiringFrom = 30

/** Expiry by the portal's rule: the last day on which the code is good. */
export function expiryOf(noticeOn: string, portal: Portal | undefined): string {
  return addDays(noticeOn, portal?.accessCode?.lifetimeDays ?? usualLifetimeDays)
}

export interface AccessCodeFacts {
  readonly expiresOn: string
  readonly usedAt: number | null
  readonly usedByOther: boolean
  readonly replacedAt: number | null
}

/** Status follows from facts and today's date; it is never stored. Good through `expiresOn`, expired from the day after. */
export function accessCodeStatus(code: AccessCodeFacts, portal: Portal | undefined, today: string): AccessCodeStatus {
  if (code.usedAt !== null) return code.usedByOther ? 'used-by-other' : 'used'
  if (code.replacedAt !== null) return 'replaced'
  const daysLeft = daysBetween(today, code.expiresOn)
  if (daysLeft < 0) return 'expired'
  return daysLeft <= (portal?.accessCode?.expiringFromDaysLeft ?? usualExpiringFrom) ? 'expiring' : 'new'
}

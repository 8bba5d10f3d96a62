import type { AccessCode, Parsed } from '#contract'
import { AppError } from '../../errors.ts'
import type { StoredAccessCode } from './repository.ts'

interface Place {
  readonly id: string
  readonly clientId: string | null
  readonly portalId: string
}

/** The link as the contract shows it; into the code's own account where the other one is gone. */
export function shownLink({ accountId, link }: StoredAccessCode, ownUsername: string): AccessCode['link'] {
  if (link === null) return null
  return { ...link, intoAccountId: link.intoAccountId ?? accountId, intoUsername: link.intoUsername ?? ownUsername }
}

/** Throws `request.invalid` when the code cannot have been redeemed there: it belongs to one client at one portal. */
export function checkInto(own: Place, into: Place): void {
  if (into.clientId !== own.clientId || into.portalId !== own.portalId) {
    throw new AppError('request.invalid', { issues: [{ path: 'intoAccountId', reason: 'is not an account of the same client there' }] })
  }
}

/** Throws `request.invalid` when the dates cannot be. */
export function checkLinkDates(
  { redeemedOn, verifiedOn }: Pick<Parsed<'accessCodes.updateLink'>, 'redeemedOn' | 'verifiedOn'>,
  noticeOn: string,
  today: string
): void {
  const reasons: readonly (readonly [boolean, string, string])[] = [
    [redeemedOn > today, 'redeemedOn', 'lies in the future'],
    [redeemedOn < noticeOn, 'redeemedOn', 'lies before the notice date'],
    [verifiedOn !== null && verifiedOn > today, 'verifiedOn', 'lies in the future'],
    [verifiedOn !== null && verifiedOn < redeemedOn, 'verifiedOn', 'lies before the day it was redeemed']
  ]
  for (const [isWrong, path, reason] of reasons) if (isWrong) throw new AppError('request.invalid', { issues: [{ path, reason }] })
}

import type { BackupCodeStatus, Portal } from '#contract'

export interface CurrentSet {
  readonly recordedAt: number
  readonly checkedAt: number | null
  readonly unused: number
  readonly total: number
}

/**
 * The moment after which the stored codes are presumed stale, or null. USCIS issues a new backup code when the method is changed
 * (portals.md section 3.4), so an authenticator confirmed after the set was recorded or last checked makes the set doubtful.
 */
export function staleSince(set: CurrentSet, portal: Portal | undefined, authenticatorConfirmedAt: number | null): number | null {
  if (portal?.backupCodes.staleAfterReenrolment !== true || authenticatorConfirmedAt === null) return null
  const known = Math.max(set.recordedAt, set.checkedAt ?? 0)
  return authenticatorConfirmedAt > known ? authenticatorConfirmedAt : null
}

export function backupCodeStatus(
  set: CurrentSet | null,
  portal: Portal | undefined,
  authenticatorConfirmedAt: number | null
): BackupCodeStatus {
  if (set === null) return 'none'
  if (set.unused === 0) return 'used'
  return staleSince(set, portal, authenticatorConfirmedAt) === null ? 'unused' : 'presumed-stale'
}

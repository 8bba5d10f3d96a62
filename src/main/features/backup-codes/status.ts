import type { BackupCodeState, BackupCodeStatus, BackupCodeStock, Portal, StaleReason } from '#contract'
import type { FactorChange } from '../factor-changes/service.ts'

export interface CurrentSet {
  readonly recordedAt: number
  readonly checkedAt: number | null
  /** Neither used nor struck out. */
  readonly unused: number
  readonly total: number
  /** Last use of one of its codes; null while none is used. */
  readonly lastUsedAt: number | null
}

/** What happened at the account that may have made the portal issue another code. */
export interface AccessChanges {
  /** Last confirmation of an authenticator kept here, retired ones included. */
  readonly authenticatorConfirmedAt: number | null
  readonly factorChanges: readonly FactorChange[]
}

export interface Stale {
  readonly reason: StaleReason
  /** Day it happened, in the firm's time zone. */
  readonly on: string
}

export interface Judgement {
  readonly status: BackupCodeStatus
  readonly stale: Stale | null
}

const notRecorded: Judgement = { status: 'none', stale: null }

/** Rules W4 to W6 of docs/recoverability.md. `dayOf` gives the firm's day of an instant. */
export function judge(
  set: CurrentSet | null,
  portal: Portal | undefined,
  changes: AccessChanges,
  dayOf: (at: number) => string
): Judgement {
  if (set === null) return notRecorded
  const stale = staleness(set, portal, changes, dayOf)
  if (stale !== null) return { status: 'presumed-stale', stale }
  return { status: set.unused === 0 ? 'used' : 'unused', stale: null }
}

/** Rules S1 to S4: the earliest that counts, or null. */
function staleness(
  set: CurrentSet,
  portal: Portal | undefined,
  { authenticatorConfirmedAt, factorChanges }: AccessChanges,
  dayOf: (at: number) => string
): Stale | null {
  if (portal === undefined) return null
  const { staleAfterReenrolment, scheme } = portal.backupCodes
  const knownAt = Math.max(set.recordedAt, set.checkedAt ?? 0)
  const found: (Stale & { readonly at: number })[] = []
  const happened = (reason: StaleReason, at: number | null) => {
    if (at !== null) found.push({ reason, on: dayOf(at), at })
  }
  const { lastUsedAt, checkedAt } = set
  // A set is used after it is recorded, if in the same millisecond.
  if (staleAfterReenrolment || scheme === 'one-replaced-on-use')
    happened('used', checkedAt !== null && (lastUsedAt ?? 0) <= checkedAt ? null : lastUsedAt)
  if (staleAfterReenrolment) {
    happened('re-enrolled', (authenticatorConfirmedAt ?? 0) > knownAt ? authenticatorConfirmedAt : null)
    if (factorChanges.length > 0) {
      const knownOn = dayOf(knownAt)
      for (const { kind, changedOn, happenedAt } of factorChanges) {
        if (changedOn > knownOn || (changedOn === knownOn && happenedAt > knownAt))
          found.push({ reason: kind, on: changedOn, at: happenedAt })
      }
    }
  }
  const [first] = found.sort((a, b) => (a.on === b.on ? a.at - b.at : a.on < b.on ? -1 : 1))
  return first === undefined ? null : { reason: first.reason, on: first.on }
}

/** The facts of one code from which its state follows. */
export interface CodeFacts {
  readonly usedAt: number | null
  readonly voidedAt: number | null
  readonly reservedAt: number | null
}

/** `setReplacedAt`: when a newer set took the place of the code's set. */
export function codeState({ usedAt, voidedAt, reservedAt }: CodeFacts, setReplacedAt: number | null): BackupCodeState {
  if (usedAt !== null) return 'used'
  if (voidedAt !== null || setReplacedAt !== null) return 'void'
  return reservedAt === null ? 'unused' : 'reserved'
}

/** What the board says of an account: as its status, and `low` at or below the portal's mark. */
export function stockOf(status: BackupCodeStatus, unused: number, portal: Portal | undefined): BackupCodeStock {
  const mark = portal?.lowBackupCodes ?? null
  return status === 'unused' && mark !== null && unused <= mark ? 'low' : status
}

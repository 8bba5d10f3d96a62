import type { AccessReport, Portal } from '#contract'
import { addDays } from '../../calendar.ts'
import type { AccessFacts, Answer } from './recoverability.ts'
import type { AccountFactsRow } from './repository.ts'

/** One account in use with what was derived for it. */
export interface AccountState {
  readonly account: AccountFactsRow
  readonly facts: AccessFacts
  readonly answer: Answer
  /** Epoch ms at which the authenticator that waits to be confirmed was added. */
  readonly unconfirmedSince: number | null
  /** Day since which the current backup codes are presumed stale. */
  readonly staleOn: string | null
  /** Unused codes of the current set; null without a set. */
  readonly unusedBackupCodes: number | null
}

/** Why an account is in a report: the people it is about, and the day or instant it is ordered by. */
export interface Finding {
  readonly on: string | number | null
  readonly people: string[]
}

export type Find = (state: AccountState) => Finding | null

/** Days without a noted sign-in after which an account is listed (practice.md section 1.3). */
const signInDays = 60
/** Days before expiry within which an unused access code is listed (practice.md section 1.3). */
export const dyingDays = 14

const when = (holds: boolean, on: Finding['on'] = null, people: string[] = []): Finding | null => (holds ? { on, people } : null)

/** The reports of docs/recoverability.md on a given day. */
export function accessReportsOn(today: string, expiringCodes: ReadonlyMap<string, string>): Record<AccessReport, Find> {
  const asleep = notSignedInBy(today)
  return {
    'not-recoverable': ({ answer }) => when(answer.value === 'help-desk' || answer.value === 'no'),
    'single-person': ({ answer }) => when(answer.singlePerson, null, answer.people),
    'leavers-factor': leaversOf,
    'not-signed-in': ({ account, facts }) => when(asleep(account.lastSignedInOn, facts.portal), account.lastSignedInOn),
    'access-codes-dying': ({ account }) => {
      const expiresOn = expiringCodes.get(account.id)
      return expiresOn === undefined ? null : { on: expiresOn, people: [] }
    },
    'stale-backup-codes': ({ facts, staleOn }) => when(facts.backupCode === 'presumed-stale', staleOn),
    'low-backup-codes': ({ facts, unusedBackupCodes }) => {
      const mark = facts.portal?.lowBackupCodes ?? null
      return when(mark !== null && unusedBackupCodes !== null && unusedBackupCodes <= mark)
    },
    'unconfirmed-authenticators': ({ unconfirmedSince }) => when(unconfirmedSince !== null, unconfirmedSince),
    'nothing-recorded': ({ answer }) => when(answer.value === 'unknown')
  }
}

function leaversOf({ facts }: AccountState): Finding | null {
  const gone = facts.factors.filter((factor) => factor.holderLeftOn !== null)
  const [earliest] = gone.map((factor) => factor.holderLeftOn).sort()
  return when(gone.length > 0, earliest ?? null, [...new Set(gone.map((factor) => factor.heldBy))])
}

/** Compares dates as text: a calendar computation for each of 25,000 accounts would take longer than reading them. */
function notSignedInBy(today: string): (lastSignedInOn: string | null, portal: Portal | undefined) => boolean {
  const longAgo = addDays(today, -signInDays)
  const keptAliveSince = new Map<number, string>()
  return (lastSignedInOn, portal) => {
    if (lastSignedInOn === null) return false
    if (lastSignedInOn <= longAgo) return true
    const days = portal?.signInClocks[0]?.days
    if (days === undefined) return false
    const since = keptAliveSince.get(days) ?? addDays(today, -days)
    keptAliveSince.set(days, since)
    return lastSignedInOn < since
  }
}

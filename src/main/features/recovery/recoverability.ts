import type { AuthenticatorState, BackupCodeStatus, CustodyMode, FactorKind, HolderKind, Portal, Recoverability, Way } from '#contract'
import { daysBetween } from '../../calendar.ts'
import { signInDueOn, signInSteps } from '../../sign-in-clock.ts'

/** A second factor the portal has on file. */
export interface FactorInUse {
  readonly kind: FactorKind
  readonly holderKind: HolderKind
  readonly memberId: string | null
  /** Name to show for whoever holds it. */
  readonly heldBy: string
  /** Day the member who holds it left the firm; null while they work here, and for everybody else. */
  readonly holderLeftOn: string | null
}

/** Everything the answer depends on. */
export interface AccessFacts {
  readonly custody: CustodyMode
  readonly clientName: string | null
  readonly authenticator: AuthenticatorState
  readonly backupCode: BackupCodeStatus
  /** Those in use only. */
  readonly factors: readonly FactorInUse[]
  /** Undefined when this version has no data file for the portal. */
  readonly portal: Portal | undefined
}

export interface Answer {
  readonly value: Recoverability
  readonly singlePerson: boolean
  readonly people: string[]
}

/** Who could get in today. The rules stand numbered in docs/recoverability.md. */
export function recoverabilityOf(facts: AccessFacts): Answer {
  if (facts.authenticator === 'confirmed' || facts.backupCode === 'unused') return { value: 'yes', singlePerson: false, people: [] }
  const people = peopleOf(facts)
  if (people.length > 0) return { value: 'with-person', singlePerson: people.length === 1, people }
  return { value: withoutAWay(facts), singlePerson: false, people: [] }
}

/** Rules R3 to R6. */
function withoutAWay({ authenticator, backupCode, factors, portal }: AccessFacts): Recoverability {
  const nothingRecorded = authenticator === 'none' && backupCode === 'none' && factors.length === 0
  if (nothingRecorded || portal === undefined) return 'unknown'
  return portal.helpDesk === null ? 'no' : 'help-desk'
}

/** Names of the persons of the ways that count, each person once (rule D2). */
function peopleOf({ custody, clientName, factors }: AccessFacts): string[] {
  const names = new Map<string, string>()
  if (custody === 'client-holds') names.set('client', clientName ?? '')
  for (const factor of factors) {
    const person = personOf(factor)
    if (factor.holderLeftOn === null && !names.has(person)) names.set(person, factor.heldBy)
  }
  return [...names.values()]
}

function personOf({ holderKind, memberId, heldBy }: FactorInUse): string {
  if (holderKind === 'client') return 'client'
  return holderKind === 'member' ? `member ${memberId}` : `other ${heldBy.trim().toLowerCase()}`
}

/** Every way, those that count and those that do not with the reason, in the order of the rules. */
export function waysOf(facts: AccessFacts): Way[] {
  const { portal, custody, clientName, factors } = facts
  const anybody = { person: null, factorKind: null, waitBusinessDays: null }
  const ways: Way[] = [
    { kind: 'authenticator-here', ...authenticatorWay(facts), ...anybody },
    { kind: 'backup-code-here', ...backupCodeWay(facts), ...anybody }
  ]
  if (custody === 'client-holds') ways.push({ ...anybody, kind: 'client-holds', counts: true, because: null, person: clientName })
  for (const { kind, heldBy, holderLeftOn } of factors) {
    const because = holderLeftOn === null ? null : 'holder-left'
    ways.push({ kind: 'factor', counts: because === null, because, person: heldBy, factorKind: kind, waitBusinessDays: null })
  }
  if (portal !== undefined) {
    const helps = portal.helpDesk !== null
    const because = helps ? null : 'not-offered'
    ways.push({ ...anybody, kind: 'help-desk', counts: helps, because, waitBusinessDays: portal.helpDesk?.businessDays ?? null })
  }
  return ways
}

/** The ways behind the answer: those that work, or of those recorded why each does not. Empty when nothing is recorded. */
export function reasonsOf(facts: AccessFacts, { value }: Answer): Way[] {
  const isIn = value === 'yes' || value === 'with-person'
  return waysOf(facts).filter(({ kind, counts, because }) =>
    isIn ? counts && kind !== 'help-desk' : !counts && because !== 'none' && because !== 'not-offered'
  )
}

function authenticatorWay({ authenticator, portal }: AccessFacts): Pick<Way, 'counts' | 'because'> {
  if (authenticator === 'confirmed') return { counts: true, because: null }
  if (authenticator === 'unconfirmed') return { counts: false, because: 'unconfirmed' }
  return { counts: false, because: portal?.authenticatorOffered === false ? 'not-offered' : 'none' }
}

function backupCodeWay({ backupCode, portal }: AccessFacts): Pick<Way, 'counts' | 'because'> {
  if (backupCode === 'unused') return { counts: true, because: null }
  if (backupCode !== 'none') return { counts: false, because: backupCode }
  return { counts: false, because: portal?.backupCodes.scheme === 'none' ? 'not-offered' : 'none' }
}

/** Rules D3 and D4, and the steps of docs/clocks.md. */
export function signInClock(lastSignedInOn: string | null, portal: Portal | undefined, today: string) {
  if (lastSignedInOn === null) return { daysSinceSignIn: null, signInDueOn: null, signInSteps: [] }
  const steps = signInSteps(lastSignedInOn, portal?.signInClocks ?? [], today)
  return { daysSinceSignIn: daysBetween(lastSignedInOn, today), signInDueOn: signInDueOn(steps), signInSteps: steps }
}

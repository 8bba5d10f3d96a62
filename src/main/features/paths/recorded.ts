import type { CustodyMode, GuideStep, PathRecord } from '#contract'

/** What an account's records say that a step of a path can ask for. Instants are epoch ms, days firm days; null where there is none. */
export interface AccountRecords {
  readonly custody: CustodyMode
  readonly consentOn: string | null
  /** Null for an account of the firm, which has no cases. */
  readonly clientId: string | null
  readonly lastSignedInOn: string | null
  readonly usernameChangedAt: number | null
  readonly caseChangedAt: number | null
  readonly backupCodeRecordedAt: number | null
  readonly backupCodeUsedAt: number | null
  readonly backupCodeCheckedAt: number | null
  readonly authenticatorAddedAt: number | null
  readonly authenticatorConfirmedAt: number | null
  readonly accessCodeRecordedAt: number | null
  readonly accessCodeRequestedOn: string | null
  readonly accessCodeUsedAt: number | null
  /** When a second factor was last added or taken out of use. */
  readonly factorChangedAt: number | null
  /** Authenticators here and second factors of members that are in use. */
  readonly firmsWays: number
}

/** When the path was begun: epoch ms and the firm's day. */
export interface Begun {
  readonly at: number
  readonly on: string
}

/** Records that hold a secret: with custody that forbids secrets, somebody else keeps them. */
const secretRecords: ReadonlySet<PathRecord> = new Set([
  'backup-code',
  'backup-code-used',
  'backup-code-current',
  'authenticator',
  'authenticator-confirmed'
])

/** Whether what a step has somebody write down was, since the path was begun; null where there is nothing to look for. */
export function isRecorded(
  step: Pick<GuideStep, 'record'>,
  note: string,
  records: AccountRecords,
  { begun, mayKeepSecrets }: { readonly begun: Begun; readonly mayKeepSecrets: boolean }
): boolean | null {
  const { record } = step
  if (record === null || (secretRecords.has(record) && !mayKeepSecrets)) return null
  const since = (at: number | null): boolean => at !== null && at >= begun.at
  const sinceDay = (on: string | null): boolean => on !== null && on >= begun.on
  switch (record) {
    case 'backup-code':
      return since(records.backupCodeRecordedAt)
    case 'backup-code-used':
      return since(records.backupCodeUsedAt)
    case 'backup-code-current':
      return since(records.backupCodeCheckedAt)
    case 'authenticator':
      return since(records.authenticatorAddedAt)
    case 'authenticator-confirmed':
      return since(records.authenticatorConfirmedAt)
    case 'access-code':
      return since(records.accessCodeRecordedAt)
    case 'access-code-request':
      // Logging the new code takes the request off the old one.
      return sinceDay(records.accessCodeRequestedOn) || since(records.accessCodeRecordedAt)
    case 'access-code-used':
      return since(records.accessCodeUsedAt)
    case 'second-factor':
      return since(records.factorChangedAt)
    case 'firms-ways':
      return records.firmsWays === 0
    case 'sign-in':
      return sinceDay(records.lastSignedInOn)
    case 'username':
      return since(records.usernameChangedAt)
    case 'case':
      return records.clientId === null ? null : since(records.caseChangedAt)
    case 'custody':
      // An agreed custody may have stood there before; only a missing consent is open.
      return records.custody !== 'firm-holds' || records.consentOn !== null
    case 'client-custody':
      return records.custody === 'client-holds' || records.custody === 'tracked-only'
    case 'note':
      return note !== ''
  }
}

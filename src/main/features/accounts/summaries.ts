import type { AccountSummary, Authenticator, AuthenticatorState, BackupCodeStatus, Recoverability } from '#contract'
import type { ReadableDb } from '../../db/handles.ts'
import type { PortalsService } from '../portals/service.ts'
import type { StoredAccount } from './repository.ts'

/** The authenticator in use, and a newer one that waits to be confirmed. */
export interface ActiveAuthenticators {
  readonly current: Authenticator | null
  readonly pending: Authenticator | null
  /** Both of them and, at a portal that takes several, the rest; oldest first. */
  readonly all: readonly Authenticator[]
}

interface SummariesOf<Field extends 'backupCode' | 'accessCode'> {
  summariesOf(reader: ReadableDb, accounts: readonly StoredAccount[]): Promise<Map<string, NonNullable<AccountSummary[Field]>>>
}

/** What a row of the account list is put together from. Looked up when needed: these features depend on accounts as well. */
export interface SummarySources {
  readonly portals: PortalsService
  readonly authenticators: () => { activeOf(reader: ReadableDb, ids: readonly string[]): Promise<Map<string, ActiveAuthenticators>> }
  readonly backupCodes: () => SummariesOf<'backupCode'>
  readonly accessCodes: () => SummariesOf<'accessCode'>
  readonly recovery: () => {
    valuesOf(
      reader: ReadableDb,
      accounts: readonly StoredAccount[],
      known: (accountId: string) => { authenticator: AuthenticatorState; backupCode: BackupCodeStatus }
    ): Promise<Map<string, Recoverability>>
  }
}

/** Rows of the account list, one query per kind of fact for the whole page. */
export async function summariesOf(
  reader: ReadableDb,
  accounts: readonly StoredAccount[],
  { portals, authenticators, backupCodes, accessCodes, recovery }: SummarySources
): Promise<AccountSummary[]> {
  const ids = accounts.map((account) => account.id)
  const active = await authenticators().activeOf(reader, ids)
  const codes = await backupCodes().summariesOf(reader, accounts)
  const access = await accessCodes().summariesOf(reader, accounts)
  const values = await recovery().valuesOf(reader, accounts, (id) => ({
    authenticator: stateOf(active.get(id)?.current ?? null),
    backupCode: codes.get(id)?.status ?? 'none'
  }))
  return accounts.map((account) => {
    const current = active.get(account.id)?.current ?? null
    return {
      id: account.id,
      clientId: account.clientId,
      clientName: account.clientName,
      portalId: account.portalId,
      portalName: portals.find(account.portalId)?.shortName ?? account.portalId,
      username: account.username,
      nickname: account.nickname,
      accountNumber: account.accountNumber,
      custody: account.custody,
      signInProvider: account.signInProvider,
      consentOn: account.consentOn,
      authenticator: { state: stateOf(current), id: current?.id ?? null },
      moreAuthenticators: (active.get(account.id)?.all ?? [])
        .filter((one) => one.confirmedAt !== null && one.id !== current?.id)
        .map(({ id, nickname, label }) => ({ id, name: nickname || label })),
      backupCode: codes.get(account.id) ?? { status: 'none', unused: 0, total: 0 },
      recoverability: values.get(account.id) ?? 'unknown',
      lastSignedInOn: account.lastSignedInOn,
      passwordChangedOn: account.passwordChangedOn,
      accessCode: access.get(account.id) ?? null,
      archivedAt: account.archivedAt
    }
  })
}

function stateOf(authenticator: Authenticator | null): AuthenticatorState {
  if (authenticator === null) return 'none'
  return authenticator.confirmedAt === null ? 'unconfirmed' : 'confirmed'
}

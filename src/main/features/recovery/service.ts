import type { AccessReport, AuthenticatorState, BackupCodeStatus, Output, Parsed, Recoverability, ReportRow, ReportSort } from '#contract'
import { accessReports, recoverabilities } from '#contract/vocabulary'
import { addDays, todayIn } from '../../calendar.ts'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { searchedWords } from '../../db/parts-of-words.ts'
import { AppError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import { passwordDueOn } from '../../sign-in-clock.ts'
import type { StoredAccount } from '../accounts/repository.ts'
import type { JudgedSet } from '../backup-codes/board.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { type FactorInUse, reasonsOf, recoverabilityOf, signInClock, waysOf } from './recoverability.ts'
import { type AccountState, accessReportsOn, dyingDays, type Find, type Finding } from './reports.ts'
import { type AccountFactsRow, type AuthenticatorFacts, readAccounts, readAuthenticators, readExpiringAccessCodes } from './repository.ts'

export interface RecoveryDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly secondFactors: { inUseOf(reader: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, FactorInUse[]>> }
  readonly backupCodes: {
    /** The current sets of accounts with what follows for them; `ids` null means all. */
    judgedSets(
      reader: ReadableDb,
      of: readonly { readonly id: string; readonly portalId: string }[],
      ids: readonly string[] | null
    ): Promise<Map<string, JudgedSet>>
  }
}

export type RecoveryService = ReturnType<typeof createRecoveryService>

/** All accounts in use as they stand now, with the reports over them. */
export interface Survey {
  readonly states: readonly AccountState[]
  /** Rows of one report, in its order. */
  report(asked: Parsed<'recovery.report'>): { rows: ReportRow[]; total: number }
}

const noAuthenticator: AuthenticatorFacts = { confirmed: false, unconfirmedSince: null }

/** Who could get into each account today (docs/recoverability.md). Everything is derived from what is recorded, when it is asked. */
export function createRecoveryService({ db, clock, portals, settings, secondFactors, backupCodes }: RecoveryDeps) {
  /** What is recorded and what follows, from one query per table; `accountIds` null means all accounts in use. */
  async function statesOf(reader: ReadableDb, accountIds: readonly string[] | null): Promise<AccountState[]> {
    const accounts = await readAccounts(reader, accountIds)
    const authenticators = await readAuthenticators(reader, accountIds)
    const sets = await backupCodes.judgedSets(reader, accounts, accountIds)
    const factors = await secondFactors.inUseOf(reader, accountIds)
    return accounts.map((account) =>
      stateOf(account, authenticators.get(account.id) ?? noAuthenticator, sets.get(account.id) ?? null, factors.get(account.id) ?? [])
    )
  }

  function stateOf(
    account: AccountFactsRow,
    authenticator: AuthenticatorFacts,
    codes: JudgedSet | null,
    factors: readonly FactorInUse[]
  ): AccountState {
    const portal = portals.find(account.portalId)
    const facts = {
      custody: account.custody,
      clientName: account.clientName,
      authenticator: authenticatorState(authenticator),
      backupCode: codes?.status ?? 'none',
      factors,
      portal
    }
    return {
      account,
      facts,
      answer: recoverabilityOf(facts),
      unconfirmedSince: authenticator.unconfirmedSince,
      staleOn: codes?.stale?.on ?? null,
      unusedBackupCodes: codes?.set.unused ?? null
    }
  }

  const dayOf = (on: Finding['on']): string | null =>
    typeof on === 'number' ? todayIn(settings.get().timeZone ?? clock.timeZone(), on) : on

  function rowOf({ account, facts, answer }: AccountState, { on, people }: Finding): ReportRow {
    return {
      accountId: account.id,
      clientId: account.clientId,
      clientName: account.clientName,
      portalName: portals.find(account.portalId)?.shortName ?? account.portalId,
      username: account.username,
      recoverability: answer.value,
      people,
      reasons: reasonsOf(facts, answer),
      on: dayOf(on)
    }
  }

  /** Reads everything once; ask it for as many reports as needed. */
  async function survey(): Promise<Survey> {
    const today = settings.today()
    const states = await statesOf(db.read, null)
    const reports = accessReportsOn(today, await readExpiringAccessCodes(db.read, today, addDays(today, dyingDays)))
    return {
      states,
      report({ report, query, sort, descending, offset, limit }) {
        const words = searchedWords(query)
        const all = findIn(states, reports[report], sort).filter(({ state, finding }) => isNamed(state, finding, words))
        const found = descending ? all.reverse() : all
        const page = found.slice(offset, offset + limit)
        return { rows: page.map(({ state, finding }) => rowOf(state, finding)), total: found.length }
      }
    }
  }

  return {
    survey,

    async of({ accountId }: Parsed<'recovery.of'>): Promise<Output<'recovery.of'>> {
      const [state] = await statesOf(db.read, [accountId])
      if (state === undefined) throw new AppError('record.not-found', { kind: 'account' })
      const clockOf = signInClock(state.account.lastSignedInOn, state.facts.portal, settings.today())
      const { passwordChangedOn } = state.account
      return { ...state.answer, ways: waysOf(state.facts), ...clockOf, passwordDueOn: passwordDueOn(passwordChangedOn, state.facts.portal) }
    },

    async overview(): Promise<Output<'recovery.overview'>> {
      const { states, report } = await survey()
      const accounts = Object.fromEntries(recoverabilities.map((value) => [value, 0])) as Record<Recoverability, number>
      for (const { answer } of states) accounts[answer.value] += 1
      const reports = Object.fromEntries(accessReports.map((name) => [name, report({ ...everything, report: name }).total])) as Record<
        AccessReport,
        number
      >
      return { accounts, reports }
    },

    async report(asked: Parsed<'recovery.report'>): Promise<Output<'recovery.report'>> {
      return (await survey()).report(asked)
    },

    /** The answers for accounts whose authenticator and backup codes the caller has already read. */
    async valuesOf(
      reader: ReadableDb,
      accounts: readonly StoredAccount[],
      known: (accountId: string) => { authenticator: AuthenticatorState; backupCode: BackupCodeStatus }
    ): Promise<Map<string, Recoverability>> {
      const ids = accounts.map((account) => account.id)
      const factors = await secondFactors.inUseOf(reader, ids)
      const answers = accounts.map(({ id, custody, clientName, portalId }): [string, Recoverability] => [
        id,
        recoverabilityOf({ custody, clientName, ...known(id), factors: factors.get(id) ?? [], portal: portals.find(portalId) }).value
      ])
      return new Map(answers)
    }
  }
}

function authenticatorState({ confirmed, unconfirmedSince }: AuthenticatorFacts): AuthenticatorState {
  if (confirmed) return 'confirmed'
  return unconfirmedSince === null ? 'none' : 'unconfirmed'
}

/** How many there are, without their rows. */
const everything = { query: '', sort: 'report', descending: false, offset: 0, limit: 0 } as const

/** Whether each word is part of the name of client, account or people. */
function isNamed({ account }: AccountState, { people }: Finding, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const named = fold([account.clientName, account.username, ...people].join(' '))
  return words.every((word) => named.includes(word))
}

/** The accounts of a report: by its day where it has one, otherwise, and when sorted by client, in the order of the account list. */
function findIn(states: readonly AccountState[], find: Find, sort: ReportSort): { state: AccountState; finding: Finding }[] {
  const found: { state: AccountState; finding: Finding }[] = []
  for (const state of states) {
    const finding = find(state)
    if (finding !== null) found.push({ state, finding })
  }
  if (sort === 'client') return found
  return found.sort(({ finding: a }, { finding: b }) => (a.on === b.on || a.on === null || b.on === null ? 0 : a.on < b.on ? -1 : 1))
}

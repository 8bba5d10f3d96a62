import type { AccessReport, Output, TodayItem } from '#contract'
import { todayKinds } from '#contract/today'
import { addDays, daysBetween, todayIn } from '../../calendar.ts'
import type { FirmDb } from '../../db/handles.ts'
import type { Clock } from '../../ports.ts'
import { reminderClocksOf } from '../../sign-in-clock.ts'
import type { AccessCodesService } from '../access-codes/service.ts'
import type { DeadlinesService } from '../deadlines/service.ts'
import type { DraftsService } from '../drafts/service.ts'
import type { PasscodesService } from '../passcodes/service.ts'
import type { PortalsService } from '../portals/service.ts'
import type { AccountState } from '../recovery/reports.ts'
import type { RecoveryService, Survey } from '../recovery/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { listOpenPaths } from './repository.ts'

export interface TodayDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly accessCodes: Pick<AccessCodesService, 'needingAttention' | 'unverifiedLinks'>
  readonly passcodes: Pick<PasscodesService, 'needingAttention'>
  readonly drafts: Pick<DraftsService, 'expiring'>
  readonly recovery: Pick<RecoveryService, 'survey'>
  readonly deadlines: Pick<DeadlinesService, 'needingAttention'>
}

export type TodayService = ReturnType<typeof createTodayService>

type Kind = TodayItem['kind']
type DeadlineKind = 'deadline-overdue' | 'appointment-unanswered' | 'appointment-near' | 'deadline-near' | 'document-expiring'
type AccessCodeKind = 'access-code-expired' | 'access-code-expiring' | 'replacement-overdue' | 'replacement-waiting'
/** The first items of one kind, and how many there are. */
interface Found {
  readonly items: readonly TodayItem[]
  readonly total: number
}
/** What an item says beyond its kind and the account it is about. */
type About = Partial<Pick<TodayItem, 'on' | 'daysLeft' | 'pathId' | 'people' | 'deadlineId' | 'title'>>
type OfAccount = Pick<TodayItem, 'accountId' | 'clientId' | 'clientName' | 'portalName' | 'username'>

/** Items of one kind at most: nobody reads more in a day, and the count says how many there are. */
const shownOfKind = 50

/** A report as it is, from its beginning. */
const everything = { query: '', sort: 'report', descending: false, offset: 0 } as const

/** What needs a person today, from one reading of each table however many accounts there are. */
export function createTodayService(deps: TodayDeps) {
  const { db, clock, portals, settings, accessCodes, passcodes, drafts, recovery, deadlines } = deps
  const portalName = (portalId: string): string => portals.find(portalId)?.shortName ?? portalId

  async function ofAccessCodes(today: string): Promise<Pick<Record<Kind, Found>, AccessCodeKind>> {
    const { expired, expiring, awaited } = await accessCodes.needingAttention(shownOfKind)
    type Row = (typeof awaited)[number]
    const byAnswer = awaited.toSorted((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))
    const wait = (kind: Kind, rows: readonly Row[]): Found => ({
      items: rows.slice(0, shownOfKind).map((row) => item(kind, row, { on: due(row), daysLeft: daysBetween(today, due(row)) })),
      total: rows.length
    })
    return {
      'access-code-expired': lapsing('access-code-expired', expired),
      'access-code-expiring': lapsing('access-code-expiring', expiring),
      'replacement-overdue': wait(
        'replacement-overdue',
        byAnswer.filter((row) => due(row) < today)
      ),
      'replacement-waiting': wait(
        'replacement-waiting',
        byAnswer.filter((row) => due(row) >= today)
      )
    }
  }

  async function ofDeadlines(): Promise<Pick<Record<Kind, Found>, DeadlineKind>> {
    const found = await deadlines.needingAttention(shownOfKind)
    const of = (kind: Kind, { rows, total }: (typeof found)['overdue']): Found => ({
      items: rows.map((row) =>
        item(
          kind,
          { accountId: row.accountId, clientId: row.clientId, clientName: row.clientName, portalName: '', username: '' },
          {
            on: row.dueOn,
            daysLeft: row.daysLeft,
            deadlineId: row.id,
            title: [row.atTime, row.title].filter(Boolean).join(' '),
            people: [row.ownerName]
          }
        )
      ),
      total
    })
    return {
      'deadline-overdue': of('deadline-overdue', found.overdue),
      'appointment-unanswered': of('appointment-unanswered', found.unanswered),
      'appointment-near': of('appointment-near', found['appointment-near']),
      'deadline-near': of('deadline-near', found.near),
      'document-expiring': of('document-expiring', found.document)
    }
  }

  async function ofPaths(): Promise<Found> {
    const { rows, total } = await listOpenPaths(db.read, shownOfKind)
    const zone = settings.get().timeZone ?? clock.timeZone()
    return {
      items: rows.map((path) =>
        item(
          'path-open',
          { ...path, portalName: portalName(path.portalId) },
          { on: todayIn(zone, path.startedAt), pathId: path.id, people: [path.startedBy] }
        )
      ),
      total
    }
  }

  function ofReport(survey: Survey, report: AccessReport, kind: Kind): Found {
    const { rows, total } = survey.report({ ...everything, report, limit: shownOfKind })
    return { items: rows.map((row) => item(kind, row, { on: row.on, people: row.people })), total }
  }

  async function ofPasscodes(): Promise<Pick<Record<Kind, Found>, 'passcode-expired' | 'passcode-expiring'>> {
    const { expired, expiring } = await passcodes.needingAttention(shownOfKind)
    return { 'passcode-expired': lapsing('passcode-expired', expired), 'passcode-expiring': lapsing('passcode-expiring', expiring) }
  }

  async function ofLinks(): Promise<Found> {
    const { rows, total } = await accessCodes.unverifiedLinks(shownOfKind)
    const itemOf = (row: (typeof rows)[number]): TodayItem =>
      item(
        'link-unverified',
        { ...row, portalName: portalName(row.portalId) },
        { on: row.redeemedOn, people: row.usedBy === null ? [] : [row.usedBy] }
      )
    return { items: rows.map(itemOf), total }
  }

  /** Accounts by a clock of their own: those with no days left by it, or as few as it says, most urgent first. */
  function ofClock(kind: Kind, states: readonly AccountState[], today: string, clockOf: ClockOf): Found {
    const dayNumber = (date: string): number => Date.parse(date) / 86_400_000
    const now = dayNumber(today)
    const due: { account: AccountState['account']; daysLeft: number }[] = []
    // Plain numbers: a calendar computation for each of 25,000 accounts would take longer than reading them.
    for (const { account, facts } of states) {
      const running = clockOf(account, facts.portal)
      if (running === null) continue
      const daysLeft = dayNumber(running.from) + running.days - now
      if (daysLeft <= running.dueFromDaysLeft) due.push({ account, daysLeft })
    }
    due.sort((a, b) => a.daysLeft - b.daysLeft)
    return {
      items: due
        .slice(0, shownOfKind)
        .map(({ account, daysLeft }) => item(kind, ofAccount(account), { on: addDays(today, daysLeft), daysLeft })),
      total: due.length
    }
  }

  const ofAccount = (account: AccountState['account']): OfAccount => ({
    accountId: account.id,
    clientId: account.clientId,
    clientName: account.clientName,
    portalName: portalName(account.portalId),
    username: account.username
  })

  return {
    async list(): Promise<Output<'today.list'>> {
      const today = settings.today()
      const survey = await recovery.survey()
      const found: Record<Kind, Found> = {
        ...(await ofAccessCodes(today)),
        ...(await ofPasscodes()),
        'draft-expiring': lapsing('draft-expiring', await drafts.expiring(shownOfKind)),
        'link-unverified': await ofLinks(),
        ...(await ofDeadlines()),
        'path-open': await ofPaths(),
        'factor-of-leaver': ofReport(survey, 'leavers-factor', 'factor-of-leaver'),
        'backup-code-stale': ofReport(survey, 'stale-backup-codes', 'backup-code-stale'),
        'authenticator-unconfirmed': ofReport(survey, 'unconfirmed-authenticators', 'authenticator-unconfirmed'),
        'sign-in-due': ofClock('sign-in-due', survey.states, today, signInClock),
        'password-due': ofClock('password-due', survey.states, today, passwordClock),
        'not-recoverable': ofReport(survey, 'not-recoverable', 'not-recoverable')
      }
      return {
        today,
        items: todayKinds.flatMap((kind) => found[kind].items),
        counts: Object.fromEntries(todayKinds.map((kind) => [kind, found[kind].total])) as Record<Kind, number>,
        nothingRecorded: survey.report({ ...everything, report: 'nothing-recorded', limit: 0 }).total
      }
    }
  }
}

interface RunningClock {
  readonly from: string
  readonly days: number
  readonly dueFromDaysLeft: number
}
type ClockOf = (account: AccountState['account'], portal: AccountState['facts']['portal']) => RunningClock | null

/** Due on the day of the first consequence (docs/clocks.md, rule S4). */
const signInClock: ClockOf = ({ lastSignedInOn }, portal) =>
  lastSignedInOn === null ? null : { from: lastSignedInOn, days: reminderClocksOf(portal)[0]?.days ?? 0, dueFromDaysLeft: 0 }

const passwordClock: ClockOf = ({ passwordChangedOn }, portal) =>
  passwordChangedOn === null || !portal?.passwordClock ? null : { from: passwordChangedOn, ...portal.passwordClock }

/** Rows with an expiry, in the order they come. */
const lapsing = (
  kind: Kind,
  { rows, total }: { readonly rows: readonly (OfAccount & { expiresOn: string; daysLeft: number })[]; readonly total: number }
): Found => ({ items: rows.map((row) => item(kind, row, { on: row.expiresOn, daysLeft: row.daysLeft })), total })

/** The day the help desk's answer usually comes; only codes for which it was asked are looked at. */
const due = (row: { readonly replacementDueOn: string | null }): string => row.replacementDueOn ?? ''

const item = (kind: Kind, { accountId, clientId, clientName, portalName, username }: OfAccount, about: About): TodayItem => ({
  kind,
  accountId,
  clientId,
  clientName,
  portalName,
  username,
  on: null,
  daysLeft: null,
  pathId: null,
  deadlineId: null,
  title: '',
  people: [],
  ...about
})

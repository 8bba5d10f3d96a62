import type { AccessReport, Account, Member, RecoverabilityOf, ReportRow, SecondFactor, TodayItem } from '#contract'
import { accessReports, recoverabilities } from '#contract/vocabulary'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId, isoDate } from './fake-firm.ts'

/** Members, second factors, recoverability, the board of access codes and the start page. Counts and lists only look plausible. */
export function accessHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  return {
    ...memberHandlers(firm, emit),
    ...factorHandlers(firm, now, emit),
    ...recoveryHandlers(firm, now),
    ...boardHandlers(firm, now, emit)
  }
}

function memberHandlers(firm: FakeFirm, emit: Emit) {
  const keep = (next: Member): Member => {
    firm.members = [...firm.members.filter(({ id }) => id !== next.id), next]
    emit('members.changed', {})
    return next
  }
  const member = (id: string): Member => firm.members.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'member' })
  return {
    'members.list': () => [...firm.members].sort((a, b) => Number(a.leftOn !== null) - Number(b.leftOn !== null)),
    'members.add': ({ name }) =>
      firm.members.some((one) => one.name === name)
        ? refuse('members.duplicate', { name })
        : keep({ id: fakeId(7050 + firm.members.length), name, leftOn: null, factorCount: 0, isActing: false }),
    'members.rename': ({ id, name }) => keep({ ...member(id), name }),
    'members.act': ({ id }) => {
      firm.members = firm.members.map((one) => ({ ...one, isActing: one.id === id }))
      return keep(member(id))
    },
    'members.leave': ({ id, on }) => keep({ ...member(id), leftOn: on }),
    'members.rejoin': ({ id }) => keep({ ...member(id), leftOn: null })
  } satisfies Partial<Handlers>
}

function factorHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const keep = (next: SecondFactor): SecondFactor => {
    firm.factors = [...firm.factors.filter(({ id }) => id !== next.id), next]
    emit('accounts.changed', { accountId: next.accountId, clientId: null })
    return next
  }
  const factor = (id: string) => firm.factors.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'second-factor' })
  const heldBy = (memberId: string | null | undefined, name: string | undefined) =>
    firm.members.find(({ id }) => id === memberId)?.name ?? (name || 'the client')
  return {
    'secondFactors.list': ({ accountId }) => firm.factors.filter((one) => one.accountId === accountId),
    'secondFactors.add': ({ memberId = null, holderName = '', detail = '', addedOn = null, changedOn: _c, ...rest }) =>
      keep({
        ...rest,
        id: fakeId(7500 + firm.factors.length),
        memberId,
        holderName,
        detail,
        addedOn,
        heldBy: heldBy(memberId, holderName),
        holderHasLeft: false,
        retiredAt: null,
        createdAt: now()
      }),
    'secondFactors.update': ({ changedOn: _c, ...input }) =>
      keep({ ...factor(input.id), ...input, heldBy: heldBy(input.memberId, input.holderName) }),
    'secondFactors.retire': ({ id }) => {
      keep({ ...factor(id), retiredAt: now() })
      return {}
    }
  } satisfies Partial<Handlers>
}

const reportRow = (account: Account): ReportRow => ({
  accountId: account.id,
  clientId: account.clientId,
  clientName: account.clientName,
  portalName: account.portalName,
  username: account.username,
  recoverability: account.recoverability,
  people: account.recoverability === 'with-person' ? ['Jordan Ellis'] : [],
  reasons: [{ kind: 'backup-code-here', counts: false, because: 'used', person: null, factorKind: null, waitBusinessDays: null }],
  on: account.lastSignedInOn
})

function recoveryHandlers(firm: FakeFirm, now: () => number) {
  const rowsOf = (report: AccessReport): ReportRow[] => {
    const share = accessReports.indexOf(report) + 2
    return firm.accounts.filter((_, index) => index % share === 0 && report !== 'low-backup-codes').map(reportRow)
  }
  const of = (account: Account): RecoverabilityOf => ({
    value: account.recoverability,
    singlePerson: account.recoverability === 'with-person',
    people: account.recoverability === 'with-person' ? ['Jordan Ellis'] : [],
    ways: [
      {
        kind: 'authenticator-here',
        counts: account.authenticator.state === 'confirmed',
        because: account.authenticator.state === 'none' ? 'none' : account.authenticator.state === 'unconfirmed' ? 'unconfirmed' : null,
        person: null,
        factorKind: null,
        waitBusinessDays: null
      },
      { kind: 'backup-code-here', counts: false, because: 'presumed-stale', person: null, factorKind: null, waitBusinessDays: null },
      { kind: 'factor', counts: true, because: null, person: 'Jordan Ellis', factorKind: 'text', waitBusinessDays: null },
      { kind: 'help-desk', counts: true, because: null, person: null, factorKind: null, waitBusinessDays: 10 }
    ],
    daysSinceSignIn: account.lastSignedInOn === null ? null : 12,
    signInDueOn: account.lastSignedInOn === null ? null : isoDate(now(), 48),
    signInSteps: [],
    passwordDueOn: null
  })
  return {
    'recovery.of': ({ accountId }) =>
      of(firm.accounts.find(({ id }) => id === accountId) ?? refuse('record.not-found', { kind: 'account' })),
    'recovery.overview': () => ({
      accounts: Object.fromEntries(
        recoverabilities.map((value) => [value, firm.accounts.filter(({ recoverability }) => recoverability === value).length])
      ) as Record<(typeof recoverabilities)[number], number>,
      reports: Object.fromEntries(accessReports.map((report) => [report, rowsOf(report).length])) as Record<AccessReport, number>
    }),
    'recovery.report': ({ report, offset = 0, limit = 100 }) => {
      const rows = rowsOf(report)
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    }
  } satisfies Partial<Handlers>
}

const kindsOfToday = [
  'access-code-expired',
  'access-code-expiring',
  'passcode-expired',
  'passcode-expiring',
  'draft-expiring',
  'replacement-overdue',
  'replacement-waiting',
  'link-unverified',
  'path-open',
  'factor-of-leaver',
  'backup-code-stale',
  'authenticator-unconfirmed',
  'sign-in-due',
  'password-due',
  'not-recoverable'
] as const satisfies readonly TodayItem['kind'][]

function boardHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const today = () => isoDate(now(), 0)
  return {
    'accessCodes.requestReplacement': ({ id, on }) => {
      const code = firm.accessCodes.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'access-code' })
      const next = { ...code, replacementRequestedOn: on, replacementDueOn: on === null ? null : isoDate(now(), 14) }
      firm.accessCodes = firm.accessCodes.map((one) => (one.id === id ? next : one))
      emit('accounts.changed', { accountId: code.accountId, clientId: null })
      return next
    },
    'accessCodes.board': ({ statuses, offset = 0, limit = 100 }) => {
      const rows = firm.accessCodes
        .filter(({ status }) => (statuses ?? ['new', 'expiring', 'expired', 'replacement-requested']).includes(status))
        .sort((a, b) => a.expiresOn.localeCompare(b.expiresOn))
        .map((code) => {
          const account = firm.accounts.find(({ id }) => id === code.accountId)
          return {
            ...code,
            clientId: account?.clientId ?? null,
            clientName: account?.clientName ?? null,
            portalName: account?.portalName ?? '',
            username: account?.username ?? ''
          }
        })
      const live = Map.groupBy(
        firm.accessCodes.filter(({ status }) => status === 'new' || status === 'expiring'),
        ({ expiresOn }) => expiresOn
      )
      return {
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        timeline: [...live].map(([on, codes]) => ({
          on,
          count: codes.length,
          expiring: codes.filter(({ status }) => status === 'expiring').length
        }))
      }
    },
    'today.list': () => {
      const items = kindsOfToday.flatMap((kind, place) =>
        firm.accounts.slice(place, place + (place % 3) * 3 + 1).map(
          (account, index): TodayItem => ({
            kind,
            accountId: account.id,
            clientId: account.clientId,
            clientName: account.clientName,
            portalName: account.portalName,
            username: account.username,
            on: isoDate(now(), place + index - 3),
            daysLeft: place + index - 3,
            pathId: null,
            deadlineId: null,
            title: '',
            people: kind === 'factor-of-leaver' ? ['Sam Okoye'] : []
          })
        )
      )
      const counts = Object.fromEntries(kindsOfToday.map((kind) => [kind, items.filter((item) => item.kind === kind).length]))
      return { today: today(), items, counts: counts as Record<TodayItem['kind'], number>, nothingRecorded: 3 }
    }
  } satisfies Partial<Handlers>
}

/**
 * Random histories of one account, played through the services and, beside them, on a model that knows docs/clocks.md only. After every event
 * both must say the same; what cannot be must be refused.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../calendar.ts'
import { type AppError, isAppError } from '../errors.ts'
import { openSqlite } from '../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../testing/test-firm.ts'
import { testPortals, testResourcesFolder } from '../testing/test-portals.ts'
import type { TestClock } from '../testing/test-ports.ts'

type Event =
  | { do: 'days pass'; days: number }
  | { do: 'show a passcode' | 'note an edit' | 'sign in' | 'change the password'; daysAgo: number }
  | { do: 'set the expiry'; days: number }
  | { do: 'answer'; outcome: 'accepted' | 'declined' | null }
  | { do: 'replace' }
  | { do: 'close the draft'; outcome: 'filed' | 'given-up' | null }
  | { do: 'use the code'; byOther: boolean }
  | { do: 'undo the use' | 'see the case' }

interface Model {
  passcode: { issuedOn: string; expiresOn: string; outcome: string | null; replaced: boolean } | null
  draft: { editedOn: string; outcome: string | null } | null
  signedInOn: string | null
  passwordOn: string | null
  code: { usedOn: string; byOther: boolean; seen: boolean } | null
}

const daysAgo = fc.constantFrom(0, 1, 5, 23, 24, 31, 46, 91)
const events: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('days pass' as const), days: fc.constantFrom(1, 2, 7, 22, 23, 30, 45, 60) }),
  fc.record({
    do: fc.constantFrom(...(['show a passcode', 'note an edit', 'sign in', 'change the password'] as const)),
    daysAgo
  }),
  fc.record({ do: fc.constant('set the expiry' as const), days: fc.constantFrom(-1, 0, 7, 8, 40) }),
  fc.record({ do: fc.constant('answer' as const), outcome: fc.constantFrom('accepted' as const, 'declined' as const, null) }),
  fc.record({ do: fc.constant('replace' as const) }),
  fc.record({ do: fc.constant('close the draft' as const), outcome: fc.constantFrom('filed' as const, 'given-up' as const, null) }),
  fc.record({ do: fc.constant('use the code' as const), byOther: fc.boolean() }),
  fc.record({ do: fc.constantFrom(...(['undo the use', 'see the case'] as const)) })
)

let firm: TestFirm
let clientId: string
let made = 0
let ids = { account: '', passcode: '', draft: '', code: '' }

beforeAll(async () => {
  firm = await openTestFirm(await openSqlite(), { resourcesFolder: testResourcesFolder() })
  clientId = (await firm.call('clients.create', { name: 'Northgate LLP' })).id
})
afterAll(() => firm.db.close())

const today = (): string => new Date(firm.ports.clock.now() - 5 * 3_600_000).toISOString().slice(0, 10)

/** The event at the model: true when it must be allowed, false when it must be refused. */
function apply(model: Model, event: Event): boolean {
  const day = today()
  const { passcode, draft, code } = model
  switch (event.do) {
    case 'show a passcode': {
      const issuedOn = addDays(day, -event.daysAgo)
      model.passcode = { issuedOn, expiresOn: addDays(issuedOn, 30), outcome: null, replaced: false }
      return true
    }
    case 'set the expiry':
      if (passcode === null) return true
      if (event.days < 0) return false
      passcode.expiresOn = addDays(passcode.issuedOn, event.days)
      return true
    case 'answer':
      if (passcode === null) return true
      if (event.outcome !== null && (passcode.outcome !== null || passcode.replaced)) return false
      passcode.outcome = event.outcome
      return true
    case 'replace':
      if (passcode === null) return true
      if (passcode.outcome !== null || passcode.replaced) return false
      passcode.replaced = true
      return true
    case 'note an edit':
      if (draft?.outcome) return false
      model.draft = { editedOn: addDays(day, -event.daysAgo), outcome: null }
      return true
    case 'close the draft':
      if (draft === null) return true
      if (event.outcome !== null && draft.outcome !== null) return false
      draft.outcome = event.outcome
      return true
    case 'sign in':
      model.signedInOn = addDays(day, -event.daysAgo)
      return true
    case 'change the password':
      model.passwordOn = addDays(day, -event.daysAgo)
      return true
    case 'use the code':
      if (code !== null) return false
      model.code = { usedOn: day, byOther: event.byOther, seen: false }
      return true
    case 'undo the use':
      model.code = null
      return code !== null
    case 'see the case':
      if (code === null || code.byOther) return false
      code.seen = true
      return true
    default:
      return true
  }
}

/** The same event through the services. Events that have nothing to act on do nothing. */
async function play(event: Event, model: Model): Promise<unknown> {
  const { account: accountId } = ids
  const day = today()
  switch (event.do) {
    case 'show a passcode':
      ids.passcode = (await firm.call('passcodes.record', { accountId, clientId, form: 'G-28', issuedOn: addDays(day, -event.daysAgo) })).id
      return ids.passcode
    case 'set the expiry': {
      const { passcode } = model
      if (passcode === null) return null
      const fields = { clientId, form: 'G-28', about: '', issuedOn: passcode.issuedOn, handedOverOn: null, handedOverHow: '' }
      return firm.call('passcodes.update', { id: ids.passcode, ...fields, expiresOn: addDays(passcode.issuedOn, event.days) })
    }
    case 'answer':
      return model.passcode && firm.call('passcodes.setOutcome', { id: ids.passcode, outcome: event.outcome })
    case 'replace':
      return (
        model.passcode &&
        firm.call('passcodes.record', { accountId, clientId, form: 'G-28', issuedOn: day, replaces: ids.passcode, about: 'the newer one' })
      )
    case 'note an edit': {
      const on = addDays(day, -event.daysAgo)
      if (model.draft !== null) return firm.call('drafts.noteEdit', { id: ids.draft, on })
      ids.draft = (await firm.call('drafts.record', { accountId, clientId, form: 'I-129', editedOn: on })).id
      return ids.draft
    }
    case 'close the draft':
      return model.draft && firm.call('drafts.setOutcome', { id: ids.draft, outcome: event.outcome })
    case 'sign in':
      return firm.call('accounts.noteSignIn', { id: accountId, on: addDays(day, -event.daysAgo) })
    case 'change the password':
      return firm.call('accounts.notePasswordChange', { id: accountId, on: addDays(day, -event.daysAgo) })
    case 'use the code':
      return firm.call('accessCodes.markUsed', { id: ids.code, byOther: event.byOther })
    case 'undo the use':
      return firm.call('accessCodes.undoUse', { id: ids.code })
    case 'see the case': {
      const link = { id: ids.code, redeemedOn: model.code?.usedOn ?? day, intoAccountId: accountId, linkedBy: null, function: null }
      return firm.call('accessCodes.updateLink', { ...link, verifiedOn: day })
    }
    default:
      return (firm.ports.clock as TestClock).advance(event.days * 86_400_000)
  }
}

/** The document's tables, line by line. */
function expectedOf({ passcode, draft, signedInOn, passwordOn, code }: Model, portalId: string) {
  const day = today()
  const runs = (until: string, quiet: string, late: string) => (until < day ? late : until <= addDays(day, 7) ? 'expiring' : quiet)
  const clocks = { uscis: [60], 'login-gov': [], sevis: [45, 90] }[portalId] ?? []
  const steps = signedInOn === null ? [] : clocks.map((days) => addDays(signedInOn, days))
  const first = signedInOn === null ? null : addDays(signedInOn, clocks[0] ?? 60)
  const passwordDueOn = passwordOn === null || portalId !== 'sevis' ? null : addDays(passwordOn, 90)
  return {
    passcode: passcode && (passcode.outcome ?? (passcode.replaced ? 'replaced' : runs(passcode.expiresOn, 'waiting', 'expired'))),
    draft: draft && (draft.outcome ?? runs(addDays(draft.editedOn, 30), 'open', 'lapsed')),
    signInDueOn: steps.find((on) => on >= day) ?? steps.at(-1) ?? null,
    passed: steps.map((on) => on < day),
    passwordDueOn,
    isOverdue: first !== null && first < day,
    onToday: {
      'sign-in-due': first !== null && first <= day,
      'password-due': passwordDueOn !== null && passwordDueOn <= addDays(day, 14),
      'link-unverified': code !== null && !code.byOther && !code.seen && addDays(code.usedOn, 2) <= day
    }
  }
}

async function compare(model: Model, portalId: string): Promise<void> {
  const accountId = ids.account
  const { onToday, isOverdue, passcode, draft, ...recovery } = expectedOf(model, portalId)
  const passcodes = await firm.call('passcodes.list', { accountId })
  expect(passcodes.find(({ id }) => id === ids.passcode)?.status ?? null).toBe(passcode)
  expect((await firm.call('drafts.list', { accountId }))[0]?.status ?? null).toBe(draft)
  const { signInDueOn, signInSteps, passwordDueOn } = await firm.call('recovery.of', { accountId })
  expect({ signInDueOn, passed: signInSteps.map((step) => step.hasPassed), passwordDueOn }).toEqual(recovery)
  expect((await firm.call('signIns.list', { on: null })).total).toBe(isOverdue ? 1 : 0)
  const { counts } = await firm.call('today.list', {})
  for (const [kind, isThere] of Object.entries(onToday)) {
    expect([kind, counts[kind as keyof typeof counts]]).toEqual([kind, isThere ? 1 : 0])
  }
  // The lists over all accounts say what each record says.
  const onBoard = (await firm.call('passcodes.board', { statuses: ['waiting', 'expiring', 'expired'] })).rows
  const running = (status: string) => status === 'waiting' || status === 'expiring' || status === 'expired'
  expect(onBoard.map(({ id, status }) => `${id} ${status}`).sort()).toEqual(
    passcodes
      .filter(({ status }) => running(status))
      .map(({ id, status }) => `${id} ${status}`)
      .sort()
  )
}

async function outcome(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (isAppError(error) && (error as AppError).code !== 'internal') return false
    throw error
  }
}

test('whatever happens, the clocks follow the rules', async () => {
  const histories = fc.record({
    portalId: fc.constantFrom(...testPortals.map((portal) => portal.id)),
    history: fc.array(events, { minLength: 1, maxLength: 12 })
  })
  await fc.assert(
    fc.asyncProperty(histories, async ({ portalId, history }) => {
      made += 1
      const { id } = await firm.call('accounts.create', {
        ...{ clientId: null, portalId, username: `user-${made}@example.org`, custody: 'firms-own' }
      })
      ids = { account: id, passcode: '', draft: '', code: (await firm.call('accessCodes.record', { accountId: id, noticeOn: today() })).id }
      const model: Model = { passcode: null, draft: null, signedInOn: null, passwordOn: null, code: null }
      try {
        for (const event of history) {
          const before = structuredClone(model)
          const isAllowed = apply(model, event)
          expect([event, await outcome(() => play(event, before))]).toEqual([event, isAllowed])
          await compare(model, portalId)
        }
      } finally {
        await firm.call('accounts.archive', { id })
      }
    }),
    { numRuns: 150 }
  )
})

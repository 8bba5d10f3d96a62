/**
 * Random histories of one account, played through the services and, beside them, on a model that knows docs/recoverability.md only. After every
 * event both must say the same; what the custody mode forbids must be refused.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessReports, type CustodyMode, type HolderKind } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import { openSqlite } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { testPortals, testResourcesFolder } from '../../testing/test-portals.ts'
import type { TestClock } from '../../testing/test-ports.ts'

const plainEvents = [
  ...(['use a code', 'undo a use', 'strike out', 'reserve', 'check codes', 'enrol', 'confirm', 'confirm', 'remove'] as const),
  ...(['zoe leaves', 'zoe returns', 'a day passes'] as const)
] as const
type Person = 'ana' | 'zoe' | 'client' | 'daughter'
type Event =
  | { do: 'record codes'; count: number }
  | { do: (typeof plainEvents)[number] }
  | { do: 'add factor'; holder: Person; changed: number | null }
  | { do: 'move factor'; which: number; changed: number | null }
  | { do: 'retire factor'; which: number; changed: number | null }
  | { do: 'change custody'; to: CustodyMode }

/** What the document talks about, and nothing else. */
interface Model {
  custody: CustodyMode
  /** A code is unused, void, or used at a moment. */
  set: { codes: ('unused' | 'void' | number)[]; recordedAt: number; checkedAt: number } | null
  /** Days of noted changes at the portal, with the moment they were noted. */
  changes: { day: string; at: number }[]
  confirmed: number
  waiting: number
  lastConfirmedAt: number
  factors: Person[]
  zoeLeft: boolean
}

/** When a change of a factor happened at the portal; null writes down an old fact. -1 is tomorrow, which is refused. */
const daysAgo = fc.constantFrom(null, null, 0, 0, 1, 2, -1)

const events: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('record codes' as const), count: fc.constantFrom(1, 3, 5) }),
  fc.record({ do: fc.constantFrom(...plainEvents) }),
  fc.record({
    do: fc.constant('add factor' as const),
    holder: fc.constantFrom<Person>('ana', 'zoe', 'zoe', 'client', 'daughter'),
    changed: daysAgo
  }),
  fc.record({ do: fc.constant('move factor' as const), which: fc.nat(5), changed: daysAgo }),
  fc.record({ do: fc.constant('retire factor' as const), which: fc.nat(5), changed: daysAgo }),
  fc.record({
    do: fc.constant('change custody' as const),
    to: fc.constantFrom<CustodyMode>('firm-holds', 'client-holds', 'tracked-only', 'firms-own')
  })
)

let firm: TestFirm
let clientId: string
const memberIds = { ana: '', zoe: '' }
const clientName = 'Garcia, María'
const namesOf: Record<Person, string> = { ana: 'Ana Paralegal', zoe: 'Zoe Attorney', client: clientName, daughter: 'Daughter' }
let made = 0

beforeAll(async () => {
  firm = await openTestFirm(await openSqlite(), { resourcesFolder: testResourcesFolder() })
  clientId = (await firm.call('clients.create', { name: clientName })).id
  memberIds.ana = (await firm.call('members.list', {}))[0]?.id as string
  memberIds.zoe = (await firm.call('members.add', { name: namesOf.zoe })).id
})
afterAll(() => firm.db.close())

const now = () => firm.ports.clock.now()
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' })
const dayAgo = (days: number): string => dayFormat.format(now() - days * 86_400_000)
const changedOn = (changed: number | null): string | null => (changed === null ? null : dayAgo(changed))
/** Authenticators an account can have, by portal. */
const limitOf = (portalId: string): number => testPortals.find(({ id }) => id === portalId)?.authenticatorLimit ?? 1

const forbids = (custody: CustodyMode) => custody === 'client-holds' || custody === 'tracked-only'

/** The event at the model: true when it must be allowed, false when it must be refused. */
function apply(model: Model, event: Event, portalId: string): boolean {
  const codes = model.set?.codes ?? []
  const several = limitOf(portalId) > 1
  switch (event.do) {
    case 'record codes':
      if (forbids(model.custody)) return false
      model.set = { codes: Array.from({ length: event.count }, () => 'unused'), recordedAt: now(), checkedAt: 0 }
      return true
    case 'use a code':
      if (codes.includes('unused')) codes[codes.indexOf('unused')] = now()
      return true
    case 'undo a use': {
      const used = codes.findIndex((code) => typeof code === 'number')
      if (used >= 0) codes[used] = 'unused'
      return true
    }
    case 'strike out':
      if (codes.includes('unused')) codes[codes.indexOf('unused')] = 'void'
      return true
    case 'reserve':
    case 'a day passes':
      return true
    case 'check codes':
      if (model.set === null) return false
      model.set.checkedAt = now()
      return true
    case 'enrol':
      if (forbids(model.custody)) return false
      if (several) {
        if (model.confirmed + model.waiting === limitOf(portalId)) return false
        model.waiting += 1
      }
      // One in use and one waiting at most; a third takes the place of the one that waits.
      else model.waiting = Math.min(model.waiting + 1, model.confirmed > 0 ? 1 : 2)
      return true
    case 'confirm':
      if (model.waiting === 0) return true
      Object.assign(model, {
        waiting: several ? model.waiting - 1 : 0,
        confirmed: several ? model.confirmed + 1 : 1,
        lastConfirmedAt: now()
      })
      return true
    case 'remove':
      if (model.confirmed > 0) model.confirmed -= 1
      else model.waiting = Math.max(0, model.waiting - 1)
      return true
    case 'add factor':
      if (event.changed === -1) return false
      model.factors.push(event.holder)
      noteChange(model, event.changed)
      return true
    case 'move factor':
      if (event.which >= model.factors.length) return true
      if (event.changed === -1) return false
      noteChange(model, event.changed)
      return true
    case 'retire factor':
      if (event.which >= model.factors.length) return true
      if (event.changed === -1) return false
      model.factors.splice(event.which, 1)
      noteChange(model, event.changed)
      return true
    case 'change custody':
      // The firm's own is no mode for a client's account; to a mode that keeps no secrets only while there are none.
      if (
        event.to === 'firms-own' ||
        (forbids(event.to) && event.to !== model.custody && (model.set !== null || model.confirmed > 0 || model.waiting > 0))
      )
        return false
      model.custody = event.to
      return true
    default:
      model.zoeLeft = event.do === 'zoe leaves'
      return true
  }
}

function noteChange(model: Model, changed: number | null): void {
  if (changed !== null) model.changes.push({ day: dayAgo(changed), at: now() })
}

/** The same event through the services. Events that have nothing to act on do nothing. */
async function play(accountId: string, event: Event): Promise<unknown> {
  const codes = async () => (await firm.call('backupCodes.list', { accountId })).sets.find((set) => set.replacedAt === null)?.codes ?? []
  const open = async () => (await codes()).find(({ state }) => state === 'unused' || state === 'reserved')
  const account = () => firm.call('accounts.get', { id: accountId })
  switch (event.do) {
    case 'record codes':
      return firm.call('backupCodes.record', { accountId, codes: Array.from({ length: event.count }, (_, n) => `CODE-${n}`) })
    case 'use a code': {
      const unused = await open()
      return unused && firm.call('backupCodes.markUsed', { id: unused.id })
    }
    case 'undo a use': {
      const used = (await codes()).find((code) => code.usedAt !== null)
      return used && firm.call('backupCodes.undoUse', { id: used.id })
    }
    case 'strike out': {
      const unused = await open()
      return unused && firm.call('backupCodes.strikeOut', { id: unused.id, reason: 'refused' })
    }
    case 'reserve': {
      const unused = await open()
      return unused && firm.call('backupCodes.reserve', { id: unused.id })
    }
    case 'check codes':
      return firm.call('backupCodes.confirmCurrent', { accountId })
    case 'enrol': {
      made += 1
      const key = [...made.toString(8).padStart(16, '0')].map((digit) => 'ABCDEFGH'[Number(digit)]).join('')
      const { pendingId } = await firm.call('authenticators.readKey', { accountId, key })
      return firm.call('authenticators.save', { pendingId })
    }
    case 'confirm': {
      const { authenticatorDetail, pendingAuthenticator } = await account()
      const waiting = pendingAuthenticator ?? (authenticatorDetail?.confirmedAt === null ? authenticatorDetail : null)
      if (waiting === null) return null
      const { code } = await firm.call('authenticators.showCode', { id: waiting.id })
      return firm.call('authenticators.confirm', { id: waiting.id, code })
    }
    case 'remove': {
      const { id } = (await account()).authenticator
      return id && firm.call('authenticators.remove', { id })
    }
    case 'add factor':
      return firm.call('secondFactors.add', { accountId, kind: 'text', ...holderOf(event.holder), changedOn: changedOn(event.changed) })
    case 'move factor':
    case 'retire factor': {
      const inUse = (await firm.call('secondFactors.list', { accountId })).filter((factor) => factor.retiredAt === null).reverse()
      const factor = inUse[event.which]
      if (factor === undefined) return null
      const { id, kind, holderKind, memberId, holderName, addedOn } = factor
      if (event.do === 'retire factor') return firm.call('secondFactors.retire', { id, changedOn: changedOn(event.changed) })
      made += 1
      const fields = { kind, holderKind, memberId, holderName, addedOn, detail: `ends in ${made}` }
      return firm.call('secondFactors.update', { id, ...fields, changedOn: changedOn(event.changed) })
    }
    case 'change custody': {
      const { id, portalId, username, nickname, accountNumber, signInProvider, notes } = await account()
      const rest = { portalId, username, nickname, accountNumber, signInProvider, notes, consentOn: '2026-01-15' }
      return firm.call('accounts.update', { id, ...rest, custody: event.to })
    }
    case 'a day passes':
      return null
    case 'zoe leaves':
      return firm.call('members.leave', { id: memberIds.zoe, on: '2026-11-20' })
    default:
      return firm.call('members.rejoin', { id: memberIds.zoe })
  }
}

function holderOf(holder: Person): { holderKind: HolderKind; memberId: string | null; holderName: string } {
  if (holder === 'client') return { holderKind: 'client', memberId: null, holderName: '' }
  if (holder === 'daughter') return { holderKind: 'other', memberId: null, holderName: namesOf.daughter }
  return { holderKind: 'member', memberId: memberIds[holder], holderName: '' }
}

/** S1 to S4. */
function isStale({ set, lastConfirmedAt, changes }: Model): boolean {
  if (set === null) return false
  const known = Math.max(set.recordedAt, set.checkedAt)
  const knownDay = dayFormat.format(known)
  const used = set.codes.some((code) => typeof code === 'number' && code > set.checkedAt)
  return used || lastConfirmedAt > known || changes.some(({ day, at }) => day > knownDay || (day === knownDay && at > known))
}

/** The document's tables, line by line. */
function expectedOf(model: Model, portalId: string) {
  const { custody, set, confirmed, waiting, factors, zoeLeft } = model
  const stale = portalId === 'uscis' && isStale(model)
  const unused = set?.codes.filter((code) => code === 'unused').length ?? 0
  const anybody = confirmed > 0 || (unused > 0 && !stale)
  const able = factors.filter((person) => !(person === 'zoe' && zoeLeft))
  const people = new Set<Person>(custody === 'client-holds' ? ['client', ...able] : able)
  const nothing = confirmed === 0 && waiting === 0 && set === null && factors.length === 0
  const stuck = nothing ? 'unknown' : portalId === 'login-gov' ? 'no' : 'help-desk'
  const value = anybody ? 'yes' : people.size > 0 ? 'with-person' : stuck
  const single = value === 'with-person' && people.size === 1
  return {
    answer: { value, singlePerson: single, people: value === 'with-person' ? [...people].map((person) => namesOf[person]) : [] },
    reports: {
      'not-recoverable': value === 'help-desk' || value === 'no',
      'single-person': single,
      'leavers-factor': zoeLeft && factors.includes('zoe'),
      'not-signed-in': false,
      'access-codes-dying': false,
      'stale-backup-codes': stale,
      'low-backup-codes': portalId === 'login-gov' && set !== null && unused <= 3,
      'unconfirmed-authenticators': waiting > 0,
      'nothing-recorded': value === 'unknown'
    }
  }
}

async function outcome(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (isAppError(error) && (error as AppError).code !== 'internal') return false
    throw error
  }
}

async function compare(accountId: string, model: Model, portalId: string): Promise<void> {
  const expected = expectedOf(model, portalId)
  const { value, singlePerson, people, ways } = await firm.call('recovery.of', { accountId })
  expect({ value, singlePerson, people }).toEqual(expected.answer)
  expect((await firm.call('accounts.get', { id: accountId })).recoverability).toBe(expected.answer.value)
  // The answer is what its ways say.
  const counting = ways.filter((way) => way.counts && way.kind !== 'help-desk')
  expect(counting.some((way) => way.person === null)).toBe(value === 'yes')
  if (value === 'with-person') expect(new Set(counting.map((way) => way.person))).toEqual(new Set(people))
  for (const way of ways) expect([way.kind, way.counts]).toEqual([way.kind, way.because === null])
}

test('whatever happens to an account, the answer and the reports follow the rules', async () => {
  const histories = fc.record({
    portalId: fc.constantFrom(...testPortals.map((portal) => portal.id)),
    history: fc.array(events, { minLength: 1, maxLength: 14 })
  })
  await fc.assert(
    fc.asyncProperty(histories, async ({ portalId, history }) => {
      made += 1
      const username = `user-${made}@example.com`
      await firm.call('members.rejoin', { id: memberIds.zoe })
      const input = { clientId, portalId, username, custody: 'firm-holds' as const, consentOn: '2026-01-15' }
      const { id } = await firm.call('accounts.create', input)
      const model: Model = {
        ...{ custody: 'firm-holds', set: null, changes: [], confirmed: 0, waiting: 0, lastConfirmedAt: 0, factors: [], zoeLeft: false }
      }
      try {
        for (const event of history) {
          ;(firm.ports.clock as TestClock).advance(event.do === 'a day passes' ? 86_400_000 : 1000)
          expect(await outcome(play(id, event))).toBe(apply(model, event, portalId))
          await compare(id, model, portalId)
        }
        const { reports } = await firm.call('recovery.overview', {})
        const expected = expectedOf(model, portalId).reports
        for (const report of accessReports) expect([report, reports[report]]).toEqual([report, expected[report] ? 1 : 0])
      } finally {
        await firm.call('accounts.archive', { id })
      }
      expect(Object.values((await firm.call('recovery.overview', {})).accounts)).toEqual([0, 0, 0, 0, 0])
    }),
    { numRuns: 250 }
  )
})

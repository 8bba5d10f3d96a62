import { describe, expect, test } from 'vitest'
import { testPortal } from '../../testing/test-portals.ts'
import { type AccessFacts, type FactorInUse, reasonsOf, recoverabilityOf, signInClock, waysOf } from './recoverability.ts'

const base: AccessFacts = {
  custody: 'firm-holds',
  clientName: 'Garcia, María',
  authenticator: 'none',
  backupCode: 'none',
  factors: [],
  portal: testPortal
}
const noHelp = { ...testPortal, helpDesk: null }
const ana: FactorInUse = { kind: 'text', holderKind: 'member', memberId: 'ana', heldBy: 'Ana', holderLeftOn: null }
const ben: FactorInUse = { ...ana, memberId: 'ben', heldBy: 'Ben' }
const gone: FactorInUse = { ...ana, memberId: 'zoe', heldBy: 'Zoe', holderLeftOn: '2026-06-30' }
const client: FactorInUse = { ...ana, holderKind: 'client', memberId: null, heldBy: 'Garcia, María' }
const daughter: FactorInUse = { ...ana, holderKind: 'other', memberId: null, heldBy: 'Daughter' }

type Row = [rule: string, facts: Partial<AccessFacts>, value: string, people: string[], singlePerson: boolean]

describe('rules of docs/recoverability.md', () => {
  test.each<Row>([
    ['W1 confirmed authenticator', { authenticator: 'confirmed' }, 'yes', [], false],
    ['W1 beats people', { authenticator: 'confirmed', factors: [ana, client] }, 'yes', [], false],
    ['W1 at a portal that cannot help', { authenticator: 'confirmed', portal: noHelp }, 'yes', [], false],
    ['W1 without a portal file', { authenticator: 'confirmed', portal: undefined }, 'yes', [], false],
    ['W2 unconfirmed, help desk', { authenticator: 'unconfirmed' }, 'help-desk', [], false],
    ['W2 unconfirmed, no help desk', { authenticator: 'unconfirmed', portal: noHelp }, 'no', [], false],
    ['W4 unused backup code', { backupCode: 'unused' }, 'yes', [], false],
    ['W4 beside a leaver', { backupCode: 'unused', factors: [gone] }, 'yes', [], false],
    ['W5 stale, help desk', { backupCode: 'presumed-stale' }, 'help-desk', [], false],
    ['W5 stale, with a person', { backupCode: 'presumed-stale', factors: [ana] }, 'with-person', ['Ana'], true],
    ['W6 used', { backupCode: 'used' }, 'help-desk', [], false],
    ['W6 used, no help desk', { backupCode: 'used', portal: noHelp }, 'no', [], false],
    ['W7 member', { factors: [ana] }, 'with-person', ['Ana'], true],
    ['W7 two factors of one member', { factors: [ana, { ...ana, kind: 'email' }] }, 'with-person', ['Ana'], true],
    ['W7 two members', { factors: [ana, ben] }, 'with-person', ['Ana', 'Ben'], false],
    ['D2 two members of one name', { factors: [ana, { ...ben, heldBy: 'Ana' }] }, 'with-person', ['Ana', 'Ana'], false],
    ['W8 leaver alone', { factors: [gone] }, 'help-desk', [], false],
    ['W8 leaver alone, no help desk', { factors: [gone], portal: noHelp }, 'no', [], false],
    ['W8 leaver and one who stayed', { factors: [gone, ana] }, 'with-person', ['Ana'], true],
    ['W9 client', { factors: [client] }, 'with-person', ['Garcia, María'], true],
    ['W9 somebody else', { factors: [daughter] }, 'with-person', ['Daughter'], true],
    ['D2 others are told apart by name', { factors: [daughter, { ...daughter, heldBy: ' daughter' }] }, 'with-person', ['Daughter'], true],
    ['D2 client and somebody else', { factors: [client, daughter] }, 'with-person', ['Garcia, María', 'Daughter'], false],
    ['W10 the app on a member’s phone', { factors: [{ ...ana, kind: 'authenticator' }] }, 'with-person', ['Ana'], true],
    ['W10 the app on a leaver’s phone', { factors: [{ ...gone, kind: 'authenticator' }], portal: noHelp }, 'no', [], false],
    ['W12 client holds, nothing recorded', { custody: 'client-holds' }, 'with-person', ['Garcia, María'], true],
    ['W12 client holds and has a factor', { custody: 'client-holds', factors: [client] }, 'with-person', ['Garcia, María'], true],
    ['W12 client holds, member has a factor', { custody: 'client-holds', factors: [ana] }, 'with-person', ['Garcia, María', 'Ana'], false],
    ['R3 nothing recorded', {}, 'unknown', [], false],
    ['R3 nothing recorded, no help desk', { portal: noHelp }, 'unknown', [], false],
    ['R3 tracked only, nothing recorded', { custody: 'tracked-only' }, 'unknown', [], false],
    ['R4 no portal file', { backupCode: 'used', portal: undefined }, 'unknown', [], false]
  ])('%s', (_rule, facts, value, people, singlePerson) => {
    expect(recoverabilityOf({ ...base, ...facts })).toEqual({ value, people, singlePerson })
  })

  test('every way is shown, with the reason where it does not count', () => {
    const ways = waysOf({ ...base, authenticator: 'unconfirmed', backupCode: 'presumed-stale', factors: [ana, gone] })
    const anybody = { person: null, factorKind: null, waitBusinessDays: null }
    expect(ways).toEqual([
      { kind: 'authenticator-here', counts: false, because: 'unconfirmed', ...anybody },
      { kind: 'backup-code-here', counts: false, because: 'presumed-stale', ...anybody },
      { kind: 'factor', counts: true, because: null, person: 'Ana', factorKind: 'text', waitBusinessDays: null },
      { kind: 'factor', counts: false, because: 'holder-left', person: 'Zoe', factorKind: 'text', waitBusinessDays: null },
      { kind: 'help-desk', counts: true, because: null, ...anybody, waitBusinessDays: 10 }
    ])
  })

  test('what a portal does not have is told apart from what is not recorded', () => {
    const reasons = (facts: Partial<AccessFacts>) => waysOf({ ...base, ...facts }).map((way) => [way.kind, way.because])
    expect(reasons({})).toEqual([
      ['authenticator-here', 'none'],
      ['backup-code-here', 'none'],
      ['help-desk', null]
    ])
    const bare = { ...noHelp, authenticatorOffered: false, backupCodes: { ...testPortal.backupCodes, scheme: 'none' as const, count: 0 } }
    expect(reasons({ portal: bare })).toEqual([
      ['authenticator-here', 'not-offered'],
      ['backup-code-here', 'not-offered'],
      ['help-desk', 'not-offered']
    ])
    expect(reasons({ portal: undefined }).map(([kind]) => kind)).toEqual(['authenticator-here', 'backup-code-here'])
  })

  test.each([
    ['2026-11-22', '2026-11-22', 0, '2027-01-21'],
    ['2026-09-23', '2026-11-22', 60, '2026-11-22'],
    ['2028-02-28', '2028-03-01', 2, '2028-04-28'],
    ['2026-10-31', '2026-11-02', 2, '2026-12-30']
  ])('signed in on %s, seen on %s', (last, today, daysSinceSignIn, signInDueOn) => {
    expect(signInClock(last, testPortal, today)).toMatchObject({ daysSinceSignIn, signInDueOn })
    expect(signInClock(last, { ...testPortal, signInClocks: [] }, today)).toEqual({ daysSinceSignIn, signInDueOn: null, signInSteps: [] })
    expect(signInClock(null, testPortal, today)).toEqual({ daysSinceSignIn: null, signInDueOn: null, signInSteps: [] })
  })
})

describe('the reasons of an answer', () => {
  test.each<[Partial<AccessFacts>, string[]]>([
    [{ authenticator: 'confirmed', backupCode: 'used', factors: [ana] }, ['authenticator-here', 'factor']],
    [{ backupCode: 'presumed-stale', factors: [ana, gone] }, ['factor']],
    [{ custody: 'client-holds' }, ['client-holds']],
    [
      { authenticator: 'unconfirmed', backupCode: 'used', factors: [gone] },
      ['authenticator-here unconfirmed', 'backup-code-here used', 'factor holder-left']
    ],
    [{ backupCode: 'used', portal: noHelp }, ['backup-code-here used']],
    [{}, []]
  ])('%j: the ways that work, else why those recorded do not', (some, reasons) => {
    const facts = { ...base, ...some }
    const found = reasonsOf(facts, recoverabilityOf(facts))
    expect(found.map(({ kind, because }) => [kind, because].filter(Boolean).join(' '))).toEqual(reasons)
  })
})

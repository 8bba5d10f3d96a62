/** Who can get in today over many accounts, and sign-ins, on both engines. The clock stands at 22 November 2026, 10 in the morning in New York. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccessReport, CustodyMode } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { testResourcesFolder } from '../../testing/test-portals.ts'
import type { TestClock } from '../../testing/test-ports.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let clientId: string
  beforeEach(async () => {
    firm = await openTestFirm(await open(), { resourcesFolder: testResourcesFolder() })
    clientId = (await firm.call('clients.create', { name: 'Garcia, María' })).id
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const clock = () => firm.ports.clock as TestClock

  async function add(username: string, portalId = 'uscis', custody: CustodyMode = 'firm-holds'): Promise<string> {
    const consentOn = custody === 'firm-holds' ? '2026-01-15' : null
    return (await firm.call('accounts.create', { clientId, portalId, username, custody, consentOn })).id
  }
  async function enrol(accountId: string, key: string, confirm: boolean): Promise<void> {
    const { pendingId } = await firm.call('authenticators.readKey', { accountId, key })
    const { authenticatorId: id } = await firm.call('authenticators.save', { pendingId })
    if (confirm) await firm.call('authenticators.confirm', { id, code: (await firm.call('authenticators.showCode', { id })).code })
  }
  const report = async (name: AccessReport) =>
    (await firm.call('recovery.report', { report: name })).rows.map((row) => [row.username, row.on, row.people.join()])
  const counts = async () => (await firm.call('recovery.overview', {})).reports

  test('every report names its accounts, with the day it is about, and the overview counts them', async () => {
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const add2 = (accountId: string, memberId: string | null) =>
      firm.call('secondFactors.add', { accountId, kind: 'text', holderKind: memberId === null ? 'client' : 'member', memberId })
    await add('nothing')
    await add('held', 'uscis', 'client-holds')
    const stale = await add('stale')
    await firm.call('backupCodes.record', { accountId: stale, codes: ['one'] })
    clock().advance(1000)
    await enrol(stale, 'JBSWY3DPEHPK3PXP', true)
    await firm.call('authenticators.remove', { id: (await firm.call('accounts.get', { id: stale })).authenticator.id as string })
    const sheet = await add('sheet', 'login-gov')
    await firm.call('backupCodes.record', { accountId: sheet, codes: ['a', 'b', 'c'] })
    const full = await add('full', 'login-gov')
    await firm.call('backupCodes.record', { accountId: full, codes: ['a', 'b', 'c', 'd'] })
    await enrol(await add('begun', 'login-gov'), 'JBSWY3DPEHPK3PXA', false)
    const left = await add('left')
    await add2(left, zoe.id)
    const both = await add('both')
    await add2(both, zoe.id)
    await add2(both, null)
    await firm.call('members.leave', { id: zoe.id, on: '2026-11-20' })

    expect(await firm.call('recovery.overview', {})).toEqual({
      accounts: { yes: 2, 'with-person': 2, 'help-desk': 2, no: 1, unknown: 1 },
      reports: {
        ...{ 'not-recoverable': 3, 'single-person': 2, 'leavers-factor': 2, 'not-signed-in': 0, 'access-codes-dying': 0 },
        ...{ 'stale-backup-codes': 1, 'low-backup-codes': 1, 'unconfirmed-authenticators': 1, 'nothing-recorded': 1 }
      }
    })
    expect(await report('not-recoverable')).toEqual([
      ['begun', null, ''],
      ['left', null, ''],
      ['stale', null, '']
    ])
    expect(await report('single-person')).toEqual([
      ['both', null, 'Garcia, María'],
      ['held', null, 'Garcia, María']
    ])
    expect(await report('leavers-factor')).toEqual([
      ['both', '2026-11-20', 'Zoe Attorney'],
      ['left', '2026-11-20', 'Zoe Attorney']
    ])
    expect(await report('stale-backup-codes')).toEqual([['stale', '2026-11-22', '']])
    expect(await report('low-backup-codes')).toEqual([['sheet', null, '']])
    expect(await report('unconfirmed-authenticators')).toEqual([['begun', '2026-11-22', '']])
    expect(await report('nothing-recorded')).toEqual([['nothing', null, '']])
    expect((await firm.call('recovery.report', { report: 'not-recoverable', offset: 1, limit: 1 })).rows).toEqual([
      {
        ...{ accountId: left, clientId, clientName: 'Garcia, María', portalName: 'Helped', username: 'left' },
        ...{ recoverability: 'help-desk', people: [], on: null },
        reasons: [
          { kind: 'factor', counts: false, because: 'holder-left', person: 'Zoe Attorney', factorKind: 'text', waitBusinessDays: null }
        ]
      }
    ])

    const listed = (await firm.call('accounts.list', {})).rows.map((row) => [row.username, row.recoverability])
    expect(Object.fromEntries(listed)).toEqual({
      ...{ nothing: 'unknown', held: 'with-person', stale: 'help-desk', sheet: 'yes', full: 'yes', begun: 'no', left: 'help-desk' },
      both: 'with-person'
    })
    await firm.call('clients.archive', { id: clientId })
    expect(Object.values((await firm.call('recovery.overview', {})).accounts)).toEqual([0, 0, 0, 0, 0])
  })

  test('a sign-in is noted and falls due by the portal’s interval, in the firm’s calendar', async () => {
    const uscis = await add('uscis')
    const sevis = await add('sevis', 'sevis')
    const other = await add('other', 'login-gov')
    await add('never', 'sevis')
    const noted = await firm.call('accounts.noteSignIn', { id: uscis, on: '2026-11-22' })
    expect(noted).toMatchObject({ lastSignedInOn: '2026-11-22', signInProvider: 'own', revision: 2 })
    for (const id of [sevis, other]) await firm.call('accounts.noteSignIn', { id, on: '2026-11-22' })
    expect(await firm.call('recovery.of', { accountId: sevis })).toMatchObject({ daysSinceSignIn: 0, signInDueOn: '2027-01-06' })
    expect(await firm.call('recovery.of', { accountId: other })).toMatchObject({ daysSinceSignIn: 0, signInDueOn: null })

    const asleepAt = async (instant: string) => {
      clock().set(Date.parse(instant))
      return (await report('not-signed-in')).map(([username]) => username)
    }
    expect(await asleepAt('2027-01-06T12:00:00-05:00')).toEqual([])
    expect(await asleepAt('2027-01-07T12:00:00-05:00')).toEqual(['sevis'])
    // Eleven at night on the 20th in New York is the 21st in UTC.
    expect(await asleepAt('2027-01-20T23:00:00-05:00')).toEqual(['sevis'])
    expect((await asleepAt('2027-01-21T12:00:00-05:00')).sort()).toEqual(['other', 'sevis', 'uscis'])

    await firm.call('accounts.noteSignIn', { id: sevis, on: '2027-01-05' })
    expect(await report('not-signed-in')).not.toContainEqual(expect.arrayContaining(['sevis']))
    const [row] = (await firm.call('audit.list', { accountId: sevis })).rows
    expect(row).toMatchObject({ event: 'account.signed-in', details: { on: '2027-01-05', before: '2026-11-22' } })
    expect(await refusal(firm.call('accounts.noteSignIn', { id: sevis, on: '2027-01-22' }))).toMatchObject({ code: 'request.invalid' })
    await firm.call('accounts.archive', { id: sevis })
    expect(await refusal(firm.call('accounts.noteSignIn', { id: sevis, on: '2027-01-05' }))).toEqual({
      code: 'record.archived',
      kind: 'account'
    })
  })

  test('an access code that dies unused within 14 days is listed, soonest first, until it is used', async () => {
    const late = await add('late')
    const soon = await add('soon')
    const record = (accountId: string, expiresOn: string) =>
      firm.call('accessCodes.record', { accountId, noticeOn: '2026-09-01', expiresOn, replaces: false })
    await record(late, '2026-12-06')
    const today = await record(soon, '2026-11-22')
    await record(soon, '2026-11-30')
    await record(await add('later'), '2026-12-07')
    await record(await add('dead'), '2026-11-21')
    expect(await report('access-codes-dying')).toEqual([
      ['soon', '2026-11-22', ''],
      ['late', '2026-12-06', '']
    ])
    await firm.call('accessCodes.markUsed', { id: today.id })
    expect((await report('access-codes-dying'))[0]).toEqual(['soon', '2026-11-30', ''])
    expect((await counts())['access-codes-dying']).toBe(2)
  })

  test('the sign-in provider is kept; an unknown account is refused', async () => {
    const input = { clientId, portalId: 'uscis', username: 'x', custody: 'tracked-only' as const }
    const { id, username, nickname, accountNumber, notes } = await firm.call('accounts.create', { ...input, signInProvider: 'login-gov' })
    expect((await firm.call('accounts.get', { id })).signInProvider).toBe('login-gov')
    const fields = { portalId: 'uscis', username, nickname, accountNumber, notes, custody: input.custody, consentOn: null }
    await firm.call('accounts.update', { id, ...fields, signInProvider: 'id-me' })
    expect((await firm.call('accounts.list', {})).rows[0]?.signInProvider).toBe('id-me')
    const accountId = '01900000-0000-7000-8000-000000000000'
    expect(await refusal(firm.call('recovery.of', { accountId }))).toEqual({ code: 'record.not-found', kind: 'account' })
  })
})

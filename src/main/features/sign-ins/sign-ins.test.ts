/** The calendar of sign-ins, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'

/** The clock of the tests stands on this day. */
const today = '2026-11-22'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  let made = 0
  async function signedIn(portalId: string, on: string | null): Promise<string> {
    made += 1
    const account = await firm.call('accounts.create', {
      ...{ clientId: null, portalId, username: `u${String(made).padStart(3, '0')}@example.org`, custody: 'firms-own' }
    })
    if (on !== null) await firm.call('accounts.noteSignIn', { id: account.id, on })
    return account.id
  }
  const november = { from: '2026-11-01', to: '2026-11-30' }

  test('each account stands on the day of what is still ahead, and is overdue once something has passed', async () => {
    await signedIn('uscis', '2026-09-24') // 60 days: 2026-11-23
    await signedIn('pacer', '2026-09-24') // the firm's reminder: as well
    await signedIn('sevis', '2026-10-08') // 45 days: today
    const locked = await signedIn('sevis', '2026-09-01') // locked on 10-16, help desk after 11-30
    const lost = await signedIn('sevis', '2026-08-06') // help desk after 11-04
    await signedIn('uscis', null)
    const gone = await signedIn('uscis', '2026-09-24')
    await firm.call('accounts.archive', { id: gone })
    expect(await firm.call('signIns.calendar', november)).toEqual({
      today,
      days: [
        { on: '2026-11-04', count: 1 },
        { on: today, count: 1 },
        { on: '2026-11-23', count: 2 },
        { on: '2026-11-30', count: 1 }
      ],
      overdue: 2,
      neverNoted: 1
    })
    const overdue = await firm.call('signIns.list', { on: null })
    expect(overdue.total).toBe(2)
    expect(overdue.rows.map((row) => [row.accountId, row.dueOn, row.steps.map((step) => step.hasPassed)])).toEqual([
      [lost, '2026-11-04', [true, true]],
      [locked, '2026-11-30', [true, false]]
    ])
    const day = await firm.call('signIns.list', { on: '2026-11-23' })
    expect(day.rows.map((row) => [row.portalName, row.lastSignedInOn, row.daysLeft, row.steps[0]?.certainty])).toEqual([
      ['PACER', '2026-09-24', 1, 'U'],
      ['USCIS', '2026-09-24', 1, 'U']
    ])
    expect(await firm.call('signIns.list', { on: '2026-11-24' })).toEqual({ rows: [], total: 0 })
    await firm.call('accounts.noteSignIn', { id: lost, on: today })
    expect((await firm.call('signIns.calendar', november)).overdue).toBe(1)
    expect((await firm.call('recovery.of', { accountId: lost })).signInDueOn).toBe('2027-01-06')
  })

  test('pages hang together, and a stretch has its bound', async () => {
    for (let count = 0; count < 5; count += 1) await signedIn('sevis', '2026-01-01')
    const first = await firm.call('signIns.list', { on: null, limit: 3 })
    const rest = await firm.call('signIns.list', { on: null, offset: 3, limit: 3 })
    expect([first.total, first.rows.length, rest.rows.length]).toEqual([5, 3, 2])
    expect(new Set([...first.rows, ...rest.rows].map((row) => row.accountId)).size).toBe(5)
    for (const to of ['2026-10-31', '2027-01-02']) {
      await expect(firm.call('signIns.calendar', { from: '2026-11-01', to })).rejects.toMatchObject({ code: 'request.invalid' })
    }
    expect(await firm.call('signIns.calendar', { from: '2026-11-01', to: '2027-01-01' })).toMatchObject({ days: [] })
  })

  test('a change of the password is noted and taken back', async () => {
    const id = await signedIn('sevp-portal', null)
    expect(await firm.call('accounts.notePasswordChange', { id, on: '2026-09-01' })).toMatchObject({ passwordChangedOn: '2026-09-01' })
    expect((await firm.call('recovery.of', { accountId: id })).passwordDueOn).toBe('2026-11-30')
    const [row] = (await firm.call('audit.list', {})).rows
    expect(row).toMatchObject({ event: 'account.password-changed', details: { on: '2026-09-01', before: null } })
    expect((await firm.call('today.list', {})).items.map((item) => [item.kind, item.on, item.daysLeft])).toContainEqual([
      ...['password-due', '2026-11-30', 8]
    ])
    await firm.call('accounts.notePasswordChange', { id, on: null })
    expect((await firm.call('recovery.of', { accountId: id })).passwordDueOn).toBeNull()
    await expect(firm.call('accounts.notePasswordChange', { id, on: '2026-11-23' })).rejects.toMatchObject({ code: 'request.invalid' })
  })
})

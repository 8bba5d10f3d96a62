/** What needs a person today, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TodayItem } from '#contract'
import { todayKinds } from '#contract/today'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import type { TestClock } from '../../testing/test-ports.ts'

const rfcAddress = 'otpauth://totp/USCIS:x%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=USCIS'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let made: number
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    made = 0
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  /** An account that anybody can open, so that nothing about it needs a person. */
  async function soundAccount(name: string, portalId = 'uscis') {
    made += 1
    const client = await firm.call('clients.create', { name })
    const account = await firm.call('accounts.create', {
      clientId: client.id,
      portalId,
      username: `${made}@example.com`,
      custody: 'firm-holds',
      consentOn: '2026-01-15'
    })
    await firm.call('backupCodes.record', { accountId: account.id, codes: [`CODE-${made}-ABCDEF`] })
    return account.id
  }
  const list = () => firm.call('today.list', {})
  const shown = async () =>
    (await list()).items.map(({ kind, clientName, on, daysLeft, people }: TodayItem) => [kind, clientName, on, daysLeft, people])

  test('a firm in order has nothing to do', async () => {
    await soundAccount('Abebe, Tigist')
    expect(await list()).toEqual({
      today: '2026-11-22',
      items: [],
      counts: Object.fromEntries(todayKinds.map((kind) => [kind, 0])),
      nothingRecorded: 0
    })
    const client = await firm.call('clients.create', { name: 'Unknown, Ulla' })
    const bare = { clientId: client.id, portalId: 'uscis', username: 'bare@example.com', custody: 'tracked-only' as const }
    await firm.call('accounts.create', bare)
    expect(await list()).toMatchObject({ items: [], nothingRecorded: 1 })
  })

  test('access codes come up when they expire and until 90 days after', async () => {
    for (const [name, expiresOn] of [
      ['Long gone', '2026-08-23'],
      ['Gone', '2026-08-24'],
      ['Yesterday', '2026-11-21'],
      ['Today', '2026-11-22'],
      ['In thirty', '2026-12-22'],
      ['Later', '2026-12-23']
    ] as const) {
      await firm.call('accessCodes.record', { accountId: await soundAccount(name), noticeOn: '2026-06-01', expiresOn })
    }
    expect(await shown()).toEqual([
      ['access-code-expired', 'Gone', '2026-08-24', -90, []],
      ['access-code-expired', 'Yesterday', '2026-11-21', -1, []],
      ['access-code-expiring', 'Today', '2026-11-22', 0, []],
      ['access-code-expiring', 'In thirty', '2026-12-22', 30, []]
    ])
  })

  test('an awaited replacement waits until its day and is overdue from the next', async () => {
    const ask = async (name: string, on: string) => {
      const { id } = await firm.call('accessCodes.record', { accountId: await soundAccount(name), noticeOn: '2026-06-01' })
      await firm.call('accessCodes.requestReplacement', { id, on })
    }
    // Ten federal business days; Veterans Day lies on a Wednesday in between.
    await ask('Asked on the 5th', '2026-11-05')
    await ask('Asked on the 9th', '2026-11-09')
    await ask('Asked on the 6th', '2026-11-06')
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-23T15:00:00Z'))
    expect(await shown()).toEqual([
      ['replacement-overdue', 'Asked on the 5th', '2026-11-20', -3, []],
      ['replacement-waiting', 'Asked on the 6th', '2026-11-23', 0, []],
      ['replacement-waiting', 'Asked on the 9th', '2026-11-24', 1, []]
    ])
  })

  test('open paths, leavers, unconfirmed authenticators, stale codes, sleeping and lost accounts come up in this order', async () => {
    const lost = await soundAccount('Lost')
    const sheet = (await firm.call('backupCodes.list', { accountId: lost })).sets[0]
    await firm.call('backupCodes.markUsed', { id: sheet?.codes[0]?.id ?? '' })
    const asleep = await soundAccount('Asleep')
    await firm.call('accounts.noteSignIn', { id: asleep, on: '2026-09-23' })
    const awake = await soundAccount('Awake')
    await firm.call('accounts.noteSignIn', { id: awake, on: '2026-09-24' })
    const unconfirmed = await soundAccount('Unconfirmed')
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: unconfirmed, address: rfcAddress })
    await firm.call('authenticators.save', { pendingId })
    const left = await soundAccount('Left alone')
    const member = await firm.call('members.add', { name: 'Ben Leaver' })
    await firm.call('secondFactors.add', { accountId: left, kind: 'text', holderKind: 'member', memberId: member.id })
    await firm.call('members.leave', { id: member.id, on: '2026-11-20' })
    const walked = await soundAccount('Walked')
    await openPath(walked)
    expect(await shown()).toEqual([
      ['not-recoverable', 'Lost', null, null, []],
      ['path-open', 'Walked', '2026-11-21', null, ['Ana Paralegal']],
      ['factor-of-leaver', 'Left alone', '2026-11-20', null, ['Ben Leaver']],
      // The portal issues a new code once the only one was used (docs/recoverability.md, S1).
      ['backup-code-stale', 'Lost', '2026-11-22', null, []],
      ['authenticator-unconfirmed', 'Unconfirmed', '2026-11-22', null, []],
      ['sign-in-due', 'Asleep', '2026-11-22', 0, []]
    ])
    const { items, counts } = await list()
    expect(items.find((item) => item.kind === 'path-open')).toMatchObject({
      pathId: '0190bbbb-0000-7000-8000-000000000001',
      accountId: walked
    })
    expect(counts).toMatchObject({ 'path-open': 1, 'not-recoverable': 1, 'access-code-expired': 0 })
    await firm.call('accounts.archive', { id: walked })
    expect((await list()).counts['path-open']).toBe(0)
  })

  /** A path started at 04:00 UTC, which is still the day before in New York. */
  const openPath = (accountId: string) =>
    firm.db.write(async (tx) => {
      const path = { guide_id: 'lost-phone', guide: '{}', started_at: Date.parse('2026-11-22T04:00:00Z'), started_by: 'Ana Paralegal' }
      const closed = { ...path, account_id: accountId, finished_at: null, abandoned_at: null }
      await tx
        .insertInto('paths')
        .values([
          { ...closed, id: '0190bbbb-0000-7000-8000-000000000001' },
          { ...closed, id: '0190bbbb-0000-7000-8000-000000000002', finished_at: 5 },
          { ...closed, id: '0190bbbb-0000-7000-8000-000000000003', abandoned_at: 5 }
        ])
        .execute()
    })

  test('fifty of a kind at most, with the whole count', async () => {
    const accountId = await soundAccount('Many')
    for (let day = 0; day < 53; day += 1) {
      await firm.call('accessCodes.record', { accountId, noticeOn: '2026-06-01', expiresOn: `2026-11-${10 + (day % 12)}`, replaces: false })
    }
    const { items, counts } = await list()
    expect([items.length, counts['access-code-expired']]).toEqual([50, 53])
    expect(items.map((item) => item.on)).toEqual(items.map((item) => item.on).sort())
  })
})

/** Who did what, when, to whom: the filters of the activity record, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditGroup, Input } from '#contract'
import { auditEvents, auditGroups } from '#contract/vocabulary'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createTestClock } from '../../testing/test-ports.ts'
import { eventsIn } from './groups.ts'

test('every event has one group, and what leaves the vault is in one of its own', () => {
  expect(auditGroups.flatMap((group) => eventsIn(group)).sort()).toEqual([...auditEvents].sort())
  expect(eventsIn('left')).toEqual(
    expect.arrayContaining(['verification-code.shown', 'backup-code.revealed', 'access-code.copied', 'list.saved'])
  )
  expect(eventsIn('left')).toEqual(expect.arrayContaining(['backup-code.printed', 'calendar-file.started']))
  expect(eventsIn('left').filter((event) => /created|changed|used|recorded/.test(event))).toEqual([])
})

describe.each(engines)('$name', ({ open }) => {
  const clock = createTestClock()
  let firm: TestFirm
  beforeEach(async () => {
    clock.set(Date.parse('2026-11-22T15:00:00Z'))
    firm = await openTestFirm(await open(), { clock })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const events = async (filter: Input<'audit.list'>) => (await firm.call('audit.list', filter)).rows.map(({ event }) => event)

  test('by member, by group, by account, and by several at once', async () => {
    const { client, account } = await withAccount(firm)
    await withAccount(firm, 'Okafor, Chidi', 'chidi@example.com')
    const code = await firm.call('accessCodes.record', { accountId: account.id, code: 'WK4P-92LD', noticeOn: '2026-11-01' })
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    await firm.call('members.act', { id: zoe.id })
    await firm.call('accessCodes.reveal', { id: code.id })
    await firm.call('settings.update', { revealSeconds: 20 })
    expect(await events({ actorId: zoe.id })).toEqual(['settings.changed', 'access-code.revealed'])
    expect(await events({ accountId: account.id })).toEqual(['access-code.revealed', 'access-code.recorded', 'account.created'])
    expect(await events({ clientId: client.id, group: 'left' })).toEqual(['access-code.revealed'])
    expect(await events({ actorId: zoe.id, group: 'changes' })).toEqual([])
    const sizes = await Promise.all(auditGroups.map(async (group: AuditGroup) => (await events({ group })).length))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe((await events({})).length)
  })

  test('days begin and end where the firm is', async () => {
    // The last second of October, the first and the last of the day on which the clocks go back in New York, and the next.
    for (const [at, name] of [
      ['2026-11-01T03:59:59Z', 'October'],
      ['2026-11-01T04:00:00Z', 'first'],
      ['2026-11-02T04:59:59Z', 'last'],
      ['2026-11-02T05:00:00Z', 'Monday']
    ] as const) {
      clock.set(Date.parse(at))
      await firm.call('clients.create', { name })
    }
    const names = async (filter: Input<'audit.list'>) =>
      (await firm.call('audit.list', { ...filter, group: 'changes' })).rows.map(({ clientName }) => clientName)
    expect(await names({ from: '2026-11-01', to: '2026-11-01' })).toEqual(['last', 'first'])
    expect(await names({ to: '2026-10-31' })).toEqual(['October'])
    expect(await names({ from: '2026-11-02', to: '2026-11-21' })).toEqual(['Monday'])
  })
})

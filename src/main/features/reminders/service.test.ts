/** Reminders as they reach the screen: at opening, when the day changes, once per layer. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { FirmDb } from '../../db/handles.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { createListNotifications, createTestClock, type TestClock } from '../../testing/test-ports.ts'

const minute = 60_000
const day = 86_400_000

describe.each(engines)('$name', ({ open }) => {
  let db: FirmDb
  let firm: TestFirm
  let clock: TestClock
  let notifications: ReturnType<typeof createListNotifications>
  beforeEach(async () => {
    db = await open()
    clock = createTestClock()
    notifications = createListNotifications()
    firm = await openTestFirm(db, { clock, notifications })
  })

  async function addDeadline(title: string, dueOn: string) {
    const client = await firm.call('clients.create', { name: 'Garcia Lopez, María' })
    return firm.call('deadlines.add', { clientId: client.id, kind: 'deadline', title, dueOn })
  }
  /** Lets the clock run and waits until what that set off has come to its end. */
  async function pass(ms: number) {
    clock.advance(ms)
    await firm.call('deadlines.list', {})
    await db.write(async () => {})
    await firm.call('deadlines.list', {})
  }
  const said = () => notifications.shown.splice(0).map(({ title }) => title)

  test('one grouped notification shortly after opening, without names', async () => {
    await addDeadline('Answer', '2026-11-22')
    await addDeadline('Renew', '2026-11-22')
    await addDeadline('Far away', '2027-11-22')
    await pass(1_000)
    expect(notifications.shown).toEqual([{ title: '2 deadlines today', body: 'Open Keydocket to see them.' }])
  })

  test('not again for the same layer: not later that day, not after opening anew, but when the next one comes', async () => {
    await addDeadline('Answer', '2026-11-25')
    await pass(1_000)
    expect(said()).toEqual(['1 deadline coming up'])
    await pass(minute)
    await pass(60 * minute)
    expect(said()).toEqual([])
    firm = await reopened()
    await pass(1_000)
    expect(said()).toEqual([])
    await pass(day)
    // Two days left: still the layer of three days.
    expect(said()).toEqual([])
    await pass(day)
    expect(said()).toEqual(['1 deadline coming up'])
    await pass(day)
    expect(said()).toEqual(['1 deadline today'])
    await pass(day)
    expect(said()).toEqual(['1 past its date'])
    await pass(day)
    expect(said()).toEqual([])
  })
  /** The same firm opened once more; the watch of the one before stands still with its clock. */
  const reopened = () => {
    clock = createTestClock(clock.now())
    return openTestFirm(db, { clock, notifications })
  }

  test('done and cancelled ones are silent', async () => {
    const done = await addDeadline('Done', '2026-11-22')
    await firm.call('deadlines.finish', { id: done.id })
    const cancelled = await addDeadline('Cancelled', '2026-11-22')
    await firm.call('deadlines.cancel', { id: cancelled.id, reason: 'Client left' })
    await pass(1_000)
    expect(said()).toEqual([])
  })

  test('a snoozed one is silent until its day, then speaks again in the same layer', async () => {
    const { id } = await addDeadline('Asleep', '2026-11-28')
    await pass(1_000)
    expect(said()).toEqual(['1 deadline coming up'])
    await firm.call('deadlines.snooze', { id, until: '2026-11-24' })
    await pass(day)
    expect(said()).toEqual([])
    await pass(day)
    expect(said()).toEqual(['1 deadline coming up'])
  })

  test('one that was moved further off speaks anew', async () => {
    const { id, ownerId } = await addDeadline('Moved', '2026-11-23')
    await pass(1_000)
    expect(said()).toEqual(['1 deadline coming up'])
    await firm.call('deadlines.update', {
      ...{ id, kind: 'deadline', subject: null, title: 'Moved', dueOn: '2026-11-29', atTime: '', place: '' },
      ...{ matterId: null, caseId: null, accountId: null, ownerId, reminderDays: null, issuedOn: null }
    })
    await pass(day)
    expect(said()).toEqual(['1 deadline coming up'])
  })

  test('names are said only when the firm allows it', async () => {
    await addDeadline('Answer', '2026-11-22')
    await firm.call('settings.update', { namesInNotifications: true })
    await pass(1_000)
    expect(notifications.shown[0]?.body).toBe('Garcia Lopez, María: Answer')
  })

  test('where nothing can be shown, nothing counts as shown', async () => {
    const silent = createListNotifications(false)
    const itsClock = createTestClock()
    firm = await openTestFirm(db, { clock: itsClock, notifications: silent })
    await addDeadline('Answer', '2026-11-22')
    itsClock.advance(1_000)
    await pass(0)
    const row = await db.read.selectFrom('deadlines').select('reminded_layer').executeTakeFirstOrThrow()
    expect([silent.shown, row.reminded_layer]).toEqual([[], null])
  })
})

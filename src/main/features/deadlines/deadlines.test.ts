/** Deadlines, what needs a person of them, clients without a next step: on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '#contract'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import type { TestClock } from '../../testing/test-ports.ts'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let clientId: string
  let accountId: string
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    const { client, account } = await withAccount(firm)
    clientId = client.id
    accountId = account.id
    firm.events.length = 0
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  const add = (title: string, dueOn: string, more: Partial<Input<'deadlines.add'>> = {}) =>
    firm.call('deadlines.add', { clientId, kind: 'deadline', title, dueOn, ...more })
  const titles = async (asked: Input<'deadlines.list'>) => (await firm.call('deadlines.list', asked)).rows.map(({ title }) => title)
  const lastAudit = async () => (await firm.call('audit.list', { limit: 1 })).rows[0]

  test('one is added with what it hangs on, its owner and its reminders, and is written down', async () => {
    const one = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', form: 'I-485' })
    const added = await add('Answer the RFE', '2026-12-20', { subject: 'rfe', issuedOn: '2026-09-27', caseId: one.id, accountId })
    expect(added).toMatchObject({
      clientName: 'Garcia Lopez, María',
      caseName: 'I-485 · IOE0912345678',
      accountName: 'USCIS · maria.garcia@example.com',
      ownerName: 'Ana Paralegal',
      ownerLeft: false,
      state: 'due-soon',
      daysLeft: 28,
      reminderDays: [30, 14, 7, 3, 1],
      hasOwnReminders: false,
      revision: 1
    })
    expect(await firm.call('deadlines.get', { id: added.id })).toEqual(added)
    expect(await lastAudit()).toMatchObject({
      event: 'deadline.added',
      clientId,
      accountId,
      details: { title: 'Answer the RFE', kind: 'deadline', subject: 'rfe', dueOn: '2026-12-20' }
    })
    expect(firm.events).toContainEqual({ name: 'deadlines.changed', payload: { deadlineId: added.id, clientId } })
  })

  test('what cannot be true together is refused, and so are records of another client', async () => {
    const other = await withAccount(firm, 'Nowak, Jan', 'jan@example.com')
    const theirs = await firm.call('cases.add', { clientId: other.client.id, receiptNumber: 'IOE0900000001' })
    await expect(add('x', '2026-12-20', { caseId: theirs.id })).rejects.toMatchObject({
      code: 'record.not-found',
      params: { kind: 'case' }
    })
    await expect(add('x', '2026-12-20', { accountId: other.account.id })).rejects.toMatchObject({ params: { kind: 'account' } })
    for (const [path, more] of [
      ['subject', { kind: 'follow-up', subject: 'rfe' }],
      ['atTime', { atTime: '9 AM' }],
      ['place', { place: 'Field office' }],
      ['issuedOn', { issuedOn: '2026-11-01' }],
      ['dueOn', { subject: 'rfe', issuedOn: '2026-12-21' }]
    ] as const) {
      await expect(add('x', '2026-12-20', more), path).rejects.toMatchObject({ code: 'request.invalid', params: { issues: [{ path }] } })
    }
    const gone = await firm.call('members.add', { name: 'Ben Leaver' })
    await firm.call('members.leave', { id: gone.id, on: '2026-11-20' })
    await expect(add('x', '2026-12-20', { ownerId: gone.id })).rejects.toMatchObject({ params: { issues: [{ path: 'ownerId' }] } })
    await firm.call('clients.archive', { id: clientId })
    await expect(add('x', '2026-12-20')).rejects.toMatchObject({ code: 'record.archived' })
  })

  test('a change is written down with both dates; nothing changed writes nothing', async () => {
    const { id } = await add('File the reply', '2026-12-20')
    const fields = {
      ...{
        id,
        kind: 'deadline' as const,
        subject: null,
        title: 'File the reply',
        atTime: '',
        place: '',
        ...{ matterId: null, caseId: null, accountId: null }
      },
      ...{ ownerId: (await firm.call('deadlines.get', { id })).ownerId, issuedOn: null }
    }
    const moved = await firm.call('deadlines.update', { ...fields, dueOn: '2026-12-22', reminderDays: [2, 10, 2] })
    expect(moved).toMatchObject({ dueOn: '2026-12-22', reminderDays: [10, 2], hasOwnReminders: true, revision: 2 })
    const row = await lastAudit()
    expect(row).toMatchObject({
      event: 'deadline.changed',
      details: { fields: expect.arrayContaining(['dueOn', 'reminderDays']), dueOn: '2026-12-22', dueBefore: '2026-12-20' }
    })
    await firm.call('deadlines.update', { ...fields, dueOn: '2026-12-22', reminderDays: [10, 2] })
    expect((await lastAudit())?.seq).toBe(row?.seq)
  })

  test('done and cancelled change no more until opened again; an appointment needs an outcome', async () => {
    const { id } = await add('Call back', '2026-11-20', { kind: 'follow-up' })
    expect((await firm.call('deadlines.finish', { id, outcome: 'Reached her' })).state).toBe('done')
    expect(await firm.call('deadlines.get', { id })).toMatchObject({ doneBy: 'Ana Paralegal', outcome: 'Reached her' })
    await expect(firm.call('deadlines.cancel', { id, reason: 'x' })).rejects.toMatchObject({
      code: 'deadlines.closed',
      params: { as: 'done' }
    })
    await expect(firm.call('deadlines.snooze', { id, until: '2026-12-01' })).rejects.toMatchObject({ code: 'deadlines.closed' })
    expect(await firm.call('deadlines.reopen', { id })).toMatchObject({ state: 'overdue', doneAt: null, doneBy: null, outcome: '' })
    await expect(firm.call('deadlines.reopen', { id })).rejects.toMatchObject({ code: 'deadlines.not-closed' })
    expect(await firm.call('deadlines.cancel', { id, reason: 'Client left' })).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Client left'
    })
    expect((await lastAudit())?.details).toMatchObject({ reason: 'Client left' })
    const interview = await add('Interview', '2026-11-20', { kind: 'appointment', atTime: '9:30 AM', place: 'Field office' })
    expect(interview.state).toBe('unanswered')
    await expect(firm.call('deadlines.finish', { id: interview.id })).rejects.toMatchObject({ params: { issues: [{ path: 'outcome' }] } })
    expect((await firm.call('deadlines.finish', { id: interview.id, outcome: 'Approved on the spot' })).state).toBe('done')
  })

  test('snoozing hides it until the day and never moves the due date', async () => {
    const { id, dueOn } = await add('Renew', '2026-11-26')
    await expect(firm.call('deadlines.snooze', { id, until: '2026-11-22' })).rejects.toMatchObject({ code: 'request.invalid' })
    expect(await firm.call('deadlines.snooze', { id, until: '2026-11-24' })).toMatchObject({
      state: 'snoozed',
      snoozedUntil: '2026-11-24',
      dueOn
    })
    expect((await firm.call('today.list', {})).counts['deadline-near']).toBe(0)
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-24T15:00:00Z'))
    expect((await firm.call('deadlines.get', { id })).state).toBe('due-soon')
    expect((await firm.call('today.list', {})).counts['deadline-near']).toBe(1)
    expect((await firm.call('deadlines.snooze', { id, until: null })).snoozedUntil).toBeNull()
    expect((await lastAudit())?.event).toBe('deadline.woken')
  })

  test('lists by span, kind, owner, client, state and words, in every order, page by page', async () => {
    const ben = await firm.call('members.add', { name: 'Ben Attorney' })
    const other = await firm.call('clients.create', { name: 'Abebe, Tigist' })
    await add('Überfällig', '2026-11-20')
    await add('Heute 100%', '2026-11-22', { kind: 'follow-up', ownerId: ben.id })
    await add('In sieben', '2026-11-29', { clientId: other.id })
    await add('In dreißig', '2026-12-22', { kind: 'appointment' })
    await add('Passport', '2027-11-22', { subject: 'passport' })
    const { id } = await add('Fertig', '2026-11-01')
    await firm.call('deadlines.finish', { id })
    expect(await titles({})).toEqual(['Überfällig', 'Heute 100%', 'In sieben', 'In dreißig', 'Passport'])
    expect(await titles({ span: 'overdue' })).toEqual(['Überfällig'])
    expect(await titles({ span: 'days-7' })).toEqual(['Überfällig', 'Heute 100%', 'In sieben'])
    expect(await titles({ span: 'days-30' })).toEqual(['Überfällig', 'Heute 100%', 'In sieben', 'In dreißig'])
    expect(await titles({ kinds: ['follow-up', 'appointment'] })).toEqual(['Heute 100%', 'In dreißig'])
    expect(await titles({ on: '2026-11-29' })).toEqual(['In sieben'])
    expect(await titles({ documentsOnly: true })).toEqual(['Passport'])
    expect(await titles({ ownerId: ben.id })).toEqual(['Heute 100%'])
    expect(await titles({ clientId: other.id })).toEqual(['In sieben'])
    expect(await titles({ view: 'done' })).toEqual(['Fertig'])
    expect((await firm.call('deadlines.list', { view: 'every' })).total).toBe(6)
    expect(await titles({ query: 'UBER' })).toEqual(['Überfällig'])
    expect(await titles({ query: 'garcia heute' })).toEqual(['Heute 100%'])
    expect(await titles({ query: '0%' })).toEqual(['Heute 100%'])
    expect(await titles({ query: '_' })).toEqual([])
    expect((await titles({ sort: 'client' }))[0]).toBe('In sieben')
    expect(await titles({ descending: true, limit: 2 })).toEqual(['Passport', 'In dreißig'])
    const page = await firm.call('deadlines.list', { offset: 1, limit: 2 })
    expect([page.rows.map(({ title }) => title), page.total]).toEqual([['Heute 100%', 'In sieben'], 5])
    await firm.call('clients.archive', { id: other.id })
    expect((await firm.call('deadlines.list', {})).total).toBe(4)
  })

  test('a month has its days with their counts and the first three of each', async () => {
    for (const title of ['a', 'b', 'c', 'd']) await add(title, '2026-12-31')
    await add('e', '2026-12-01')
    await add('f', '2027-01-01')
    const month = await firm.call('deadlines.month', { month: '2026-12' })
    expect(month.map(({ on, count, first }) => [on, count, first.map(({ title }) => title)])).toEqual([
      ['2026-12-01', 1, ['e']],
      ['2026-12-31', 4, ['a', 'b', 'c']]
    ])
  })

  test('today has them by what they ask of a person', async () => {
    await add('Missed', '2026-11-21')
    await add('Due now', '2026-11-22', { kind: 'follow-up' })
    await add('In a week', '2026-11-29')
    await add('Later', '2026-11-30')
    await add('RFE', '2026-12-22', { subject: 'rfe' })
    await add('Own reminder', '2027-02-01', { reminderDays: [90] })
    await add('Passed', '2026-11-20', { kind: 'appointment' })
    await add('Tomorrow', '2026-11-23', { kind: 'appointment', atTime: '9 AM' })
    await add('The day after', '2026-11-24', { kind: 'appointment' })
    await add('EAD', '2027-05-21', { subject: 'ead' })
    await add('Visa', '2027-05-22', { subject: 'visa' })
    await add('I-94', '2026-11-01', { subject: 'i-94' })
    const { items, counts } = await firm.call('today.list', {})
    expect(items.filter(({ deadlineId }) => deadlineId !== null).map(({ kind, title, daysLeft }) => [kind, title, daysLeft])).toEqual([
      ['deadline-overdue', 'Missed', -1],
      ['appointment-unanswered', 'Passed', -2],
      ['appointment-near', '9 AM Tomorrow', 1],
      ['deadline-near', 'Due now', 0],
      ['deadline-near', 'In a week', 7],
      ['deadline-near', 'RFE', 30],
      ['deadline-near', 'Own reminder', 71],
      ['document-expiring', 'I-94', -21],
      ['document-expiring', 'EAD', 180]
    ])
    expect([counts['deadline-near'], counts['document-expiring'], counts['deadline-overdue']]).toEqual([4, 2, 1])
    await firm.call('settings.update', { remindersOfOthers: [8], remindersOfDocuments: [] })
    const after = (await firm.call('today.list', {})).counts
    expect([after['deadline-near'], after['document-expiring']]).toEqual([5, 1])
  })

  test('clients without anything open are named, until they have a next step', async () => {
    await firm.call('clients.create', { name: 'Abebe, Tigist', fileNumber: '2026-7' })
    const names = async () => (await firm.call('nextSteps.list', {})).rows.map(({ clientName }) => clientName)
    expect(await names()).toEqual(['Abebe, Tigist', 'Garcia Lopez, María'])
    const { id } = await add('Call', '2027-01-01')
    expect(await names()).toEqual(['Abebe, Tigist'])
    await firm.call('deadlines.finish', { id })
    expect((await firm.call('nextSteps.list', {})).rows[1]).toMatchObject({ accountCount: 1, caseCount: 0, lastDoneAt: expect.any(Number) })
    expect(await firm.call('nextSteps.list', { offset: 1, limit: 1 })).toMatchObject({ total: 2, rows: [{ id: clientId }] })
    await firm.call('clients.archive', { id: clientId })
    expect(await names()).toEqual(['Abebe, Tigist'])
  })

  test('a deadline is in a matter by itself or through its case, and is named when the matter is closed', async () => {
    const matter = await firm.call('matters.create', { clientId, title: 'Adjustment', openedOn: '2026-01-01' })
    const other = await firm.call('matters.create', { clientId, title: 'Naturalization' })
    const filing = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', matterId: matter.id })
    const own = await add('Call', '2026-12-20', { matterId: matter.id })
    const throughCase = await add('Answer', '2026-12-21', { caseId: filing.id })
    expect([own, throughCase].map(({ matterTitle, caseName }) => [matterTitle, caseName])).toEqual([
      ['Adjustment', null],
      ['Adjustment', 'IOE0912345678']
    ])
    const inMatter = async (matterId: string) => (await firm.call('deadlines.list', { matterId })).rows.map(({ title }) => title)
    expect([await inMatter(matter.id), await inMatter(other.id)]).toEqual([['Call', 'Answer'], []])
    await expect(add('x', '2026-12-20', { caseId: filing.id, matterId: other.id })).rejects.toMatchObject({
      code: 'request.invalid',
      params: { issues: [{ path: 'matterId', reason: 'is not the matter of the case' }] }
    })
    const stranger = await firm.call('clients.create', { name: 'Other, Olga' })
    const theirs = await firm.call('matters.create', { clientId: stranger.id, title: 'Asylum' })
    await expect(add('x', '2026-12-20', { matterId: theirs.id })).rejects.toMatchObject({ code: 'matters.other-client' })
    const open = (await firm.call('matters.get', { id: matter.id })).openThings
    expect(open.filter(({ dueOn }) => dueOn !== null)).toEqual([
      { kind: throughCase.kind, name: 'Call', dueOn: '2026-12-20' },
      { kind: throughCase.kind, name: 'Answer', dueOn: '2026-12-21' }
    ])
    // The case moves to another matter and takes its deadline along.
    await firm.call('cases.update', { id: filing.id, receiptNumber: 'IOE0912345678', matterId: other.id })
    expect([await inMatter(matter.id), await inMatter(other.id)]).toEqual([['Call'], ['Answer']])
    const kept = await firm.call('deadlines.get', { id: throughCase.id })
    expect([kept.matterId, kept.revision]).toEqual([other.id, 1])
  })

  test('a matter without a next step is named, unless something outside every matter is open for its client', async () => {
    const adjustment = await firm.call('matters.create', { clientId, title: 'Adjustment', openedOn: '2026-01-01' })
    const oath = await firm.call('matters.create', { clientId, title: 'Naturalization' })
    const forgotten = async () =>
      (await firm.call('nextSteps.list', {})).rows.map(({ clientName, matterTitle }) => [clientName, matterTitle])
    expect(await forgotten()).toEqual([
      ['Garcia Lopez, María', 'Adjustment'],
      ['Garcia Lopez, María', 'Naturalization']
    ])
    await add('Call', '2027-01-01', { matterId: oath.id })
    expect(await forgotten()).toEqual([['Garcia Lopez, María', 'Adjustment']])
    const { id } = await add('Ask for the passport', '2027-01-02')
    expect(await forgotten()).toEqual([])
    await firm.call('deadlines.finish', { id })
    expect((await firm.call('nextSteps.list', {})).rows).toMatchObject([{ id: adjustment.id, clientId, caseCount: 0, accountCount: 1 }])
    const filing = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', matterId: adjustment.id })
    expect((await firm.call('nextSteps.list', {})).rows).toMatchObject([{ caseCount: 1 }])
    await add('Answer', '2027-01-03', { caseId: filing.id })
    expect(await forgotten()).toEqual([])
    expect((await firm.call('nextSteps.list', {})).total).toBe(0)
  })

  test('a removed case leaves the deadline; an owner who leaves is shown as gone', async () => {
    const one = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678' })
    const ben = await firm.call('members.add', { name: 'Ben Attorney' })
    const { id } = await add('x', '2026-12-20', { caseId: one.id, ownerId: ben.id })
    await firm.call('cases.remove', { id: one.id })
    await firm.call('members.leave', { id: ben.id, on: '2026-11-22' })
    expect(await firm.call('deadlines.get', { id })).toMatchObject({
      caseId: null,
      caseName: null,
      ownerLeft: true,
      ownerName: 'Ben Attorney'
    })
  })
})

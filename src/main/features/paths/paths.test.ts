/** Guided paths as a window calls them, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Path } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
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
  let accountId = ''
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    accountId = (await withAccount(firm)).account.id
    firm.events.length = 0
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const clock = () => firm.ports.clock as TestClock
  const stepOf = (path: Path, id: string) => path.steps.find((step) => step.stepId === id)
  const set = (id: string, stepId: string, done = true, note = '') => firm.call('paths.setStep', { id, stepId, done, note })
  const auditOf = async (prefix: string) =>
    (await firm.call('audit.list', { accountId })).rows.filter((row) => row.event.startsWith(prefix)).map((row) => [row.event, row.details])

  test('guides are those of the portal; a portal without any has none', async () => {
    expect((await firm.call('guides.list', { portalId: 'uscis' })).map((guide) => guide.id)).toContain('lost-phone')
    expect(await firm.call('guides.list', { portalId: 'dol-flag' })).toEqual([])
    expect(await firm.call('guides.list', { portalId: 'constructor' })).toEqual([])
  })

  test('a path starts with every step open, and once at a time', async () => {
    const path = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    expect(path).toMatchObject({
      accountId,
      clientName: 'Garcia Lopez, María',
      portalName: 'USCIS',
      username: 'maria.garcia@example.com',
      startedBy: 'Ana Paralegal',
      startedAt: clock().now(),
      finishedAt: null,
      abandonedAt: null
    })
    expect(path.steps.map((step) => step.stepId)).toEqual(path.guide.steps.map((step) => step.id))
    expect(path.steps.every((step) => step.doneAt === null && step.note === '')).toBe(true)
    expect(stepOf(path, 'wait')).toMatchObject({ blockedBy: ['stop-trying'], waitUntil: null })
    expect(firm.events).toEqual([{ name: 'paths.changed', payload: { pathId: path.id, accountId } }])

    expect(await refusal(firm.call('paths.start', { accountId, guideId: 'locked-out' }))).toEqual({
      code: 'paths.already-open',
      pathId: path.id
    })
    expect(await refusal(firm.call('paths.start', { accountId, guideId: 'lost-phone' }))).toBe('allowed')
    await firm.call('paths.abandon', { id: path.id })
    expect(await refusal(firm.call('paths.start', { accountId, guideId: 'locked-out' }))).toBe('allowed')
  })

  test('a path needs a guide of the portal and an account in use', async () => {
    const other = await firm.call('accounts.create', { clientId: null, portalId: 'pacer', username: 'ana', custody: 'firms-own' })
    expect(await refusal(firm.call('paths.start', { accountId: other.id, guideId: 'hand-back' }))).toEqual({
      code: 'record.not-found',
      kind: 'guide'
    })
    await firm.call('accounts.archive', { id: other.id })
    expect(await refusal(firm.call('paths.start', { accountId: other.id, guideId: 'lost-phone' }))).toEqual({
      code: 'record.archived',
      kind: 'account'
    })
    const nobody = '01936d6e-0000-7000-8000-000000000000'
    expect(await refusal(firm.call('paths.start', { accountId: nobody, guideId: 'lost-phone' }))).toMatchObject({
      code: 'record.not-found'
    })
    expect(await refusal(firm.call('paths.get', { id: nobody }))).toEqual({ code: 'record.not-found', kind: 'path' })
    expect(await refusal(set(nobody, 'wait'))).toEqual({ code: 'record.not-found', kind: 'path' })
  })

  test('steps keep their order both ways', async () => {
    const { id } = await firm.call('paths.start', { accountId, guideId: 'lost-phone' })
    firm.events.length = 0
    expect(await refusal(set(id, 'verify-two-codes'))).toEqual({ code: 'paths.step-order', steps: ['record-new-backup-code'] })
    expect(await refusal(set(id, 'no-such-step'))).toEqual({ code: 'record.not-found', kind: 'path-step' })
    expect(firm.events).toEqual([])
    await set(id, 'find-backup-code')
    const path = await set(id, 'sign-in', true, ' with Ana ')
    expect(stepOf(path, 'sign-in')).toMatchObject({ doneAt: clock().now(), doneBy: 'Ana Paralegal', note: 'with Ana', blockedBy: [] })
    expect(stepOf(path, 'type-backup-code')?.blockedBy).toEqual([])
    expect(await refusal(set(id, 'find-backup-code', false))).toEqual({ code: 'paths.step-order', steps: ['sign-in'] })
    await set(id, 'sign-in', false)
    expect(stepOf(await set(id, 'find-backup-code', false), 'find-backup-code')).toMatchObject({ doneAt: null, doneBy: null, note: '' })
    expect(firm.events.length).toBe(4)
  })

  test('a step done again keeps its time, and nothing is written when nothing changes', async () => {
    const { id } = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    const first = clock().now()
    await set(id, 'stop-trying')
    clock().advance(60_000)
    firm.events.length = 0
    await set(id, 'stop-trying')
    await set(id, 'wait', false)
    const told = () => firm.events.filter(({ name }) => name !== 'audit.changed')
    expect(told()).toEqual([])
    expect(stepOf(await set(id, 'stop-trying', true, 'told everybody'), 'stop-trying')).toMatchObject({
      doneAt: first,
      note: 'told everybody'
    })
    expect(told()).toHaveLength(1)
  })

  test('waits count from the step before: minutes, and federal business days in the firm’s time zone', async () => {
    const locked = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    clock().advance(5000)
    expect(stepOf(await set(locked.id, 'stop-trying'), 'wait')).toMatchObject({
      waitUntil: clock().now() + 20 * 60_000,
      waitUntilDay: null
    })
    expect(stepOf(await set(locked.id, 'wait'), 'wait')).toMatchObject({ waitUntil: null, waitUntilDay: null })

    const expired = await firm.call('paths.start', { accountId, guideId: 'expired-access-code' })
    await set(expired.id, 'ask-who-used-it')
    clock().set(Date.parse('2026-11-25T02:30:00Z'))
    expect(stepOf(await set(expired.id, 'ask-help-desk'), 'await-answer')).toMatchObject({ waitUntil: null, waitUntilDay: '2026-12-09' })
    await firm.call('settings.update', { timeZone: 'Europe/Berlin' })
    expect(stepOf(await firm.call('paths.get', { id: expired.id }), 'await-answer')).toMatchObject({ waitUntilDay: '2026-12-10' })
    const closed = await firm.call('paths.abandon', { id: expired.id })
    expect(stepOf(closed, 'await-answer')).toMatchObject({ waitUntil: null, waitUntilDay: null })
  })

  test('a path ends only when its required steps are done, and is closed then', async () => {
    const { id, guide } = await firm.call('paths.start', { accountId, guideId: 'lost-phone' })
    const required = guide.steps.filter((step) => step.required).map((step) => step.id)
    for (const [index, step] of required.entries()) {
      expect(await refusal(firm.call('paths.finish', { id }))).toEqual({ code: 'paths.step-order', steps: required.slice(index) })
      await set(id, step)
    }
    clock().advance(1000)
    expect(await firm.call('paths.finish', { id, unrecordedToo: true })).toMatchObject({ finishedAt: clock().now(), abandonedAt: null })
    for (const work of [firm.call('paths.finish', { id }), firm.call('paths.abandon', { id }), set(id, 'note-sign-in')]) {
      expect(await refusal(work)).toEqual({ code: 'paths.closed' })
    }
  })

  test('a path does not end quietly while something done was not recorded, and ends once it was', async () => {
    const { id: factorId } = await firm.call('secondFactors.add', { accountId, kind: 'text', holderKind: 'client', detail: 'old phone' })
    await firm.call('backupCodes.record', { accountId, codes: ['old-code-1'] })
    clock().advance(1000)
    const { id, guide } = await firm.call('paths.start', { accountId, guideId: 'lost-phone' })
    // Without the optional authenticator.
    for (const step of guide.steps) if (step.id !== 'enrol-authenticator') await set(id, step.id)
    const missing = ['mark-code-used', 'record-new-backup-code', 'confirm-new-backup-code', 'update-second-factors', 'note-sign-in']
    expect(await refusal(firm.call('paths.finish', { id }))).toEqual({ code: 'paths.not-recorded', steps: missing })
    expect((await firm.call('paths.get', { id })).finishedAt).toBeNull()

    const unrecorded = async () => (await firm.call('paths.get', { id })).steps.filter((step) => step.isRecorded === false)
    const old = (await firm.call('backupCodes.list', { accountId })).sets[0]?.codes[0]?.id ?? ''
    await firm.call('backupCodes.markUsed', { id: old })
    expect((await unrecorded()).map((step) => step.stepId)).not.toContain('mark-code-used')
    await firm.call('backupCodes.undoUse', { id: old })
    expect((await unrecorded()).map((step) => step.stepId)).toContain('mark-code-used')
    await firm.call('backupCodes.markUsed', { id: old })
    await firm.call('backupCodes.record', { accountId, codes: ['new-code-1'] })
    await firm.call('backupCodes.confirmCurrent', { accountId })
    await firm.call('secondFactors.retire', { id: factorId })
    expect(await refusal(firm.call('paths.finish', { id }))).toEqual({ code: 'paths.not-recorded', steps: ['note-sign-in'] })
    await firm.call('accounts.noteSignIn', { id: accountId, on: '2026-11-22' })
    expect((await firm.call('paths.finish', { id })).steps.every((step) => step.isRecorded === null)).toBe(true)
    expect((await firm.call('backupCodes.list', { accountId })).status).toBe('unused')
    expect(await auditOf('path.finished')).toEqual([['path.finished', { guide: 'lost-phone' }]])
  })

  test('who finishes all the same leaves that in the record', async () => {
    const { id } = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    for (const step of ['stop-trying', 'wait', 'sign-in', 'note-sign-in']) await set(id, step)
    await firm.call('paths.finish', { id, unrecordedToo: true })
    expect(await auditOf('path.finished')).toEqual([['path.finished', { guide: 'locked-out', notRecorded: ['note-sign-in'] }]])
  })

  test('where custody keeps secrets out, no step waits for one', async () => {
    const { client } = await withAccount(firm, 'Nguyen, Thi Mai', 'mai@example.com')
    const held = await firm.call('accounts.create', {
      ...{ clientId: client.id, portalId: 'uscis', username: 'held@example.com', custody: 'client-holds' }
    })
    const path = await firm.call('paths.start', { accountId: held.id, guideId: 'lost-phone' })
    const looked = path.steps.filter((step) => step.isRecorded !== null).map((step) => step.stepId)
    expect(looked).toEqual(['update-second-factors', 'note-sign-in'])
  })

  test('a username changed since the path was begun is seen in the record, one changed before is not', async () => {
    const { id } = await firm.call('paths.start', { accountId, guideId: 'changed-contact' })
    const seen = async () => stepOf(await firm.call('paths.get', { id }), 'change-username')?.isRecorded
    expect(await seen()).toBe(false)
    const { clientId: _c, ...account } = await firm.call('accounts.get', { id: accountId })
    const { portalId, nickname, accountNumber, custody, consentOn, notes, signInProvider } = account
    const same = { id: accountId, portalId, nickname, accountNumber, custody, consentOn, signInProvider }
    await firm.call('accounts.update', { ...same, username: account.username, notes: `${notes} "moved"` })
    expect(await seen()).toBe(false)
    await firm.call('accounts.update', { ...same, username: 'maria.new@example.com', notes: `${notes} "moved"` })
    expect(await seen()).toBe(true)
  })

  test('open paths come first, newest first, of one account or of all', async () => {
    const start = async (guideId: 'lost-phone' | 'locked-out' | 'hand-back', of = accountId) => {
      clock().advance(1000)
      return (await firm.call('paths.start', { accountId: of, guideId })).id
    }
    const other = await firm.call('accounts.create', { clientId: null, portalId: 'uscis', username: 'x@example.com', custody: 'firms-own' })
    const phone = await start('lost-phone')
    const locked = await start('locked-out')
    const others = await start('lost-phone', other.id)
    const back = await start('hand-back')
    await firm.call('paths.abandon', { id: back })
    const ids = async (input: { accountId?: string; openOnly?: boolean; limit?: number }) =>
      (await firm.call('paths.list', input)).map((path) => path.id)
    expect(await ids({})).toEqual([others, locked, phone])
    expect(await ids({ openOnly: false })).toEqual([others, locked, phone, back])
    expect(await ids({ accountId, openOnly: false })).toEqual([locked, phone, back])
    expect(await ids({ accountId: other.id })).toEqual([others])
    expect(await ids({ limit: 1 })).toEqual([others])
    expect((await firm.call('paths.list', { accountId: other.id }))[0]?.clientName).toBeNull()
  })

  test('a path keeps the guide with which it started', async () => {
    const { id, guide } = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    const old = { ...guide, title: 'As it was', steps: guide.steps.slice(0, 1) }
    await firm.db.write(async (tx) => {
      await tx
        .updateTable('paths')
        .set({ guide: JSON.stringify(old) })
        .where('id', '=', id)
        .execute()
    })
    const path = await firm.call('paths.get', { id })
    expect(path.guide).toEqual(old)
    expect(path.steps.map((step) => step.stepId)).toEqual(['stop-trying'])
    await set(id, 'stop-trying')
    expect(await refusal(firm.call('paths.finish', { id }))).toBe('allowed')
  })

  test('every change is written down with guide and step, and no note is', async () => {
    const { id } = await firm.call('paths.start', { accountId, guideId: 'locked-out' })
    await set(id, 'stop-trying', true, 'note-nobody-may-find')
    await set(id, 'stop-trying', false, 'note-nobody-may-find')
    await refusal(set(id, 'wait'))
    await firm.call('paths.abandon', { id, reason: 'it opened by itself' })
    expect(await auditOf('path.')).toEqual([
      ['path.abandoned', { guide: 'locked-out', reason: 'it opened by itself' }],
      ['path.step-undone', { guide: 'locked-out', step: 'stop-trying' }],
      ['path.step-done', { guide: 'locked-out', step: 'stop-trying' }],
      ['path.started', { guide: 'locked-out' }]
    ])
    const rows = await firm.db.read.selectFrom('audit_log').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('note-nobody-may-find')
  })
})

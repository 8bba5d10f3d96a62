/** Unfinished filings and the days the portal keeps them, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draftStatuses } from '#contract/vocabulary'
import { addDays } from '../../calendar.ts'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'

/** The clock of the tests stands on this day. */
const today = '2026-11-22'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}
const invalid = (path: string, reason: string) => ({ code: 'request.invalid', issues: [{ path, reason }] })

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  test('a draft is kept 30 days from the last edit; each edit starts them anew', async () => {
    const { client, account } = await withAccount(firm)
    const base = { accountId: account.id, clientId: client.id, form: 'I-485', note: 'Waits for the medical' }
    const draft = await firm.call('drafts.record', { ...base, editedOn: '2026-10-23' })
    expect(draft).toMatchObject({ status: 'expiring', expiresOn: today, daysLeft: 0, editedBy: 'Ana Paralegal', closedOn: null })
    expect(await firm.call('drafts.noteEdit', { id: draft.id, on: today })).toMatchObject({ status: 'open', expiresOn: '2026-12-22' })
    const [row] = (await firm.call('audit.list', {})).rows
    expect(row).toMatchObject({ event: 'draft.edited', clientId: client.id, details: { form: 'I-485', on: today, before: '2026-10-23' } })
    // A wrong note is corrected by an earlier day.
    expect(await firm.call('drafts.noteEdit', { id: draft.id, on: '2026-10-22' })).toMatchObject({ status: 'lapsed', daysLeft: -1 })
    expect(await refusal(firm.call('drafts.noteEdit', { id: draft.id, on: '2026-11-23' }))).toEqual(invalid('on', 'lies in the future'))
  })

  test('a draft is filed or given up, and open again after all', async () => {
    const { client, account } = await withAccount(firm)
    const { id } = await firm.call('drafts.record', { accountId: account.id, clientId: client.id, form: 'I-485', editedOn: '2026-11-10' })
    const close = (outcome: 'filed' | 'given-up' | null, on: string | null = null) => firm.call('drafts.setOutcome', { id, outcome, on })
    expect(await refusal(close('filed', '2026-11-09'))).toEqual(invalid('on', 'lies before the last edit'))
    expect(await close('filed', '2026-11-12')).toMatchObject({ status: 'filed', closedOn: '2026-11-12' })
    const closed = { code: 'drafts.closed', outcome: 'filed' }
    expect(await refusal(close('given-up'))).toEqual(closed)
    expect(await refusal(firm.call('drafts.noteEdit', { id, on: today }))).toEqual(closed)
    expect(await close(null)).toMatchObject({ status: 'open', closedOn: null })
    expect(await close('given-up')).toMatchObject({ status: 'given-up', closedOn: today })
  })

  test("a client's account keeps that client's drafts only; the firm's own those of anybody or nobody", async () => {
    const { account } = await withAccount(firm)
    const other = await firm.call('clients.create', { name: 'Tamarind LLC' })
    const base = { form: 'I-129', editedOn: today }
    const wrong = invalid('clientId', 'is not the client of the account')
    expect(await refusal(firm.call('drafts.record', { ...base, accountId: account.id, clientId: other.id }))).toEqual(wrong)
    expect(await refusal(firm.call('drafts.record', { ...base, accountId: account.id, clientId: null }))).toEqual(wrong)
    const own = await firm.call('accounts.create', {
      ...{ clientId: null, portalId: 'uscis', username: 'dana@example.org', custody: 'firms-own' }
    })
    expect(await firm.call('drafts.record', { ...base, accountId: own.id, clientId: other.id })).toMatchObject({
      clientName: 'Tamarind LLC'
    })
    expect(await firm.call('drafts.record', { ...base, accountId: own.id, clientId: null })).toMatchObject({ clientName: null })
    expect((await firm.call('drafts.board', {})).rows.map((row) => [row.clientName, row.username])).toEqual([
      ['Tamarind LLC', 'dana@example.org'],
      [null, 'dana@example.org']
    ])
  })

  test('each status filters to exactly the drafts that have it, soonest to lapse first', async () => {
    const { client, account } = await withAccount(firm)
    for (const days of [-1, 0, 7, 8, 30])
      for (const outcome of [null, 'filed', 'given-up'] as const) {
        const editedOn = addDays(today, days - 30)
        const { id } = await firm.call('drafts.record', { accountId: account.id, clientId: client.id, form: 'I-485', editedOn })
        if (outcome !== null) await firm.call('drafts.setOutcome', { id, outcome })
      }
    const all = await firm.call('drafts.list', { accountId: account.id })
    for (const status of draftStatuses) {
      const expected = all.filter((one) => one.status === status).map((one) => one.id)
      expect(expected.length).toBeGreaterThan(0)
      const { rows, total } = await firm.call('drafts.board', { statuses: [status], limit: 500 })
      expect([status, rows.map((row) => row.id).sort(), total]).toEqual([status, expected.sort(), expected.length])
    }
    expect((await firm.call('drafts.board', {})).rows.map((row) => row.daysLeft)).toEqual([-1, 0, 7, 8, 30])
    await firm.call('accounts.archive', { id: account.id })
    expect(await firm.call('drafts.board', {})).toEqual({ rows: [], total: 0 })
  })
})

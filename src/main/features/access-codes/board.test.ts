/** Replacement of access codes and the board over all accounts, on both engines. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accessCodeStatuses } from '#contract/vocabulary'
import { addDays } from '../../calendar.ts'
import { sqliteSchema } from '../../db/dialects/sqlite.ts'
import { runMigrations } from '../../db/migrate.ts'
import type { Tables } from '../../db/tables.ts'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import type { TestClock } from '../../testing/test-ports.ts'
import { insertAccessCode, listBoard, type StoredAccessCode } from './repository.ts'

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

const invalid = (reason: string) => ({ code: 'request.invalid', issues: [{ path: 'on', reason }] })
let made = 0
function nextId(): string {
  made += 1
  return `0190aaaa-0000-7000-8000-${String(made).padStart(12, '0')}`
}

/** A code as the database keeps it, live and unexpired but for what is given. */
const stored = (accountId: string, facts: Partial<StoredAccessCode>): StoredAccessCode => ({
  id: nextId(),
  accountId,
  secret: null,
  secretRevision: 1,
  noticeOn: '2026-08-01',
  expiresOnEdited: null,
  expiresOn: addDays(today, 60),
  addressee: 'client',
  receiptNumbers: [],
  usedAt: null,
  usedBy: null,
  usedByOther: false,
  link: null,
  replacedAt: null,
  replacementRequestedOn: null,
  recordedAt: 1,
  recordedBy: 'Ana Paralegal',
  ...facts
})

/** One code for each way facts can meet, around each day on which a status changes. */
const everyCombination = (accountId: string): StoredAccessCode[] =>
  [-400, -1, 0, 1, 29, 30, 31, 90].flatMap((days) =>
    [null, 1].flatMap((usedAt) =>
      [false, true].flatMap((usedByOther) =>
        [null, 2].flatMap((replacedAt) =>
          [null, '2026-11-02'].map((replacementRequestedOn) =>
            stored(accountId, { expiresOn: addDays(today, days), usedAt, usedByOther, replacedAt, replacementRequestedOn })
          )
        )
      )
    )
  )

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  test('a notice names what it replaces; one without its code leaves a known code alone unless told to', async () => {
    const { client, account } = await withAccount(firm)
    const accountId = account.id
    const notice = { accountId, noticeOn: '2026-10-01', addressee: 'client' as const }
    const known = await firm.call('accessCodes.record', { ...notice, code: 'Ab12-Cd34' })
    expect(known.replaced).toEqual([])
    const later = { ...notice, noticeOn: '2026-11-20' }
    const named = await firm.call('accessCodes.wouldReplace', { ...later })
    expect(named.map(({ id, hasValue, expiresOn }) => [id, hasValue, expiresOn])).toEqual([[known.id, true, '2026-12-30']])
    expect(await firm.call('accessCodes.wouldReplace', { ...later, addressee: 'representative' })).toEqual([])

    const bare = await firm.call('accessCodes.record', later)
    expect(bare.replaced).toEqual([])
    const withCode = await firm.call('accessCodes.record', { ...later, noticeOn: '2026-11-21', code: 'Ef56-Gh78' })
    expect(withCode.replaced.map(({ id, status }) => [id, status])).toEqual([
      [bare.id, 'replaced'],
      [known.id, 'replaced']
    ])
    expect(await firm.call('accessCodes.undoReplacement', { id: known.id })).toMatchObject({ status: 'new', replacedAt: null })
    expect(await refusal(firm.call('accessCodes.undoReplacement', { id: known.id }))).toEqual({ code: 'codes.not-replaced' })
    expect((await firm.call('audit.list', { clientId: client.id })).rows[0]).toMatchObject({
      event: 'access-code.replacement-undone',
      details: { noticeOn: '2026-10-01', expiresOn: '2026-12-30' }
    })
    const told = await firm.call('accessCodes.record', { ...notice, noticeOn: '2026-11-22', replaces: true })
    expect(told.replaced.map(({ id }) => id)).toEqual([withCode.id, known.id])
    // Of an expired code nothing is lost: it gives way unasked.
    ;(firm.ports.clock as TestClock).set(Date.parse('2027-06-01T12:00:00-04:00'))
    await firm.call('accessCodes.undoReplacement', { id: known.id })
    const afterExpiry = await firm.call('accessCodes.record', { ...notice, noticeOn: '2027-05-30' })
    expect(afterExpiry.replaced.map(({ id }) => id)).toEqual([told.id, known.id])
  })

  const record = (accountId: string, noticeOn: string) => firm.call('accessCodes.record', { accountId, noticeOn })
  const request = (id: string, on: string | null) => firm.call('accessCodes.requestReplacement', { id, on })

  test('a replacement is asked for, awaited, taken back and ended by the new code', async () => {
    const { client, account } = await withAccount(firm)
    const code = await record(account.id, '2026-08-01')
    expect(code).toMatchObject({ status: 'expired', replacementRequestedOn: null, replacementDueOn: null })
    const asked = await request(code.id, '2026-11-20')
    // Ten federal business days: Thanksgiving lies between.
    expect(asked).toMatchObject({ status: 'replacement-requested', replacementRequestedOn: '2026-11-20', replacementDueOn: '2026-12-07' })
    expect(await firm.call('accessCodes.list', { accountId: account.id })).toEqual([asked])
    expect((await firm.call('accounts.get', { id: account.id })).accessCode?.status).toBe('replacement-requested')
    expect(firm.events.at(-1)).toEqual({ name: 'accounts.changed', payload: { accountId: account.id, clientId: client.id } })
    const [row] = (await firm.call('audit.list', {})).rows
    expect(row).toMatchObject({
      event: 'access-code.replacement-requested',
      accountId: account.id,
      clientId: client.id,
      details: { on: '2026-11-20' }
    })

    expect(await request(code.id, null)).toMatchObject({ status: 'expired', replacementRequestedOn: null, replacementDueOn: null })
    await request(code.id, today)
    const fresh = await record(account.id, '2026-11-21')
    expect((await firm.call('accessCodes.list', { accountId: account.id })).map(({ id, status }) => [id, status])).toEqual([
      [fresh.id, 'new'],
      [code.id, 'replaced']
    ])
  })

  test('nothing is asked for that is settled, nor in the future, nor before the notice', async () => {
    const { account } = await withAccount(firm)
    const code = await record(account.id, '2026-11-01')
    expect(await refusal(request(code.id, '2026-11-23'))).toEqual(invalid('lies in the future'))
    expect(await refusal(request(code.id, '2026-10-31'))).toEqual(invalid('lies before the notice date'))
    await firm.call('accessCodes.markUsed', { id: code.id })
    expect(await refusal(request(code.id, today))).toEqual({ code: 'codes.already-used', usedAt: firm.ports.clock.now() })
    await firm.call('accessCodes.undoUse', { id: code.id })
    await record(account.id, '2026-11-10')
    expect(await refusal(request(code.id, today))).toEqual(invalid('the code was replaced already'))
    expect(await refusal(request(account.id, today))).toMatchObject({ code: 'record.not-found', kind: 'access-code' })
    expect((await firm.call('audit.list', {})).rows.some((row) => row.event === 'access-code.replacement-requested')).toBe(false)
  })

  test('the day counts in the zone of the firm', async () => {
    const { account } = await withAccount(firm)
    const code = await record(account.id, '2026-11-01')
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-23T04:59:00Z'))
    expect(await refusal(request(code.id, '2026-11-23'))).toEqual(invalid('lies in the future'))
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-23T05:00:00Z'))
    expect(await refusal(request(code.id, '2026-11-23'))).toBe('allowed')
  })

  test('the board has the codes of accounts in use, soonest expiry first, with their accounts', async () => {
    const first = await withAccount(firm)
    const second = await withAccount(firm, 'Nguyen, Thi Mai', 'mai@example.com')
    const gone = await withAccount(firm, 'Petrov, Ivan', 'ivan@example.com')
    await record(first.account.id, '2026-11-20')
    await record(second.account.id, '2026-08-20')
    await record(second.account.id, '2026-09-10')
    await record(gone.account.id, '2026-09-01')
    await firm.call('accounts.archive', { id: gone.account.id })
    const board = await firm.call('accessCodes.board', {})
    expect(board.rows.map((row) => [row.clientName, row.username, row.portalName, row.status, row.daysLeft])).toEqual([
      ['Nguyen, Thi Mai', 'mai@example.com', 'USCIS', 'expiring', 17],
      ['Garcia Lopez, María', 'maria.garcia@example.com', 'USCIS', 'new', 88]
    ])
    expect(board.total).toBe(2)
    expect(board.timeline).toEqual([
      { on: '2026-12-09', count: 1, expiring: 1 },
      { on: '2027-02-18', count: 1, expiring: 0 }
    ])
    const replaced = await firm.call('accessCodes.board', { statuses: ['replaced'] })
    expect(replaced.rows.map((row) => [row.accountId, row.clientId])).toEqual([[second.account.id, second.client.id]])
    expect(await firm.call('accessCodes.board', { statuses: [] })).toMatchObject({ rows: [], total: 0 })
  })

  test('each status filters to exactly the codes that have it, with the right total on every page', async () => {
    const { account } = await withAccount(firm)
    await firm.db.write(async (tx) => {
      for (const code of everyCombination(account.id)) await insertAccessCode(tx, code)
    })
    const all = await firm.call('accessCodes.list', { accountId: account.id })
    expect(new Set(all.map((code) => code.status))).toEqual(new Set(accessCodeStatuses))
    for (const status of accessCodeStatuses) {
      const expected = all.filter((code) => code.status === status).map((code) => code.id)
      const { rows, total } = await firm.call('accessCodes.board', { statuses: [status], limit: 500 })
      expect([status, rows.map((row) => row.id).sort()]).toEqual([status, expected.sort()])
      expect([status, total]).toEqual([status, expected.length])
    }
    const whole = (await firm.call('accessCodes.board', { statuses: [...accessCodeStatuses], limit: 500 })).rows
    expect(whole.map((row) => row.expiresOn)).toEqual(whole.map((row) => row.expiresOn).sort())
    for (let offset = 0; offset < all.length; offset += 50) {
      const page = await firm.call('accessCodes.board', { statuses: [...accessCodeStatuses], offset, limit: 50 })
      expect(page).toMatchObject({ rows: whole.slice(offset, offset + 50), total: all.length })
    }
  })

  test('the timeline counts live codes of today and the next 90 days, day by day', async () => {
    const { account } = await withAccount(firm)
    const ends = [-1, 0, 5, 5, 30, 31, 90, 91]
    await firm.db.write(async (tx) => {
      for (const days of ends) await insertAccessCode(tx, stored(account.id, { expiresOn: addDays(today, days) }))
      for (const facts of [{ usedAt: 1 }, { replacedAt: 1 }, { replacementRequestedOn: '2026-11-02' }]) {
        await insertAccessCode(tx, stored(account.id, { expiresOn: addDays(today, 7), ...facts }))
      }
    })
    expect((await firm.call('accessCodes.board', {})).timeline).toEqual([
      { on: today, count: 1, expiring: 1 },
      { on: addDays(today, 5), count: 2, expiring: 2 },
      { on: addDays(today, 30), count: 1, expiring: 1 },
      { on: addDays(today, 31), count: 1, expiring: 0 },
      { on: addDays(today, 90), count: 1, expiring: 0 }
    ])
  })

  test('a portal with a window of its own has it on the board', async () => {
    const { account } = await withAccount(firm)
    const code = stored(account.id, { expiresOn: addDays(today, 20) })
    await firm.db.write((tx) => insertAccessCode(tx, code))
    const found = async (status: 'new' | 'expiring', others: { portalId: string; until: string }[]) =>
      (
        await listBoard(
          firm.db.read,
          { statuses: [status], today, notBefore: null, query: '', expiringUntil: { usual: addDays(today, 30), others } },
          { sort: 'expires', descending: false, offset: 0, limit: 10 }
        )
      ).rows.map((row) => row.id)
    expect(await found('expiring', [])).toEqual([code.id])
    const ten = [
      { portalId: 'pacer', until: addDays(today, 90) },
      { portalId: 'uscis', until: addDays(today, 10) }
    ]
    expect(await found('expiring', ten)).toEqual([])
    expect(await found('new', ten)).toEqual([code.id])
  })
})

test('on SQLite the board walks the index by expiry and sorts nothing but equal dates', async () => {
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Database(':memory:')
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log: ({ query }) => void sent.push(query) })
  await runMigrations(kysely as unknown as Kysely<unknown>, sqliteSchema)
  sent.length = 0
  const filter = {
    statuses: ['new', 'expiring', 'expired'] as const,
    today,
    notBefore: null,
    query: '',
    expiringUntil: { usual: today, others: [] }
  }
  await listBoard(kysely, filter, { sort: 'expires', descending: false, offset: 0, limit: 100 })
  const plans = sent.map(({ sql, parameters }) =>
    (database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map((step) => step.detail)
  )
  expect(plans).toHaveLength(2)
  expect(plans[0]?.[0]).toContain('access_codes USING INDEX access_codes_by_expiry')
  expect(plans[0]?.filter((step) => step.startsWith('USE TEMP B-TREE')).every((step) => step.endsWith('LAST TERM OF ORDER BY'))).toBe(true)
  await kysely.destroy()
})

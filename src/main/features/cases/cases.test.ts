/** Dates, verbatim status, staleness and the firm-wide list of cases, on a real encrypted SQLite file and on a real PostgreSQL. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaseSort, Input } from '#contract'
import { caseSorts } from '#contract/vocabulary'
import { sqliteSchema } from '../../db/dialects/sqlite.ts'
import { runMigrations } from '../../db/migrate.ts'
import type { Tables } from '../../db/tables.ts'
import { isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { createTestClock } from '../../testing/test-ports.ts'
import { freshnessOf } from './freshness.ts'
import { type CasePage, countCases, countForms, latestStatuses, listCases } from './repository.ts'

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  return 'allowed'
}

test.each([
  [null, null, 'never-checked'],
  [null, '2026-11-22', 'fresh'],
  [null, '2026-11-08', 'fresh'],
  [null, '2026-11-07', 'stale'],
  [null, '2027-01-01', 'fresh'],
  ['2026-11-01', '2026-01-01', 'decided'],
  ['2026-11-01', null, 'decided']
] as const)('decided %s, last checked %s: on 2026-11-22 after fourteen days it is %s', (decidedOn, lastCheckedOn, expected) => {
  expect(freshnessOf({ decidedOn, lastCheckedOn }, '2026-11-22', 14)).toBe(expected)
})

describe.each(engines)('cases on $name', ({ open }) => {
  let firm: TestFirm
  let clientId: string
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    clientId = (await firm.call('clients.create', { name: 'Garcia Lopez, María' })).id
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  const addCase = (receiptNumber: string, more: Partial<Input<'cases.add'>> = {}) =>
    firm.call('cases.add', { clientId, receiptNumber, ...more })
  const events = async () => (await firm.call('audit.list', { limit: 50 })).rows.filter((row) => row.event.startsWith('case.'))

  test('keeps every date, the office and the kind of number, and says what changed', async () => {
    const fields = {
      receiptNumber: 'MNL2026123456',
      numberKind: 'nvc' as const,
      form: 'DS-260',
      office: 'National Visa Center',
      filedOn: '2026-01-02',
      trackingNumber: '9400 1000 0000 0000 0000 00',
      receivedOn: '2026-01-05',
      noticeOn: '2026-01-07',
      priorityOn: '2020-03-04',
      decidedOn: null,
      note: 'priority date from the I-130'
    }
    const added = await firm.call('cases.add', { clientId, ...fields })
    expect(added).toMatchObject({ ...fields, clientId, status: null, daysSinceChecked: null, freshness: 'never-checked' })
    const changed = await firm.call('cases.update', { id: added.id, ...fields, decidedOn: '2026-11-20' })
    expect(changed).toMatchObject({ ...fields, decidedOn: '2026-11-20', freshness: 'decided' })
    expect((await firm.call('cases.get', { id: added.id })).client).toMatchObject({ id: clientId, name: 'Garcia Lopez, María' })
    expect((await events())[0]).toMatchObject({ event: 'case.changed', details: { fields: ['decidedOn'] } })
    const before = (await events()).length
    await firm.call('cases.update', { id: added.id, ...fields, decidedOn: '2026-11-20' })
    expect((await events()).length).toBe(before)
  })

  test('a status is kept to the letter, and a check without a change repeats it for today', async () => {
    const { id } = await addCase('IOE0912345678')
    expect(await refusal(firm.call('cases.noteUnchanged', { caseId: id }))).toBe('cases.no-status')
    const text = 'Case Was  Received\nOn March 3, 2026, we received your Form I-485 – “Application”.'
    await firm.call('cases.recordStatus', {
      caseId: id,
      text: `  ${text}\r\n`,
      statusOn: '2026-03-03',
      checkedOn: '2026-11-01',
      source: 'case-status-page'
    })
    const stale = (await firm.call('cases.get', { id })).case
    expect(stale).toMatchObject({ freshness: 'stale', daysSinceChecked: 21 })
    expect(stale.status).toMatchObject({ text, statusOn: '2026-03-03', checkedBy: 'Ana Paralegal', source: 'case-status-page' })

    const fresh = await firm.call('cases.noteUnchanged', { caseId: id })
    expect(fresh).toMatchObject({ freshness: 'fresh', daysSinceChecked: 0 })
    expect(fresh.status).toMatchObject({ text, statusOn: '2026-03-03', checkedOn: '2026-11-22', source: 'case-status-page' })
    const { rows, total } = await firm.call('cases.statuses', { caseId: id })
    expect([total, rows.map((row) => row.checkedOn)]).toEqual([2, ['2026-11-22', '2026-11-01']])
    expect((await events())[0]).toMatchObject({ event: 'case.status-recorded', clientId, details: { source: 'case-status-page' } })

    // Taken back: the check before it counts again.
    expect(await firm.call('cases.removeStatus', { id: rows[0]?.id ?? '' })).toMatchObject({ freshness: 'stale', daysSinceChecked: 21 })
    expect((await firm.call('cases.removeStatus', { id: rows[1]?.id ?? '' })).freshness).toBe('never-checked')
    expect(await refusal(firm.call('cases.removeStatus', { id: rows[1]?.id ?? '' }))).toBe('record.not-found')
    expect((await events()).slice(0, 2).map((row) => row.event)).toEqual(['case.status-removed', 'case.status-removed'])
  })

  test('a check noted later for an earlier day does not become the latest', async () => {
    const { id } = await addCase('IOE0912345678')
    const said = (text: string, checkedOn: string) =>
      firm.call('cases.recordStatus', { caseId: id, text, checkedOn, source: 'portal-account' })
    await said('second', '2026-11-20')
    expect((await said('first', '2026-11-10')).status?.text).toBe('second')
    expect((await said('third', '2026-11-20')).status?.text).toBe('third')
  })

  test('a check cannot lie in the future, be empty, or be made for an archived client', async () => {
    const { id } = await addCase('IOE0912345678')
    const check = (checkedOn: string) => refusal(firm.call('cases.recordStatus', { caseId: id, text: 'x', checkedOn, source: 'phone' }))
    expect(await check('2026-11-23')).toBe('request.invalid')
    expect(await check('2026-11-22')).toBe('allowed')
    await expect(firm.call('cases.recordStatus', { caseId: id, text: ' \n ', source: 'phone' })).rejects.toThrow(/is empty/)
    await firm.call('clients.archive', { id: clientId })
    expect(await check('2026-11-22')).toBe('record.archived')
    expect(await refusal(firm.call('cases.noteUnchanged', { caseId: id }))).toBe('record.archived')
  })

  test('days are counted where the firm is, and the firm says after how many a check is stale', async () => {
    const { id } = await addCase('IOE0912345678')
    // 2026-11-22 at 15:00 UTC: still the 22nd in New York, already the 23rd in Auckland.
    await firm.call('cases.recordStatus', { caseId: id, text: 'x', checkedOn: '2026-11-08', source: 'phone' })
    const seen = async () => {
      const { freshness, daysSinceChecked } = (await firm.call('cases.get', { id })).case
      return [freshness, daysSinceChecked]
    }
    expect(await seen()).toEqual(['fresh', 14])
    await firm.call('settings.update', { timeZone: 'Pacific/Auckland' })
    expect(await seen()).toEqual(['stale', 15])
    expect((await firm.call('cases.list', { freshness: 'stale' })).total).toBe(1)
    await firm.call('settings.update', { caseStatusStaleDays: 15 })
    expect(await seen()).toEqual(['fresh', 15])
    expect((await firm.call('cases.list', { freshness: 'stale' })).total).toBe(0)
    for (const caseStatusStaleDays of [0, 366]) {
      await expect(firm.call('settings.update', { caseStatusStaleDays })).rejects.toThrow(/caseStatusStaleDays/)
    }
  })

  test('a check made just before midnight is one day old just after it', async () => {
    const clock = createTestClock(Date.parse('2026-11-23T04:59:00Z'))
    const midnight = await openTestFirm(await open(), { clock })
    const client = await midnight.call('clients.create', { name: 'Okafor, Chidi' })
    const { id } = await midnight.call('cases.add', { clientId: client.id, receiptNumber: 'IOE0912345678' })
    const checked = await midnight.call('cases.recordStatus', { caseId: id, text: 'x', source: 'phone' })
    expect([checked.status?.checkedOn, checked.daysSinceChecked]).toEqual(['2026-11-22', 0])
    clock.advance(2 * 60_000)
    expect((await midnight.call('cases.get', { id })).case.daysSinceChecked).toBe(1)
    if (midnight.db.schema.name === 'sqlite') await midnight.db.close()
    firm = await openTestFirm(await open())
  })

  test('the list is filtered, sorted and paged; archived clients are left out', async () => {
    const other = await firm.call('clients.create', { name: 'Abebe, Tigist', aNumber: 'A098765432' })
    const gone = await firm.call('clients.create', { name: 'Zed, Gone' })
    const made: [string, string, string, string | null, string | null][] = [
      // number, client, form, last check, decided
      ['IOE0000000003', clientId, 'I-485', '2026-11-20', null],
      ['WAC0000000001', clientId, 'I-130', '2026-10-01', null],
      ['IOE0000000002', other.id, 'I-485', null, null],
      ['LIN0000000004', other.id, 'N-400', '2026-09-01', '2026-11-01'],
      ['IOE0000000009', gone.id, 'I-485', null, null]
    ]
    for (const [receiptNumber, owner, form, checkedOn, decidedOn] of made) {
      const { id } = await firm.call('cases.add', { clientId: owner, receiptNumber, form, decidedOn })
      if (checkedOn !== null) await firm.call('cases.recordStatus', { caseId: id, text: form, checkedOn, source: 'portal-account' })
    }
    await firm.call('clients.archive', { id: gone.id })
    const list = async (input: Input<'cases.list'>) => {
      const { rows, total } = await firm.call('cases.list', input)
      return [total, rows.map((row) => row.receiptNumber.replace(/0{2,}/, ''))]
    }
    expect(await list({})).toEqual([4, ['IOE2', 'LIN4', 'WAC1', 'IOE3']])
    expect(await list({ descending: true })).toEqual([4, ['IOE3', 'WAC1', 'LIN4', 'IOE2']])
    expect(await list({ sort: 'number' })).toEqual([4, ['IOE2', 'IOE3', 'LIN4', 'WAC1']])
    expect(await list({ sort: 'form' })).toEqual([4, ['WAC1', 'IOE2', 'IOE3', 'LIN4']])
    expect(await list({ sort: 'client' })).toEqual([4, ['IOE2', 'LIN4', 'IOE3', 'WAC1']])
    expect(await list({ sort: 'client', offset: 1, limit: 2 })).toEqual([4, ['LIN4', 'IOE3']])
    expect(await list({ freshness: 'never-checked' })).toEqual([1, ['IOE2']])
    expect(await list({ freshness: 'stale' })).toEqual([1, ['WAC1']])
    expect(await list({ freshness: 'fresh' })).toEqual([1, ['IOE3']])
    expect(await list({ freshness: 'decided' })).toEqual([1, ['LIN4']])
    expect(await list({ form: 'I-485' })).toEqual([2, ['IOE2', 'IOE3']])
    expect(await list({ query: 'ioe 000-000', sort: 'number' })).toEqual([2, ['IOE2', 'IOE3']])
    expect(await list({ query: '0000000003' })).toEqual([1, ['IOE3']])
    expect(await list({ query: 'abebe', sort: 'number' })).toEqual([2, ['IOE2', 'LIN4']])
    expect(await list({ query: 'A098765432', sort: 'number' })).toEqual([2, ['IOE2', 'LIN4']])
    expect(await list({ query: 'nobody' })).toEqual([0, []])
    expect(await firm.call('cases.forms', {})).toEqual([
      { form: 'I-130', count: 1 },
      { form: 'I-485', count: 2 },
      { form: 'N-400', count: 1 }
    ])
    const [found] = (await firm.call('cases.list', { query: 'WAC0' })).rows
    expect(found).toMatchObject({ clientName: 'Garcia Lopez, María', status: { text: 'I-130' }, daysSinceChecked: 52 })
  })

  test('a number that another case has is found however it is typed', async () => {
    const { id } = await addCase('IOE0912345678', { form: 'I-485' })
    expect(await firm.call('cases.sameNumber', { receiptNumber: ' ioe-091-234 5678' })).toEqual([
      { id, receiptNumber: 'IOE0912345678', form: 'I-485', clientId, clientName: 'Garcia Lopez, María' }
    ])
    expect(await firm.call('cases.sameNumber', { receiptNumber: 'IOE0912345678', exceptId: id })).toEqual([])
    expect(await firm.call('cases.sameNumber', { receiptNumber: '  ' })).toEqual([])
    for (let more = 0; more < 6; more += 1) await addCase('IOE0912345678')
    expect(await firm.call('cases.sameNumber', { receiptNumber: 'IOE0912345678' })).toHaveLength(5)
  })

  test('checks go with their case', async () => {
    const { id } = await addCase('IOE0912345678')
    await firm.call('cases.recordStatus', { caseId: id, text: 'x', source: 'other' })
    await firm.call('parties.add', { caseId: id, role: 'beneficiary', clientId })
    await firm.call('representatives.add', { caseId: id, kind: 'attorney', name: 'Osei, Marta', givenOn: '2026-02-01' })
    await firm.call('cases.remove', { id })
    const [removed] = await events()
    expect(removed).toMatchObject({ event: 'case.removed', details: { representatives: 1, parties: 1, checks: 1 } })
    expect(await firm.db.read.selectFrom('case_statuses').selectAll().execute()).toEqual([])
    expect(await refusal(firm.call('cases.get', { id }))).toBe('record.not-found')
  })
})

describe('on SQLite', () => {
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Database(':memory:')
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log: ({ query }) => void sent.push(query) })
  const page: CasePage = {
    ...{ numberBegins: null, clientIds: null, numberHolds: null, form: null, freshness: null, lastStaleDay: '2026-11-07' },
    ...{ sort: 'checked', descending: false, offset: 0, limit: 100 }
  }

  beforeAll(() => runMigrations(kysely as unknown as Kysely<unknown>, sqliteSchema))

  async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
    sent.length = 0
    await work()
    return sent.flatMap(({ sql, parameters }) =>
      (database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map((step) => step.detail)
    )
  }

  const walked: Readonly<Record<CaseSort, string>> = {
    checked: 'cases USING INDEX cases_by_check',
    number: 'cases USING INDEX cases_by_number',
    form: 'cases USING INDEX cases_by_form',
    client: 'clients USING INDEX clients_by_name'
  }

  test.each(
    caseSorts.flatMap((sort) => [
      { sort, descending: false },
      { sort, descending: true }
    ])
  )('the list by $sort (descending: $descending) walks an index and stops when the page is full', async ({ sort, descending }) => {
    const plan = await plansOf(() => listCases(kysely, { ...page, sort, descending }))
    expect(plan[0]).toContain(walked[sort])
    // Equal names or dates may be sorted among themselves; the list as a whole never is.
    expect(plan.filter((step) => step.includes('TEMP B-TREE') && !step.includes('LAST'))).toEqual([])
  })

  test('stale and never checked cases are read from the index by check, a number from the index by number', async () => {
    for (const freshness of ['stale', 'never-checked', 'fresh'] as const) {
      const [first] = await plansOf(() => listCases(kysely, { ...page, freshness }))
      expect([freshness, first]).toEqual([freshness, expect.stringContaining('SEARCH cases USING INDEX cases_by_check (last_checked_on')])
    }
    const [byNumber] = await plansOf(() => listCases(kysely, { ...page, sort: 'number', numberBegins: 'IOE09' }))
    expect(byNumber).toContain('SEARCH cases USING INDEX cases_by_number')
    const [byForm] = await plansOf(() => listCases(kysely, { ...page, sort: 'form', form: 'I-485' }))
    expect(byForm).toContain('SEARCH cases USING INDEX cases_by_form (form=?)')
  })

  test('counts read no row of the client table for a case, and latest checks are one look-up each', async () => {
    const counted = await plansOf(() => countCases(kysely, page))
    expect(counted.filter((step) => step.startsWith('SCAN cases'))).toEqual([expect.stringContaining('COVERING INDEX')])
    expect((await plansOf(() => countForms(kysely)))[0]).toContain('COVERING INDEX cases_by_form')
    const latest = await plansOf(() => latestStatuses(kysely, ['a', 'b']))
    expect(latest.some((step) => step.startsWith('SCAN'))).toBe(false)
    expect(latest.some((step) => step.includes('case_statuses_by_case'))).toBe(true)
    expect(latest.some((step) => step.includes('TEMP B-TREE'))).toBe(false)
  })
})

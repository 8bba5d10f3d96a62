/** Passcodes from the screen they were shown on to the client's answer, on both engines. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { passcodeStatuses } from '#contract/vocabulary'
import { addDays } from '../../calendar.ts'
import { sqliteSchema } from '../../db/dialects/sqlite.ts'
import { runMigrations } from '../../db/migrate.ts'
import type { Tables } from '../../db/tables.ts'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { insertPasscode, listBoard, type StoredPasscode } from './repository.ts'

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

let made = 0
const stored = (accountId: string, clientId: string, facts: Partial<StoredPasscode>): Omit<StoredPasscode, 'clientName'> => {
  made += 1
  return {
    ...{ id: `0190aaaa-0000-7000-8000-${String(made).padStart(12, '0')}`, accountId, clientId, secret: null, secretRevision: 1 },
    ...{ form: 'G-28, I-129', about: '', issuedOn: '2026-08-01', expiresOnEdited: null, expiresOn: addDays(today, 20) },
    ...{
      handedOverOn: null,
      handedOverHow: '',
      outcome: null,
      outcomeOn: null,
      replacedAt: null,
      recordedAt: 1,
      recordedBy: 'Ana Paralegal'
    },
    ...facts
  }
}

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  async function representative() {
    const client = await firm.call('clients.create', { name: 'Northgate LLP' })
    const account = await firm.call('accounts.create', {
      ...{ clientId: null, portalId: 'uscis', username: 'dana@example.org', custody: 'firms-own' }
    })
    return { client, account }
  }
  const record = (accountId: string, clientId: string, more: object = {}) =>
    firm.call('passcodes.record', { accountId, clientId, form: 'G-28, I-129', issuedOn: '2026-11-20', ...more })
  const eventsOf = async () => (await firm.call('audit.list', {})).rows.map((row) => row.event)

  test('a passcode is shown, handed over, accepted, and the answer taken back', async () => {
    const { client, account } = await representative()
    const passcode = await record(account.id, client.id, { about: 'chef', code: ' PC-7781-x ', handedOverOn: '2026-11-21' })
    expect(passcode).toMatchObject({
      ...{ status: 'waiting', clientName: 'Northgate LLP', about: 'chef', expiresOn: '2026-12-20', expiryEdited: false, daysLeft: 28 },
      ...{ hasValue: true, handedOverOn: '2026-11-21', answeredOn: null, recordedBy: 'Ana Paralegal' }
    })
    expect(firm.events.at(-1)).toEqual({ name: 'accounts.changed', payload: { accountId: account.id, clientId: client.id } })
    expect(await firm.call('passcodes.list', { accountId: account.id })).toEqual([passcode])
    expect(await firm.call('passcodes.setOutcome', { id: passcode.id, outcome: 'accepted' })).toMatchObject({
      ...{ status: 'accepted', answeredOn: today }
    })
    const settled = { code: 'passcodes.settled', status: 'accepted' }
    expect(await refusal(firm.call('passcodes.setOutcome', { id: passcode.id, outcome: 'declined' }))).toEqual(settled)
    expect(await firm.call('passcodes.setOutcome', { id: passcode.id, outcome: null })).toEqual(passcode)
    expect((await eventsOf()).slice(0, 3)).toEqual(['passcode.answer-undone', 'passcode.answered', 'passcode.recorded'])
    const [row] = (await firm.call('audit.list', { clientId: client.id, limit: 1 })).rows
    expect(row).toMatchObject({ accountId: account.id, clientId: client.id })
  })

  test('a replaced passcode, a moved one and a save without a change are told apart in the record', async () => {
    const { client, account } = await representative()
    const other = await firm.call('clients.create', { name: 'Southgate LLP' })
    const rowsOf = async (clientId: string) =>
      (await firm.call('audit.list', { clientId })).rows.filter((row) => row.event.startsWith('passcode.'))
    const first = await record(account.id, client.id)
    const { id } = await record(account.id, client.id, { replaces: first.id })
    expect((await rowsOf(client.id)).map((row) => row.details['replaced'])).toEqual([1, 0])
    const dates = { issuedOn: '2026-11-20', expiresOn: null, handedOverOn: null }
    const fields = { id, form: 'G-28, I-129', about: '', handedOverHow: '', ...dates }
    await firm.call('passcodes.update', { ...fields, clientId: client.id })
    expect(await rowsOf(client.id)).toHaveLength(2)
    await firm.call('passcodes.update', { ...fields, clientId: other.id })
    expect((await rowsOf(client.id))[0]).toMatchObject({ event: 'passcode.changed', details: { movedTo: 'Southgate LLP' } })
    expect((await rowsOf(other.id)).map((row) => row.event)).toEqual(['passcode.changed'])
  })

  test('the value leaves only after its row; a new value is sealed anew', async () => {
    const { client, account } = await representative()
    const { id } = await record(account.id, client.id, { code: 'PC-7781-x' })
    expect((await firm.call('passcodes.reveal', { id })).value).toBe('PC-7781-x')
    expect((await eventsOf())[0]).toBe('passcode.revealed')
    const fields = { id, clientId: client.id, form: 'G-28', about: '', issuedOn: '2026-11-20', expiresOn: null }
    const rest = { ...fields, handedOverOn: null, handedOverHow: '' }
    await firm.call('passcodes.update', { ...rest, code: 'PC-0002-y' })
    await firm.call('passcodes.copy', { id })
    expect((await eventsOf()).slice(0, 2)).toEqual(['passcode.copied', 'passcode.changed'])
    expect((await firm.call('passcodes.reveal', { id })).value).toBe('PC-0002-y')
    await firm.call('passcodes.update', { ...rest, expiresOn: '2026-12-01' })
    expect((await firm.call('passcodes.reveal', { id })).value).toBe('PC-0002-y')
    const { id: bare } = await record(account.id, client.id)
    expect(await refusal(firm.call('passcodes.reveal', { id: bare }))).toEqual({ code: 'codes.no-value' })
    await firm.call('accounts.forgetSecrets', { id: account.id })
    expect(await refusal(firm.call('passcodes.reveal', { id }))).toEqual({ code: 'codes.no-value' })
    expect((await firm.call('passcodes.list', { accountId: account.id })).map((one) => one.expiresOn).sort()).toEqual([
      ...['2026-12-01', '2026-12-20']
    ])
  })

  test('a passcode is a secret: custody decides, and cannot change away from it', async () => {
    const client = await firm.call('clients.create', { name: 'Garcia, María' })
    const fields = {
      portalId: 'uscis',
      username: 'm@example.com',
      nickname: '',
      accountNumber: '',
      notes: '',
      signInProvider: 'own' as const
    }
    const account = await firm.call('accounts.create', { ...fields, clientId: client.id, custody: 'firm-holds', consentOn: '2026-01-15' })
    const { id } = await record(account.id, client.id, { code: 'PC-7781' })
    const change = { ...fields, id: account.id, custody: 'client-holds' as const, consentOn: null }
    expect(await refusal(firm.call('accounts.update', change))).toMatchObject({ code: 'accounts.secrets-present' })
    await firm.call('accounts.forgetSecrets', { id: account.id })
    expect(await refusal(firm.call('accounts.update', change))).toBe('allowed')
    expect(await refusal(record(account.id, client.id, { code: 'PC-7781' }))).toMatchObject({ code: 'accounts.custody-forbids-secrets' })
    expect(await refusal(record(account.id, client.id))).toBe('allowed')
    expect((await firm.call('passcodes.list', { accountId: account.id })).find((one) => one.id === id)?.hasValue).toBe(false)
  })

  test('another takes its place: of the same account and client only, and once', async () => {
    const { client, account } = await representative()
    const other = await firm.call('clients.create', { name: 'Tamarind LLC' })
    const first = await record(account.id, client.id, { about: 'chef' })
    const beside = await record(account.id, client.id, { about: 'cook' })
    expect(await refusal(record(account.id, other.id, { replaces: first.id }))).toEqual(
      invalid('replaces', 'is of another account or client')
    )
    await record(account.id, client.id, { about: 'chef', replaces: first.id })
    const list = await firm.call('passcodes.list', { accountId: account.id })
    expect(new Map(list.map(({ id, status }) => [id, status])).get(first.id)).toBe('replaced')
    expect(new Map(list.map(({ id, status }) => [id, status])).get(beside.id)).toBe('waiting')
    const settled = { code: 'passcodes.settled', status: 'replaced' }
    expect(await refusal(record(account.id, client.id, { replaces: first.id }))).toEqual(settled)
    expect(await refusal(firm.call('passcodes.setOutcome', { id: first.id, outcome: 'accepted' }))).toEqual(settled)
  })

  test('dates that cannot be are refused', async () => {
    const { client, account } = await representative()
    expect(await refusal(record(account.id, client.id, { issuedOn: '2026-11-23' }))).toEqual(invalid('issuedOn', 'lies in the future'))
    expect(await refusal(record(account.id, client.id, { expiresOn: '2026-11-19' }))).toEqual(
      invalid('expiresOn', 'lies before the day of issue')
    )
    expect(await refusal(record(account.id, client.id, { handedOverOn: '2026-11-19' }))).toEqual(
      invalid('handedOverOn', 'lies before the day of issue')
    )
    const { id } = await record(account.id, client.id)
    const answer = (on: string) => firm.call('passcodes.setOutcome', { id, outcome: 'declined', on })
    expect(await refusal(answer('2026-11-23'))).toEqual(invalid('on', 'lies in the future'))
    expect(await refusal(answer('2026-11-19'))).toEqual(invalid('on', 'lies before the day of issue'))
    expect(await answer('2026-11-21')).toMatchObject({ status: 'declined', answeredOn: '2026-11-21' })
    await firm.call('clients.archive', { id: client.id })
    expect(await refusal(record(account.id, client.id))).toEqual({ code: 'record.archived', kind: 'client' })
  })

  test('each status filters to exactly the passcodes that have it, soonest expiry first', async () => {
    const { client, account } = await representative()
    await firm.db.write(async (tx) => {
      for (const days of [-1, 0, 7, 8, 30])
        for (const outcome of [null, 'accepted', 'declined'] as const)
          for (const replacedAt of [null, 5])
            await insertPasscode(tx, stored(account.id, client.id, { expiresOn: addDays(today, days), outcome, replacedAt }))
    })
    const all = await firm.call('passcodes.list', { accountId: account.id })
    expect(new Set(all.map((one) => one.status))).toEqual(new Set(passcodeStatuses))
    for (const status of passcodeStatuses) {
      const expected = all.filter((one) => one.status === status).map((one) => one.id)
      const { rows, total } = await firm.call('passcodes.board', { statuses: [status], limit: 500 })
      expect([status, rows.map((row) => row.id).sort(), total]).toEqual([status, expected.sort(), expected.length])
    }
    const whole = await firm.call('passcodes.board', {})
    expect(whole.rows.map((row) => [row.username, row.portalName, row.daysLeft])).toEqual(
      [-1, 0, 7, 8, 30].map((days) => ['dana@example.org', 'USCIS', days])
    )
    await firm.call('clients.archive', { id: client.id })
    expect(await firm.call('passcodes.board', {})).toEqual({ rows: [], total: 0 })
  })
})

test('on SQLite the board walks the index by expiry', async () => {
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Database(':memory:')
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log: ({ query }) => void sent.push(query) })
  await runMigrations(kysely as unknown as Kysely<unknown>, sqliteSchema)
  sent.length = 0
  const filter = {
    statuses: ['waiting', 'expired'] as const,
    today,
    notBefore: null,
    query: '',
    expiringUntil: { usual: today, others: [] }
  }
  await listBoard(kysely, filter, { sort: 'expires', descending: false, offset: 0, limit: 100 })
  const plans = sent.map(({ sql, parameters }) =>
    (database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map((step) => step.detail)
  )
  expect(plans[0]?.[0]).toContain('passcodes USING INDEX passcodes_by_expiry')
  await kysely.destroy()
})

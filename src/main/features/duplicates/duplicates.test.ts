/** Records that may be one and the same, on a real encrypted SQLite file and on a real PostgreSQL. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DuplicateKind } from '#contract'
import { duplicateKinds } from '#contract/vocabulary'
import { sqliteSchema } from '../../db/dialects/sqlite.ts'
import { runMigrations } from '../../db/migrate.ts'
import type { Tables } from '../../db/tables.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { countGroups, listGroups, listRecords } from './repository.ts'

describe.each(engines)('duplicates on $name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  const groups = async (kind: DuplicateKind) =>
    (await firm.call('duplicates.list', { kind })).rows.map(({ value, count, records }) => [
      value,
      count,
      records.map((one) => one.clientName)
    ])
  const addAccount = (clientId: string, username: string, accountNumber: string, portalId = 'uscis') =>
    firm.call('accounts.create', { clientId, portalId, username, accountNumber, custody: 'tracked-only' })

  test('a firm without duplicates has no groups of any kind', async () => {
    for (const name of ['Abebe, Tigist', 'Bashir, Omar']) {
      const { id } = await firm.call('clients.create', { name })
      await firm.call('cases.add', { clientId: id, receiptNumber: `IOE000000000${name.length}` })
      await addAccount(id, `${name.slice(0, 3)}@example.com`, '')
    }
    for (const kind of duplicateKinds) {
      expect(await firm.call('duplicates.list', { kind })).toEqual({
        rows: [],
        total: 0,
        counts: { 'case-number': 0, 'a-number': 0, email: 0, name: 0, 'account-number': 0 }
      })
    }
  })

  test('clients: the same words in the name, e-mail in any case, A-Number however it is written', async () => {
    const first = await firm.call('clients.create', { name: 'Garcia Lopez, María', email: 'Maria@Example.com', aNumber: 'A 12-345-678' })
    const second = await firm.call('clients.create', { name: 'Maria Garcia Lopez', email: ' maria@example.com', aNumber: '012345678' })
    await firm.call('clients.create', { name: 'Lopez, Maria', email: 'm@example.com', aNumber: '12345' })
    await firm.call('clients.create', { name: 'Lopez, Ana', email: '', aNumber: '12345' })
    expect(await groups('name')).toEqual([['garcia lopez maria', 2, ['Garcia Lopez, María', 'Maria Garcia Lopez']]])
    expect(await groups('email')).toEqual([['maria@example.com', 2, ['Garcia Lopez, María', 'Maria Garcia Lopez']]])
    expect(await groups('a-number')).toEqual([['A012345678', 2, ['Garcia Lopez, María', 'Maria Garcia Lopez']]])
    // What was changed or archived is compared as it is now.
    await firm.call('clients.archive', { id: first.id })
    expect(await groups('name')).toEqual([])
    await firm.call('clients.restore', { id: first.id })
    const { kind, otherNames, email, phone, aNumber, fileNumber, notes } = second
    await firm.call('clients.update', {
      id: second.id,
      ...{ kind, otherNames, email, phone, aNumber, fileNumber, notes, name: 'Marta Garcia Lopez' }
    })
    expect(await groups('name')).toEqual([])
    expect((await groups('email')).length).toBe(1)
  })

  test('cases: the same number whatever kind it is said to be; accounts: the same number at one portal', async () => {
    const [a, b, gone] = await Promise.all(
      ['Abebe, Tigist', 'Bashir, Omar', 'Zed, Gone'].map((name) => firm.call('clients.create', { name }))
    )
    if (!a || !b || !gone) throw new Error('three clients were made')
    await firm.call('cases.add', { clientId: a.id, receiptNumber: 'IOE0912345678', form: 'I-485' })
    await firm.call('cases.add', { clientId: b.id, receiptNumber: 'ioe 0912345678', numberKind: 'other' })
    await firm.call('cases.add', { clientId: a.id, receiptNumber: 'IOE0000000001' })
    await firm.call('cases.add', { clientId: gone.id, receiptNumber: 'IOE0000000001' })
    await firm.call('clients.archive', { id: gone.id })
    expect(await groups('case-number')).toEqual([['IOE0912345678', 2, ['Abebe, Tigist', 'Bashir, Omar']]])
    await addAccount(a.id, 'a@example.com', '1234-5678-9012')
    const second = await addAccount(b.id, 'b@example.com', '123456789012')
    await addAccount(b.id, 'b@example.com', '123456789012', 'pacer')
    const { rows, counts } = await firm.call('duplicates.list', { kind: 'account-number' })
    expect(rows.map(({ value, records }) => [value, records.map((one) => one.detail)])).toEqual([
      ['123456789012', ['a@example.com', 'b@example.com']]
    ])
    expect(counts).toEqual({ 'case-number': 1, 'a-number': 0, email: 0, name: 0, 'account-number': 1 })
    await firm.call('accounts.archive', { id: second.id })
    expect(await groups('account-number')).toEqual([])
  })

  test('groups are paged, and of a large one the first ten stand there with the whole count', async () => {
    for (let index = 0; index < 12; index += 1) {
      await firm.call('clients.create', { name: `Client ${index}`, email: 'office@example.com', aNumber: `A00000000${index % 4}` })
    }
    const [office] = (await firm.call('duplicates.list', { kind: 'email' })).rows
    expect([office?.count, office?.records.length]).toEqual([12, 10])
    const page = await firm.call('duplicates.list', { kind: 'a-number', offset: 1, limit: 2 })
    expect([page.total, page.rows.map((group) => group.value)]).toEqual([4, ['A000000001', 'A000000002']])
  })

  test('while a client is typed, those who agree are named, most agreement first, archived ones last', async () => {
    const maria = await firm.call('clients.create', { name: 'Garcia Lopez, María', email: 'maria@example.com', aNumber: 'A012345678' })
    const old = await firm.call('clients.create', { name: 'Maria Garcia Lopez' })
    await firm.call('clients.create', { name: 'Garcia, Maria' })
    await firm.call('clients.archive', { id: old.id })
    const similar = async (typed: { name?: string; email?: string; aNumber?: string; exceptId?: string }) =>
      (await firm.call('clients.similar', typed)).map(({ id, same, archivedAt }) => [id, same, archivedAt !== null])
    expect(await similar({ name: 'lopez garcia MARIA' })).toEqual([
      [maria.id, ['name'], false],
      [old.id, ['name'], true]
    ])
    expect(await similar({ name: 'maria garcia-lopez', email: 'MARIA@example.com ', aNumber: '12345678' })).toEqual([
      [maria.id, ['a-number', 'email', 'name'], false],
      [old.id, ['name'], true]
    ])
    expect(await similar({ name: 'Garcia Lopez, María', exceptId: maria.id })).toEqual([[old.id, ['name'], true]])
    expect(await similar({ name: ' , ', email: '', aNumber: '123' })).toEqual([])
    for (let index = 0; index < 6; index += 1) await firm.call('clients.create', { name: `Other ${index}`, email: 'maria@example.com' })
    const many = await similar({ email: 'maria@example.com', aNumber: 'A012345678' })
    expect([many.length, many[0]?.[0]]).toEqual([5, maria.id])
  })
})

test.each(duplicateKinds)('on SQLite what stands more than once by %s is read from an index alone', async (kind) => {
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Database(':memory:')
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log: ({ query }) => void sent.push(query) })
  await runMigrations(kysely as unknown as Kysely<unknown>, sqliteSchema)
  sent.length = 0
  await listGroups(kysely, kind, 0, 50)
  await countGroups(kysely, kind)
  await listRecords(kysely, kind, [{ group: 'x', value: 'x', count: 2 }], 10)
  expect(sent).toHaveLength(3)
  const plan = sent.flatMap(({ sql, parameters }) =>
    (database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map((step) => step.detail)
  )
  const scans = plan.filter((step) => /^SCAN (clients|cases|accounts)/.test(step))
  expect(scans.filter((step) => !step.includes('USING COVERING INDEX'))).toEqual([])
  await kysely.destroy()
})

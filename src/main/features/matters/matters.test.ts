/** Matters and contacts, on both engines: days and status, cases, archiving along, search, paging. */
import { CompiledQuery, type Kysely, type KyselyPlugin, type RootOperationNode } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FirmDb } from '../../db/handles.ts'
import type { Tables } from '../../db/tables.ts'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { matterStatus } from './status.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

const invalid = (path: string) => ({ code: 'request.invalid', issues: [{ path, reason: expect.any(String) }] })

test.each([
  [null, null, 'pending'],
  ['2026-01-01', null, 'open'],
  ['2026-01-01', '2026-02-01', 'closed'],
  // Declined before it began.
  [null, '2026-02-01', 'closed']
] as const)('opened %s, closed %s: %s', (openedOn, closedOn, status) => {
  expect(matterStatus({ openedOn, closedOn })).toBe(status)
})

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let db: FirmDb
  let clientId: string
  beforeEach(async () => {
    db = await open()
    firm = await openTestFirm(db)
    clientId = (await firm.call('clients.create', { name: 'Garcia Lopez, María', fileNumber: '26-0001' })).id
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const titles = async (input: Parameters<typeof firm.call<'matters.list'>>[1]) =>
    (await firm.call('matters.list', input)).rows.map((row) => row.title)

  test('a matter is pending, opened, closed and reopened by its days', async () => {
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const created = await firm.call('matters.create', { clientId, title: 'Naturalization', attorneyId: zoe.id, notes: 'Fee paid.' })
    expect(created).toMatchObject({ status: 'pending', clientName: 'Garcia Lopez, María', caseCount: 0, revision: 1 })
    expect(created.attorney).toEqual({ id: zoe.id, name: 'Zoe Attorney', hasLeft: false })
    const { id } = created
    const fields = { id, title: 'Naturalization', fileNumber: 'N-1', attorneyId: zoe.id, paralegalId: null, notes: '' }
    expect(await firm.call('matters.update', { ...fields, openedOn: '2026-05-01' })).toMatchObject({ status: 'open', revision: 2 })
    expect(await firm.call('matters.update', { ...fields, openedOn: '2026-05-01' })).toMatchObject({ revision: 2 })
    const on = '2026-11-22'
    expect(await refusal(firm.call('matters.close', { id, on: '2026-04-30' }))).toEqual(invalid('on'))
    expect(await refusal(firm.call('matters.close', { id, on: '2026-11-23' }))).toEqual(invalid('on'))
    expect(await firm.call('matters.close', { id, on })).toMatchObject({ status: 'closed', closedOn: on })
    expect(await refusal(firm.call('matters.close', { id, on }))).toEqual({ code: 'matters.already-closed', closedOn: on })
    expect(await firm.call('matters.reopen', { id })).toMatchObject({ status: 'open', closedOn: null, openedOn: '2026-05-01' })
    expect(await refusal(firm.call('matters.reopen', { id }))).toEqual({ code: 'matters.not-closed' })
    const { rows } = await firm.call('audit.list', { clientId })
    expect(rows.slice(0, 4).map((row) => [row.event, row.details['title']])).toEqual([
      ['matter.reopened', 'Naturalization'],
      ['matter.closed', 'Naturalization'],
      ['matter.changed', 'Naturalization'],
      ['matter.created', 'Naturalization']
    ])
    expect(firm.events).toContainEqual({ name: 'matters.changed', payload: { matterId: id, clientId } })
  })

  test('days in the future and people who left are refused; who was responsible before stays', async () => {
    const create = (more: object) => refusal(firm.call('matters.create', { clientId, title: 'X', ...more }))
    expect(await create({ openedOn: '2026-11-23' })).toEqual(invalid('openedOn'))
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const { id } = await firm.call('matters.create', { clientId, title: 'Kept', attorneyId: zoe.id })
    await firm.call('members.leave', { id: zoe.id, on: '2026-11-20' })
    expect(await create({ attorneyId: zoe.id })).toEqual(invalid('attorneyId'))
    expect(await create({ paralegalId: zoe.id })).toEqual(invalid('paralegalId'))
    const kept = { id, title: 'Kept on', fileNumber: '', openedOn: null, attorneyId: zoe.id, paralegalId: null, notes: '' }
    expect((await firm.call('matters.update', kept)).attorney).toEqual({ id: zoe.id, name: 'Zoe Attorney', hasLeft: true })
    expect(await refusal(firm.call('matters.update', { ...kept, paralegalId: zoe.id }))).toEqual(invalid('paralegalId'))
  })

  test('cases stand in a matter of their client or in none, and closing names what is open', async () => {
    const matter = await firm.call('matters.create', { clientId, title: 'Adjustment', openedOn: '2026-01-01' })
    const one = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', form: 'I-485', matterId: matter.id })
    const other = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345679' })
    expect([one.matterId, other.matterId]).toEqual([matter.id, null])
    const stranger = await firm.call('clients.create', { name: 'Other, Olga' })
    expect(await refusal(firm.call('cases.add', { clientId: stranger.id, receiptNumber: 'IOE1', matterId: matter.id }))).toEqual({
      code: 'matters.other-client'
    })
    const contact = await firm.call('contacts.create', { name: 'Adeyemi, Grace' })
    await firm.call('parties.add', { caseId: one.id, role: 'petitioner', contactId: contact.id })
    await firm.call('representatives.add', { caseId: one.id, kind: 'attorney', name: 'Osei, Marta', givenOn: '2026-02-01' })
    const found = await firm.call('matters.get', { id: matter.id })
    expect(found.cases.map((each) => each.id)).toEqual([one.id])
    expect(found.parties.map((each) => each.name)).toEqual(['Adeyemi, Grace'])
    expect(found.representatives.map((each) => each.name)).toEqual(['Osei, Marta'])
    const things = [
      { kind: 'case', name: 'IOE0912345678 I-485', dueOn: null },
      { kind: 'representative', name: 'Osei, Marta, IOE0912345678', dueOn: null }
    ]
    expect(found.openThings).toEqual(things)
    const on = '2026-11-20'
    expect(await refusal(firm.call('matters.close', { id: matter.id, on }))).toEqual({ code: 'matters.open-things', things, more: 0 })
    expect(await firm.call('matters.close', { id: matter.id, on, leaveOpen: true })).toMatchObject({ status: 'closed', caseCount: 1 })
    expect((await firm.call('matters.get', { id: matter.id })).openThings).toEqual([])
    await firm.call('cases.update', { id: one.id, receiptNumber: 'IOE0912345678' })
    expect((await firm.call('matters.get', { id: matter.id })).cases).toEqual([])
  })

  test('a matter is archived and restored with its client', async () => {
    const { id } = await firm.call('matters.create', { clientId, title: 'Adjustment' })
    await firm.call('clients.archive', { id: clientId })
    expect(await titles({})).toEqual([])
    expect(await titles({ query: 'adjust' })).toEqual([])
    expect(await titles({ clientId })).toEqual(['Adjustment'])
    expect(await titles({ clientId, query: 'adjust' })).toEqual(['Adjustment'])
    expect((await firm.call('matters.get', { id })).matter.archivedAt).not.toBeNull()
    const archived = { code: 'record.archived', kind: 'client' }
    expect(await refusal(firm.call('matters.close', { id, on: '2026-11-22' }))).toEqual(archived)
    expect(await refusal(firm.call('matters.create', { clientId, title: 'New' }))).toEqual(archived)
    await firm.call('clients.restore', { id: clientId })
    expect(await titles({ query: 'adjust' })).toEqual(['Adjustment'])
  })

  test('matters are found by title, client, file and receipt number, also after those changed', async () => {
    const { id } = await firm.call('matters.create', { clientId, title: 'Naturalization', fileNumber: 'M-2031' })
    const filing = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', matterId: id })
    await firm.call('matters.create', { clientId, title: 'Consultation' })
    for (const query of ['natural', 'garcia natur', 'm-2031', '2031', 'ioe 0912345678', 'lopez IOE09']) {
      expect([query, await titles({ query })]).toEqual([query, ['Naturalization']])
    }
    await firm.call('clients.update', { ...clientFields, id: clientId, name: 'Zamora, María' })
    expect(await titles({ query: 'zamora' })).toEqual(['Consultation', 'Naturalization'])
    expect(await titles({ query: 'garcia' })).toEqual([])
    await firm.call('cases.update', { id: filing.id, receiptNumber: 'WAC2190012345', matterId: null })
    expect(await titles({ query: 'ioe0912345678' })).toEqual([])
    expect(await titles({ query: 'wac219' })).toEqual([])
  })

  test('contacts are found by name, e-mail and phone, changed, archived and restored', async () => {
    const contact = await firm.call('contacts.create', {
      kind: 'company',
      name: 'Søren & Łucja Bakery',
      email: 'info@bakery.example',
      phone: '(202) 555-0143'
    })
    await firm.call('contacts.create', { name: 'Abebe, Tigist' })
    const names = async (query: string, archived = false) =>
      (await firm.call('contacts.list', { query, archived })).rows.map((row) => row.name)
    expect(await names('')).toEqual(['Abebe, Tigist', 'Søren & Łucja Bakery'])
    for (const query of ['soren', 'lucja bak', 'info@bak', '2025550143', '555-0143']) {
      expect([query, await names(query)]).toEqual([query, ['Søren & Łucja Bakery']])
    }
    // A contact is no client: the clients' search does not give it.
    expect((await firm.call('clients.list', { query: 'soren' })).rows).toEqual([])
    const { id, kind, email, phone, note } = contact
    expect(await firm.call('contacts.update', { id, kind, email, phone, note, name: 'Bakery GmbH' })).toMatchObject({ revision: 2 })
    expect(await names('soren')).toEqual([])
    await firm.call('contacts.archive', { id })
    expect([await names('bakery'), await names('bakery', true)]).toEqual([[], ['Bakery GmbH']])
    expect(await refusal(firm.call('contacts.update', { id, kind, email, phone, note, name: 'X' }))).toEqual({
      code: 'record.archived',
      kind: 'contact'
    })
    await firm.call('contacts.restore', { id })
    expect(await names('bakery')).toEqual(['Bakery GmbH'])
    const events = (await firm.call('audit.list', {})).rows.map((row) => row.event)
    expect(events.slice(0, 3)).toEqual(['contact.restored', 'contact.archived', 'contact.changed'])
  })

  test('a page of three thousand matters is one query for its rows and one for their number, whatever the filter', async () => {
    const now = 1_750_000_000_000
    const key = (index: number): string => String(index).padStart(5, '0')
    const idOf = (part: number, index: number): string => `01930000-0000-7000-8${part}00-${key(index).padStart(12, '0')}`
    const total = 3000
    await db.write(async (tx) => {
      for (let from = 0; from < total; from += 500) {
        const places = Array.from({ length: 500 }, (_, offset) => from + offset)
        await tx
          .insertInto('clients')
          .values(
            places.map((index) => ({
              ...{ id: idOf(1, index), kind: 'person', name: `Client ${key(index)}`, name_key: `client ${key(index)}`, other_names: '' },
              ...{ name_words: `client ${key(index)}`, email_key: '', a_number_key: '' },
              ...{
                email: '',
                phone: '',
                a_number: '',
                file_number: '',
                notes: '',
                is_sample: 0,
                archived_at: index % 10 === 9 ? now : null
              },
              ...{ created_at: now, updated_at: now, revision: 1, external_key: '' }
            }))
          )
          .execute()
        await tx
          .insertInto('matters')
          .values(
            places.map((index) => ({
              ...{ id: idOf(2, index), client_id: idOf(1, index), title: `Matter ${key(index)}`, title_key: `matter ${key(index)}` },
              ...{ file_number: '', opened_on: index % 3 === 0 ? null : '2026-01-01', closed_on: index % 4 === 0 ? '2026-02-01' : null },
              ...{ attorney_id: null, paralegal_id: null, notes: '', created_at: now, updated_at: now, revision: 1, external_key: '' }
            }))
          )
          .execute()
      }
    })
    const queries: RootOperationNode[] = []
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries.push(node)
        return node
      },
      transformResult: async ({ result }) => result
    }
    const kysely = db.read as Kysely<Tables>
    const watched = await openTestFirm({ ...db, read: kysely.withPlugin(counter) })
    const inUse = Array.from({ length: total }, (_, index) => index).filter((index) => index % 10 !== 9)
    const statusOf = (index: number): string => (index % 4 === 0 ? 'closed' : index % 3 === 0 ? 'pending' : 'open')
    for (const statuses of [[], ['closed'], ['open', 'pending'], ['pending']] as const) {
      const expected = inUse.filter((index) => statuses.length === 0 || (statuses as readonly string[]).includes(statusOf(index))).length
      queries.length = 0
      const page = await watched.call('matters.list', { statuses: [...statuses], offset: 100, limit: 500 })
      expect(queries).toHaveLength(2)
      if (db.schema.name === 'sqlite') expect(await planOf(kysely, queries[0] as RootOperationNode)).not.toContain('B-TREE FOR ORDER BY')
      expect([statuses, page.total, page.rows.length]).toEqual([statuses, expected, Math.min(500, expected - 100)])
      const names = page.rows.map((row) => row.clientName)
      expect(names).toEqual([...names].sort())
      expect(page.rows.every((row) => statuses.length === 0 || (statuses as readonly string[]).includes(row.status))).toBe(true)
    }
    const seen = new Set<string>()
    for (let offset = 0; offset < 2700; offset += 500) {
      for (const row of (await watched.call('matters.list', { offset, limit: 500 })).rows) seen.add(row.id)
    }
    expect(seen.size).toBe(2700)
  })
})

/** How SQLite would run it, in its own words. */
async function planOf(db: Kysely<Tables>, node: RootOperationNode): Promise<string> {
  const { sql, parameters } = db.getExecutor().compileQuery(node, { queryId: 'plan' })
  const { rows } = await db.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]))
  return rows.map((row) => row.detail).join('\n')
}

const clientFields = { kind: 'person' as const, otherNames: '', email: '', phone: '', aNumber: '', fileNumber: '26-0001', notes: '' }

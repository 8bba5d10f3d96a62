/** How SQLite reads the lists: the page comes out of an index in its order, and only its rows are looked up. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { sqliteSchema } from '../../db/dialects/sqlite.ts'
import { runMigrations } from '../../db/migrate.ts'
import type { Tables } from '../../db/tables.ts'
import { countGroups, type DeadlineFilter, type DeadlineOrder, listDeadlines, listGroup } from './repository.ts'

const filter: DeadlineFilter = {
  query: '',
  ownerId: null,
  clientId: null,
  matterId: null,
  caseId: null,
  accountId: null,
  kinds: [],
  documentsOnly: false,
  view: 'open',
  dueFrom: null,
  dueTo: null
}
const order: DeadlineOrder = { sort: 'due', descending: false, offset: 0, limit: 100 }
const soon = { documents: '2027-05-21', notices: '2026-12-22', others: '2026-11-29' }
const days = { today: '2026-11-22', tomorrow: '2026-11-23', soon, until: '2027-05-21' }

/** The steps SQLite takes until it has the ids of the page. */
async function stepsOf(work: (db: Kysely<Tables>) => Promise<unknown>): Promise<string[]> {
  const database = new Database(':memory:')
  const sent: { readonly sql: string; readonly parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log: ({ query }) => void sent.push(query) })
  await runMigrations(db as unknown as Kysely<unknown>, sqliteSchema)
  sent.length = 0
  await work(db)
  const steps = sent.flatMap(({ sql, parameters }) =>
    (database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map(({ detail }) => detail)
  )
  await db.destroy()
  const chosen = steps.indexOf('SCAN chosen')
  return chosen === -1 ? steps : steps.slice(0, chosen)
}

test.each<[string, RegExp, Partial<DeadlineFilter>, Partial<DeadlineOrder>]>([
  ['what is open', /^SCAN deadlines USING INDEX deadlines_open$/, {}, {}],
  ['what is open, latest first', /^SCAN deadlines USING INDEX deadlines_open$/, {}, { descending: true }],
  ['one owner’s of the next days', /^SEARCH deadlines USING INDEX deadlines_open \(due_on/, { ownerId: 'x', dueTo: '2026-12-01' }, {}],
  ['open and closed', /^SCAN deadlines USING INDEX deadlines_by_due$/, { view: 'every' }, {}],
  ['one client’s', /^SEARCH deadlines USING INDEX deadlines_by_client \(client_id=\?/, { clientId: 'x' }, {}],
  ['one case’s', /^SEARCH deadlines USING INDEX deadlines_by_case \(case_id=\?/, { caseId: 'x' }, {}],
  ['one account’s', /^SEARCH deadlines USING INDEX deadlines_by_account \(account_id=\?/, { accountId: 'x' }, {}]
])('%s', async (_name, index, changes, ordered) => {
  const steps = await stepsOf((db) => listDeadlines(db, { ...filter, ...changes }, { ...order, ...ordered }))
  expect(steps.join('\n')).toMatch(new RegExp(index, 'm'))
  expect(steps.filter((step) => /TEMP B-TREE|AUTOMATIC/.test(step))).toEqual([])
})

test('by client the clients are walked in the order of their names, and only one client’s deadlines are sorted', async () => {
  const steps = await stepsOf((db) => listDeadlines(db, filter, { ...order, sort: 'client' }))
  expect(steps[1]).toMatch(/^SCAN clients USING COVERING INDEX clients_by_name/)
  expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual(['USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY'])
})

test('the groups of the start page are found among what is open', async () => {
  expect((await stepsOf((db) => listGroup(db, 'near', days, 50))).join('\n')).toMatch(/deadlines USING INDEX deadlines_open/)
  const counted = (await stepsOf((db) => countGroups(db, days))).filter((step) => step.includes('deadlines'))
  expect(counted).toEqual([
    'SEARCH deadlines USING INDEX deadlines_open (due_on<?)',
    'SEARCH deadlines USING INDEX deadlines_own_reminders (remind_from<?)'
  ])
})

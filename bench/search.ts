import type Database from 'better-sqlite3'
import type { Envelope, Output } from '#contract'
import type { App } from '../src/main/app.ts'
import { matchExpression, sqliteSchema } from '../src/main/db/dialects/sqlite.ts'
import type { FirmDb } from '../src/main/db/handles.ts'
import { createSearchService } from '../src/main/features/search/service.ts'
import { createDice, type FirmData } from './firm-data.ts'
import { alternateEach, type Pair, percentile } from './measure.ts'
import type { Measured } from './report.ts'

const { matchLimit } = createSearchService(sqliteSchema)

const matches = `
  select search_entries.record_id
  from search_index join search_entries on search_entries.entry_no = search_index.rowid
  where search_index.search_index match ? and search_entries.kind = 'client' limit ${matchLimit}`

/** What people type: a name letter by letter, two names at once, receipt numbers whole and in part, and a word nobody has. */
export function typedQueries(data: FirmData): string[] {
  const dice = createDice(77)
  const queries = new Set<string>()
  for (let person = 0; person < 14; person += 1) {
    const name = data.names[dice(data.names.length)] as string
    for (let letters = 1; letters <= 10; letters += 1) queries.add(name.slice(0, letters))
    const [family = '', given = ''] = name.split(', ')
    queries.add(`${given} ${family}`)
    queries.add(`${family.slice(0, 4)} ${given.slice(0, 2)}`)
    const receipt = data.receiptNumbers[dice(data.receiptNumbers.length)] as string
    for (const length of [3, 8, receipt.length]) queries.add(receipt.slice(0, length))
    queries.add(receipt.slice(3))
  }
  return [...queries, 'xyzzyx']
}

/** Only the look into the index: the ids that fit. */
export async function measureSearchIndex(db: FirmDb, bare: Database.Database, data: FirmData): Promise<Measured[]> {
  const search = createSearchService(db.schema)
  const statement = bare.prepare(matches).pluck()
  const queries = typedQueries(data)
  for (const query of queries) {
    const [ours, plain] = [await search.find(db.read, 'client', query, { archived: false }), statement.all(matchExpression(query))]
    if (ours.join() !== plain.join()) throw new Error('the two sides find different clients')
  }
  const pairs = await alternateEach(
    queries,
    9,
    (query) => search.find(db.read, 'client', query, { archived: false }),
    (query) => statement.all(matchExpression(query))
  )
  return rowsOf(`search index, 100,000 clients`, `one prepared statement, ${queries.length} queries`, pairs)
}

/** The call that a keystroke makes, router and schemas included: ids that fit, the first hundred of them as rows with their counts, how many. */
export async function measureTypedSearch(app: App, bare: Database.Database, data: FirmData): Promise<Measured[]> {
  const found = bare.prepare(matches).pluck()
  const page = bare.prepare(`
    select id, kind, name, email, file_number, a_number, is_sample, archived_at,
      (select count(*) from accounts where accounts.client_id = clients.id and accounts.archived_at is null) as account_count,
      (select count(*) from cases where cases.client_id = clients.id) as case_count
    from clients where archived_at is null and id in (select value from json_each(?)) order by name_key, id limit 100`)
  const count = bare.prepare('select count(*) from clients where archived_at is null and id in (select value from json_each(?))').pluck()
  const plain = (query: string) => {
    const ids = JSON.stringify(found.all(matchExpression(query)))
    return { rows: page.all(ids) as { id: string }[], total: count.get(ids) }
  }
  const ours = async (query: string) => {
    const answer = (await app.invoke('clients.list', { query })) as Envelope<Output<'clients.list'>>
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  const queries = typedQueries(data)
  for (const query of queries) {
    const [listed, expected] = [await ours(query), plain(query)]
    const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).join()
    if (listed.total !== expected.total || ids(listed.rows) !== ids(expected.rows)) throw new Error('the two sides list different clients')
  }
  const pairs = await alternateEach(queries, 9, ours, plain)
  return rowsOf(
    'search as typed, 100,000 clients',
    `three prepared statements for the same page and total, ${queries.length} queries`,
    pairs
  )
}

function rowsOf(subject: string, against: string, pairs: readonly Pair[]): Measured[] {
  const at = (percent: number) => ({
    ours: percentile(
      pairs.map((pair) => pair.ours),
      percent
    ),
    bare: percentile(
      pairs.map((pair) => pair.bare),
      percent
    )
  })
  return [
    { subject: `${subject}, p50`, against, ...at(50), goal: null },
    { subject: `${subject}, p99`, against, ...at(99), goal: { kind: 'times', most: 2 } }
  ]
}

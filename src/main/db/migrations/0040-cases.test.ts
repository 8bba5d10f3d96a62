import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { aNumberKey, emailKey, nameWords } from '../../features/clients/likeness.ts'
import { fold } from '../dialects/search-words.ts'
import { sqliteSchema } from '../dialects/sqlite.ts'
import { migrations } from './index.ts'

const name = 'Nguyễn-O’Brien,  María'
const client = (id: string, aNumber: string) => ({
  ...{ id, kind: 'person', name, name_key: fold(name), other_names: '', email: ' Maria@Example.com', phone: '', a_number: aNumber },
  ...{ file_number: '', notes: '', is_sample: 0, archived_at: null, created_at: 2, updated_at: 2, revision: 1 }
})

test('a filled file gains keys by which duplicates are found, as the services make them, and every case stays', async () => {
  const database = new Database(':memory:')
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  const run = async (from: number, to: number) => {
    for (const one of migrations.filter(({ version }) => version >= from && version <= to)) await one.up(kysely, sqliteSchema)
  }
  const insert = (table: string, row: Record<string, unknown>) =>
    database
      .prepare(`insert into ${table} (${Object.keys(row).join()}) values (${Object.keys(row).map((column) => `@${column}`)})`)
      .run(row)
  await run(10, 39)
  // More than one portion of a thousand.
  for (let index = 0; index < 1001; index += 1) insert('clients', client(`c${index}`, index === 1000 ? 'A 12-345-678' : 'unknown'))
  insert('cases', {
    ...{ id: 'k1', client_id: 'c1', receipt_number: 'IOE0912345678', form: 'I-485', received_on: '2026-01-01', note: 'n' },
    ...{ created_at: 3, updated_at: 3 }
  })
  insert('accounts', {
    ...{ id: 'a1', client_id: 'c1', portal_id: 'uscis', username: 'm', username_key: 'm', nickname: '', account_number: '1234 5678-9012' },
    ...{ custody: 'tracked-only', consent_on: null, notes: '', sort_key: '0', is_sample: 0, archived_at: null, archived_with_client: 0 },
    ...{ created_at: 4, updated_at: 4, revision: 1 }
  })
  await run(40, 40)

  const keys = database.prepare('select name_words, email_key, a_number_key, count(*) as n from clients group by 1, 2, 3 order by 3').all()
  const shown = { name_words: nameWords(name), email_key: emailKey(' Maria@Example.com') }
  expect(keys).toEqual([
    { ...shown, a_number_key: '', n: 1000 },
    { ...shown, a_number_key: aNumberKey('A 12-345-678'), n: 1 }
  ])
  expect(shown.name_words).toBe('maria nguyen obrien')
  expect(database.prepare('select account_number_key from accounts').pluck().all()).toEqual(['123456789012'])
  expect(database.prepare('select * from cases').all()).toEqual([
    {
      ...{ id: 'k1', client_id: 'c1', receipt_number: 'IOE0912345678', form: 'I-485', received_on: '2026-01-01', note: 'n' },
      ...{ created_at: 3, updated_at: 3, filed_on: null, notice_on: null, priority_on: null, decided_on: null, last_checked_on: null },
      ...{ matter_id: null, number_kind: 'receipt', office: '', tracking_number: '' }
    }
  ])
  expect(database.prepare("select strict from pragma_table_list where name = 'case_statuses'").pluck().get()).toBe(1)
  await kysely.destroy()
})

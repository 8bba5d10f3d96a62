import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { sqliteSchema } from '../dialects/sqlite.ts'
import { runMigrations } from '../migrate.ts'

test('passcodes go with their account and their client, drafts with their account; a link outlives the account it points to', async () => {
  const database = new Database(':memory:')
  database.pragma('foreign_keys = on')
  await runMigrations(new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }), sqliteSchema)
  const client = (
    id: string
  ) => `insert into clients (id, kind, name, name_key, other_names, email, phone, a_number, file_number, notes, is_sample, created_at, updated_at, revision)
       values ('${id}', 'person', 'x', 'x', '', '', '', '', '', '', 0, 1, 1, 1);`
  const account = (id: string) =>
    `insert into accounts (id, client_id, portal_id, username, username_key, nickname, account_number, custody, notes, sort_key, is_sample,
       archived_with_client, created_at, updated_at, revision) values ('${id}', null, 'uscis', '${id}', '${id}', '', '', 'firms-own', '', '0', 0, 0, 1, 1, 1);`
  const passcode = (id: string, accountId: string, clientId: string) =>
    `insert into passcodes (id, account_id, client_id, secret_revision, form, about, issued_on, expires_on, handed_over_how, recorded_at,
       recorded_by) values ('${id}', '${accountId}', '${clientId}', 1, 'G-28', '', '2026-11-01', '2026-12-01', '', 1, 'Ana');`
  const draft = (id: string, accountId: string) =>
    `insert into drafts (id, account_id, client_id, form, note, edited_on, edited_by, expires_on, recorded_at, recorded_by)
       values ('${id}', '${accountId}', 'c1', 'I-129', '', '2026-11-01', 'Ana', '2026-12-01', 1, 'Ana');`
  database.exec(`${client('c1')}${client('c2')}${account('a1')}${account('a2')}${passcode('p1', 'a1', 'c1')}${passcode('p2', 'a1', 'c2')}
    ${passcode('p3', 'a2', 'c1')}${draft('d1', 'a1')}${draft('d2', 'a2')}
    insert into access_codes (id, account_id, secret_revision, notice_on, expires_on, addressee, receipt_numbers, used_by_other, recorded_at,
      recorded_by, redeemed_on, redeemed_into) values ('x1', 'a1', 1, '2026-11-01', '2027-01-30', 'client', '[]', 0, 1, 'Ana', '2026-11-02', 'a2');`)
  const ids = (table: string) => database.prepare(`select id from ${table} order by id`).pluck().all()

  database.exec("delete from clients where id = 'c2'")
  expect(ids('passcodes')).toEqual(['p1', 'p3'])
  database.exec("delete from accounts where id = 'a2'")
  expect([ids('passcodes'), ids('drafts')]).toEqual([['p1'], ['d1']])
  expect(database.prepare('select redeemed_on, redeemed_into from access_codes').get()).toEqual({
    redeemed_on: '2026-11-02',
    redeemed_into: null
  })
  database.exec("delete from clients where id = 'c1'")
  expect([ids('passcodes'), database.prepare('select client_id from drafts').pluck().all()]).toEqual([[], [null]])
  database.close()
})

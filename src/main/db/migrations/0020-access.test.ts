import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { newDataFolder } from '../../testing/test-ports.ts'
import { sqliteSchema } from '../dialects/sqlite.ts'
import { migrateFile } from '../migrate.ts'
import { applicationId, databaseFileName, openFirmDb } from '../open.ts'
import { type Migration, migrations } from './index.ts'

const keyHex = '5a'.repeat(32)
const upTo = (version: number): readonly Migration[] => migrations.filter((one) => one.version <= version)

/** Runs `work` on the encrypted file of a folder, made when missing. */
async function withFile<T>(folder: string, work: (database: Database.Database) => T | Promise<T>): Promise<T> {
  const database = new Database(join(folder, databaseFileName))
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
  database.pragma(`application_id = ${applicationId}`)
  database.pragma('foreign_keys = on')
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

const migrate = (folder: string, database: Database.Database, version: number) =>
  migrateFile({
    database,
    kysely: new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }),
    folder,
    keyHex,
    now: Date.parse('2026-11-22T10:00:00Z'),
    dialect: sqliteSchema,
    migrations: upTo(version)
  })

/** A row for each table, with every column the table then had. */
const filled: Record<string, Record<string, string | number | null>> = {
  members: { id: 'm1', name: 'Ana Paralegal', created_at: 1 },
  clients: {
    ...{ id: 'c1', kind: 'person', name: 'Garcia, María', name_key: 'garcia, maria', other_names: '', email: '', phone: '', a_number: '' },
    ...{ file_number: '26-001', notes: '', is_sample: 0, archived_at: null, created_at: 2, updated_at: 2, revision: 1 }
  },
  cases: {
    id: 'k1',
    client_id: 'c1',
    receipt_number: 'IOE0912345678',
    form: 'I-485',
    received_on: null,
    note: '',
    created_at: 3,
    updated_at: 3
  },
  accounts: {
    ...{ id: 'a1', client_id: 'c1', portal_id: 'uscis', username: 'maria@example.com', username_key: 'maria@example.com', nickname: '' },
    ...{ account_number: '', custody: 'firm-holds', consent_on: '2026-01-15', notes: '', sort_key: '0', is_sample: 0, archived_at: null },
    ...{ archived_with_client: 0, created_at: 4, updated_at: 4, revision: 3 }
  },
  access_codes: {
    ...{ id: 'x1', account_id: 'a1', secret: null, secret_revision: 1, notice_on: '2026-11-01', expires_on_edited: null },
    ...{ expires_on: '2027-01-30', addressee: 'client', receipt_numbers: '[]', used_at: null, used_by: null, used_by_other: 0 },
    ...{ replaced_at: null, recorded_at: 5, recorded_by: 'Ana Paralegal' }
  },
  settings: { name: 'clipboardSeconds', value: '45' }
}

const added: Record<string, Record<string, string | null>> = {
  members: { left_on: null },
  accounts: { sign_in_provider: 'own', last_signed_in_on: null },
  access_codes: { replacement_requested_on: null }
}

function fill(database: Database.Database): void {
  for (const [table, row] of Object.entries(filled)) {
    const columns = Object.keys(row)
    database.prepare(`insert into ${table} (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`).run(row)
  }
}

const rowsOf = (database: Database.Database, table: string) => database.prepare(`select * from ${table}`).all()

test('a filled file of version 10 keeps every row, gains the new columns and leaves a verified copy of itself', async () => {
  const folder = newDataFolder()
  await withFile(folder, async (database) => {
    await migrate(folder, database, 10)
    fill(database)
    expect(readdirSync(folder)).not.toContain('backups')
    await migrate(folder, database, 20)
    expect(database.pragma('user_version', { simple: true })).toBe(20)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    for (const [table, row] of Object.entries(filled)) {
      expect([table, rowsOf(database, table)]).toEqual([table, [{ ...row, ...added[table] }]])
    }
    for (const table of ['second_factors', 'paths', 'path_steps']) expect([table, rowsOf(database, table)]).toEqual([table, []])
    const loose = database
      .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0")
      .pluck()
      .all()
    expect((loose as string[]).filter((name) => !name.startsWith('sqlite_') && !name.startsWith('search_index'))).toEqual([])
  })

  const copies = readdirSync(join(folder, 'backups'))
  expect(copies).toEqual(['before-schema-20-2026-11-22T10-00-00.db'])
  const restored = newDataFolder()
  copyFileSync(join(folder, 'backups', copies[0] as string), join(restored, databaseFileName))
  await withFile(restored, (database) => {
    expect(database.pragma('user_version', { simple: true })).toBe(10)
    for (const [table, row] of Object.entries(filled)) expect([table, rowsOf(database, table)]).toEqual([table, [row]])
  })
  // The program itself opens the old copy and brings it up.
  const db = await openFirmDb({ folder: restored, keyHex, create: false, now: 0 })
  expect(await db.read.selectFrom('accounts').select(['id', 'sign_in_provider']).execute()).toEqual([{ id: 'a1', sign_in_provider: 'own' }])
  await db.close()
})

test('second factors and paths go with their account, path steps with their path', async () => {
  const folder = newDataFolder()
  await withFile(folder, async (database) => {
    await migrate(folder, database, 20)
    fill(database)
    database.exec(`
      insert into second_factors values ('f1', 'a1', 'text', 'member', 'm1', '', '', null, null, 6);
      insert into paths values ('p1', 'a1', 'lost-phone', '{}', 7, 'Ana Paralegal', null, null);
      insert into path_steps values ('s1', 'p1', 'use-backup-code', null, null, '')`)
    expect(() => database.exec("insert into path_steps values ('s2', 'p1', 'use-backup-code', null, null, '')")).toThrow(/UNIQUE/)
    expect(() => database.exec("delete from members where id = 'm1'")).toThrow(/FOREIGN KEY/)
    database.exec("delete from accounts where id = 'a1'")
    for (const table of ['second_factors', 'paths', 'path_steps']) expect([table, rowsOf(database, table)]).toEqual([table, []])
  })
})

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { databaseFileOf } from '../db/database-files.ts'
import { sqliteSchema } from '../db/dialects/sqlite.ts'
import { runMigrations } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { applicationId, withKey } from '../db/open.ts'
import type { OpenVault, SealContext } from '../vault/vault.ts'

/** Versions a firm's database was released with. */
export const historicVersions = migrations.map(({ version }) => version)

const clients = 12
const idOf = (kind: number, index: number): string => `019${kind}0000-0000-7000-8000-${String(index).padStart(12, '0')}`

/**
 * Puts a database as version `version` of the schema made it in the place of the vault's present one, with a few of what every version has: members,
 * clients, accounts, codes with their sealed values, search entries and audit rows.
 */
export async function makeHistoric(folder: string, vault: OpenVault, version: number): Promise<void> {
  const database = new Database(join(folder, databaseFileOf(vault.generation)))
  withKey(vault.databaseKeyHex(), (key) => (database as unknown as { key(key: Buffer): number }).key(key))
  database.pragma(`application_id = ${applicationId}`)
  database.pragma('journal_mode = WAL')
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  await runMigrations(
    kysely,
    sqliteSchema,
    migrations.filter((migration) => migration.version <= version)
  )
  database.pragma(`user_version = ${version}`)
  fill(database, vault)
  database.close()
}

function fill(database: Database.Database, vault: OpenVault): void {
  const insert = (table: string, values: Record<string, unknown>): void => {
    const columns = (
      database.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number; dflt_value: unknown }[]
    ).filter(({ name, notnull, dflt_value }) => name in values || (notnull === 1 && dflt_value === null))
    const filled = columns.map(({ name, type }) => values[name] ?? (type === 'TEXT' ? '' : type === 'BLOB' ? Buffer.alloc(0) : 1))
    database
      .prepare(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      .run(...filled)
  }
  const seal = (context: Pick<SealContext, 'table' | 'recordId'>): Buffer =>
    vault.seal({ ...context, column: 'secret', revision: 1 } as SealContext, Buffer.from(`SECRET-${context.recordId.slice(-4)}`))
  insert('members', { id: idOf(1, 1), name: 'Ana Paralegal', created_at: 1 })
  for (let index = 0; index < clients; index += 1) {
    const name = `Client ${index}`
    const [clientId, accountId, setId] = [idOf(2, index), idOf(3, index), idOf(4, index)]
    insert('clients', { id: clientId, kind: 'person', name, name_key: name.toLowerCase(), is_sample: 0, revision: 1 })
    const account = { id: accountId, client_id: clientId, portal_id: 'uscis', username: `c${index}@example.com`, custody: 'firm-holds' }
    insert('accounts', {
      ...account,
      username_key: `c${index}@example.com`,
      consent_on: '2026-01-15',
      is_sample: 0,
      sort_key: name.toLowerCase()
    })
    insert('cases', { id: idOf(5, index), client_id: clientId, receipt_number: `IOE${String(index).padStart(10, '0')}`, form: 'I-130' })
    insert('backup_code_sets', { id: setId, account_id: accountId, recorded_at: 1, recorded_by: 'Ana' })
    const code = idOf(6, index)
    insert('backup_codes', {
      id: code,
      set_id: setId,
      position: 1,
      secret: seal({ table: 'backup_codes', recordId: code }),
      secret_revision: 1
    })
    const access = { id: idOf(7, index), account_id: accountId, notice_on: '2026-11-01', expires_on: '2027-01-30', receipt_numbers: '[]' }
    insert('access_codes', {
      ...access,
      secret: seal({ table: 'access_codes', recordId: access.id }),
      secret_revision: 1,
      used_by_other: 0
    })
    insert('search_entries', { entry_no: index + 1, record_id: clientId, kind: 'client', client_id: clientId, body: name.toLowerCase() })
    insert('audit_log', {
      seq: index + 1,
      id: idOf(8, index),
      event: 'client.created',
      client_id: clientId,
      record_id: clientId,
      details: '{}'
    })
  }
}

/** What must be the same after any number of migrations, killed or not. */
export function contentOf(database: Database.Database, vault: OpenVault): string {
  const all = (sql: string): unknown[] => database.prepare(sql).all()
  const sealed = (table: 'backup_codes' | 'access_codes'): string[] =>
    (
      all(`select id, secret, secret_revision as revision from ${table} order by id`) as { id: string; secret: Buffer; revision: number }[]
    ).map(({ id, secret, revision }) => vault.open({ table, recordId: id, column: 'secret', revision }, secret).toString())
  return JSON.stringify([
    all('select id, name from members order by id'),
    all('select id, name from clients order by id'),
    all('select id, client_id, username, custody from accounts order by id'),
    all('select id, receipt_number from cases order by id'),
    sealed('backup_codes'),
    sealed('access_codes'),
    all("select seq, record_id from audit_log where event = 'client.created' order by seq")
  ])
}

import { copyFileSync, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { postgresSchema } from '../db/dialects/postgres.ts'
import type { FirmDb } from '../db/handles.ts'
import { databaseFileName, firmDbOn, openFirmDb } from '../db/open.ts'
import type { Tables } from '../db/tables.ts'
import { migratedPostgres } from './made-before.ts'
import { newDataFolder } from './test-ports.ts'

const keyHex = '5a'.repeat(32)
let firstSqlite: Promise<string> | null = null

/** A real encrypted SQLite file in a folder of its own: a copy of one that was made and migrated once in this process. */
export async function openSqlite(): Promise<FirmDb> {
  firstSqlite ??= makeSqlite()
  const folder = newDataFolder()
  copyFileSync(await firstSqlite, join(folder, databaseFileName))
  return openFirmDb({ folder, keyHex, create: false, now: 0 })
}

async function makeSqlite(): Promise<string> {
  const folder = newDataFolder()
  await (await openFirmDb({ folder, keyHex, create: true, now: 0 })).close()
  return join(folder, databaseFileName)
}

let postgres: Promise<{ pglite: PGlite; empty: () => Promise<void> }> | null = null

/** A real PostgreSQL (PGlite) with the same migrations: keeps the firm server possible. Starting one costs seconds, so each test file has one and empties it. */
export async function openPostgres(): Promise<FirmDb> {
  postgres ??= startPostgres()
  const { pglite, empty } = await postgres
  await empty()
  return firmDbOn(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }), postgresSchema)
}

/** On a copy of the data directory that was migrated before the first test. */
async function startPostgres() {
  const pglite = new PGlite({ loadDataDir: await openAsBlob(migratedPostgres) })
  const names = async (query: string): Promise<string[]> => (await pglite.query<{ name: string }>(query)).rows.map(({ name }) => name)
  const tables = await names("select quote_ident(tablename) as name from pg_tables where schemaname = 'public'")
  const sequences = await names("select quote_literal(sequencename) as name from pg_sequences where schemaname = 'public'")
  // Deleting from small tables takes a tenth of the time that truncating them takes; as a replica it asks for no order among them.
  const emptying = [
    'set session_replication_role = replica',
    ...tables.map((table) => `delete from ${table}`),
    ...sequences.map((sequence) => `select setval(${sequence}, 1, false)`),
    'set session_replication_role = default'
  ].join(';')
  return { pglite, empty: async () => void (await pglite.exec(emptying)) }
}

export const engines: readonly { name: string; open: () => Promise<FirmDb> }[] = [
  { name: 'SQLite', open: openSqlite },
  { name: 'PostgreSQL', open: openPostgres }
]

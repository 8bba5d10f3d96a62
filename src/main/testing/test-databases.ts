import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { postgresSchema } from '../db/dialects/postgres.ts'
import type { FirmDb } from '../db/handles.ts'
import { runMigrations } from '../db/migrate.ts'
import { firmDbOn, openFirmDb } from '../db/open.ts'
import type { Tables } from '../db/tables.ts'
import { newDataFolder } from './test-ports.ts'

/** A real encrypted SQLite file in a folder of its own. */
export const openSqlite = (): Promise<FirmDb> => openFirmDb({ folder: newDataFolder(), keyHex: '5a'.repeat(32), create: true, now: 0 })

let postgres: PGlite | null = null

/** A real PostgreSQL (PGlite) with the same migrations: keeps the firm server possible. Starting one costs seconds, so each test file has one and empties it. */
export async function openPostgres(): Promise<FirmDb> {
  postgres ??= new PGlite()
  await postgres.exec('drop schema public cascade; create schema public')
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: postgres }) })
  await runMigrations(kysely as unknown as Kysely<unknown>, postgresSchema)
  return firmDbOn(kysely, postgresSchema)
}

export const engines: readonly { name: string; open: () => Promise<FirmDb> }[] = [
  { name: 'SQLite', open: openSqlite },
  { name: 'PostgreSQL', open: openPostgres }
]

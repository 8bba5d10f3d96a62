/** Rows 15 and 29: every schema a firm may still have comes up to date, kill -9 before any step or not, and none goes back. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSystemRandom } from './adapters/system-random.ts'
import { databaseFileName } from './db/database-files.ts'
import { sqliteSchema } from './db/dialects/sqlite.ts'
import { migrateFile } from './db/migrate.ts'
import { migrations, schemaVersion } from './db/migrations/index.ts'
import { withKey } from './db/open.ts'
import { isAppError } from './errors.ts'
import { dyingEnvironment, killsFor, spread } from './testing/kill-shares.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { contentOf, historicVersions, makeHistoric } from './testing/test-historic-vault.ts'
import { createMemoryKeyStore, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { makeVault, openVaultApp } from './testing/test-vault-life.ts'
import type { OpenVault } from './vault/vault.ts'
import { createVaultStore } from './vault/vault-store.ts'

const base = newDataFolder()
let kit = ''
let vault: OpenVault
const counts = { kills: 0, wanted: 0, faults: 0, schemas: 0 }
beforeAll(async () => {
  const firm = await openVaultApp(base, { keyStore: createMemoryKeyStore(false) })
  kit = await makeVault(firm, { clients: 0 })
  await firm.app.close()
  rmSync(join(base, databaseFileName))
  const store = createVaultStore({ folder: base, random: createSystemRandom(), clock: createTestClock() })
  vault = await store.openWithKit(kit)
})
afterAll(() => {
  vault.close()
  rmSync(base, { recursive: true, force: true })
  const { kills, wanted, faults, schemas } = counts
  const title = 'kill -9 before steps of the migration of every historic schema: 0 lost, opens'
  recordSecurityCount({ row: '15-migrations', title, count: kills, bar: wanted, failed: faults })
  recordSecurityCount({
    row: '29',
    title: 'historic schemas brought up to date, each also killed on the way; going back is refused',
    count: schemas,
    bar: historicVersions.length,
    failed: historicVersions.length - schemas
  })
})

function open(folder: string): Database.Database {
  const database = new Database(join(folder, databaseFileName))
  withKey(vault.databaseKeyHex(), (key) => (database as unknown as { key(key: Buffer): number }).key(key))
  return database
}

async function openAndDie(from: string, killAt: number) {
  const folder = newDataFolder()
  cpSync(from, folder, { recursive: true })
  const program = join(import.meta.dirname, 'testing', 'test-dying-vault.ts')
  const child = spawn(process.execPath, [program, folder, 'opening', String(killAt), kit], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: dyingEnvironment()
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code, signal] = await once(child, 'close')
  return { folder, steps: Number(/done after (\d+)/.exec(output)?.[1] ?? 0), ended: signal ?? code }
}

/** What is wrong with what a killed opening left, once the vault is opened again; empty when nothing is. */
async function faultsAfter(folder: string, expected: string): Promise<string[]> {
  const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
  const answer = await firm.app.invoke('vault.unlockWithKit', { kit })
  const clients = answer.ok ? (await firm.call('clients.list', { limit: 100 })).rows.length : -1
  await firm.app.close()
  if (!answer.ok) return [`does not open: ${answer.error.code}`]
  const database = open(folder)
  const faults = [
    ...(database.pragma('user_version', { simple: true }) === schemaVersion ? [] : ['not up to date']),
    ...(database.pragma('integrity_check', { simple: true }) === 'ok' ? [] : ['not whole']),
    ...(contentOf(database, vault) === expected ? [] : ['content differs']),
    ...(clients === 12 ? [] : [`${clients} clients listed`])
  ]
  database.close()
  const backups = existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []
  return [...faults, ...backups.filter((name) => name.includes('unfinished')).map((name) => `left: ${name}`)]
}

async function refusesToGoBack(folder: string, version: number): Promise<boolean> {
  const database = open(folder)
  const before = readFileSync(join(folder, databaseFileName))
  const older = migrations.filter((migration) => migration.version <= version)
  const target = { database, folder, keyHex: vault.databaseKeyHex(), now: 0, dialect: sqliteSchema, migrations: older }
  try {
    await migrateFile({ ...target, kysely: new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }) })
    return false
  } catch (error) {
    return isAppError(error, 'storage.from-newer-version') && readFileSync(join(folder, databaseFileName)).equals(before)
  } finally {
    database.close()
  }
}

test.each(historicVersions)(
  'schema %i',
  async (version) => {
    const historic = newDataFolder()
    cpSync(base, historic, { recursive: true })
    await makeHistoric(historic, vault, version)
    const made = open(historic)
    const expected = contentOf(made, vault)
    made.close()
    const whole = await openAndDie(historic, 0)
    expect([whole.ended, await faultsAfter(whole.folder, expected)]).toEqual([0, []])
    if (version < schemaVersion) expect(await refusesToGoBack(whole.folder, version)).toBe(true)
    const faults: string[] = []
    const steps = spread(whole.steps, Math.ceil(killsFor('migrations', historicVersions.length) / historicVersions.length))
    counts.wanted += steps.length
    for (const at of steps) {
      const died = await openAndDie(historic, at)
      if (died.ended === 'SIGKILL') counts.kills += 1
      else faults.push(`step ${at}: ended with ${died.ended}`)
      faults.push(...(await faultsAfter(died.folder, expected)).map((fault) => `step ${at}: ${fault}`))
      rmSync(died.folder, { recursive: true, force: true })
    }
    for (const folder of [historic, whole.folder]) rmSync(folder, { recursive: true, force: true })
    counts.faults += faults.length
    expect(faults).toEqual([])
    counts.schemas += 1
  },
  900_000
)

/** kill -9 at random moments of an import: it is there as a whole or not at all, and what was answered is there. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createSystemClock } from './adapters/system-clock.ts'
import { createSystemRandom } from './adapters/system-random.ts'
import { databaseFileName } from './db/open.ts'
import { dyingEnvironment, killsFor } from './testing/kill-shares.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { newDataFolder } from './testing/test-ports.ts'
import { callFor, openWriterApp, writerPassphrase } from './testing/test-writer.ts'
import { createVaultStore } from './vault/vault-store.ts'

const kills = killsFor('imports', 6)
const rows = kills > 6 ? 5_000 : 300
/** Longer than any import of so many rows. */
const foreverMs = 600_000

const base = newDataFolder()
let kit = ''
let keyHex = ''
let running: ChildProcess | null = null

beforeAll(async () => {
  const app = await openWriterApp(base)
  const made = await callFor(app, 'vault.begin', { passphrase: writerPassphrase, memberName: 'Ana Paralegal', useKeychain: false })
  await callFor(app, 'vault.confirmKit', { groups: made.confirm.map((group) => made.groups[group - 1]) as [string, string] })
  kit = made.groups.join(' ')
  await app.close()
  const store = createVaultStore({ folder: base, random: createSystemRandom(), clock: createSystemClock() })
  const vault = await store.openWithPassphrase(writerPassphrase)
  keyHex = vault.databaseKeyHex()
  vault.close()
})
afterAll(() => {
  running?.kill('SIGKILL')
  rmSync(base, { recursive: true, force: true })
})

/** Lets a process import into a copy of the firm and kills it after `ms`, or once it has answered. */
async function importAndKill(ms: number): Promise<{ folder: string; answered: boolean; tookMs: number }> {
  const folder = newDataFolder()
  cpSync(base, folder, { recursive: true })
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'test-importer.ts'), folder, kit, String(rows)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: dyingEnvironment()
  })
  running = child
  child.stdout.setEncoding('utf8')
  let output = ''
  child.stdout.on('data', (text: string) => {
    output += text
  })
  const closed = once(child, 'close')
  while (!output.includes('ready') && child.exitCode === null) await once(child.stdout, 'data')
  const start = performance.now()
  child.stdin.write('go\n')
  const answered = (async () => {
    while (!output.includes('done') && child.exitCode === null && child.signalCode === null)
      await Promise.race([once(child.stdout, 'data'), closed])
  })()
  await Promise.race([sleep(ms, undefined, { ref: false }), answered])
  const tookMs = performance.now() - start
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  return { folder, answered: output.includes('done'), tookMs }
}

/** How many of each there are, by SQLite on the file that was left. */
function left(folder: string): Record<string, number> {
  const database = new Database(join(folder, databaseFileName))
  try {
    ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    const count = (sql: string): number => database.prepare(sql).pluck().get() as number
    database.prepare("insert into search_index(search_index, rank) values ('integrity-check', 1)").run()
    return {
      clients: count('select count(*) from clients'),
      matters: count('select count(*) from matters'),
      cases: count('select count(*) from cases'),
      imports: count('select count(*) from imports'),
      changes: count('select count(*) from import_changes'),
      audited: count("select count(*) from audit_log where event = 'import.committed'"),
      unknownToSearch: count('select count(*) from clients where id not in (select record_id from search_entries)')
    }
  } finally {
    database.close()
  }
}

const nothing = { clients: 0, matters: 0, cases: 0, imports: 0, changes: 0, audited: 0, unknownToSearch: 0 }
const everything = { clients: rows, matters: rows, cases: rows, imports: 1, changes: 3 * rows, audited: 1, unknownToSearch: 0 }

test(
  'an import that is killed is there as a whole or not at all',
  async () => {
    const whole = await importAndKill(foreverMs)
    expect(left(whole.folder)).toEqual(everything)
    rmSync(whole.folder, { recursive: true, force: true })
    let [tried, held, inside] = [0, 0, 0]
    onTestFinished(() => {
      const title = `kill -9 at a random moment of an import of ${rows} rows: all of it or nothing`
      recordSecurityCount({ row: '15-imports', title, count: tried, bar: kills, failed: tried - held })
    })
    for (; tried < kills; ) {
      tried += 1
      const { folder, answered } = await importAndKill(Math.random() * whole.tookMs)
      const found = left(folder)
      if (answered) expect(found).toEqual(everything)
      else expect([nothing, everything]).toContainEqual(found)
      if (!answered) inside += 1
      held += 1
      rmSync(folder, { recursive: true, force: true })
    }
    expect(inside).toBeGreaterThan(0)
    process.stdout.write(`${tried} kills in an import of ${rows} rows, ${inside} before its answer: 0 halves\n`)
  },
  120_000 + kills * 60_000
)

/** kill -9 at random moments of a run of acknowledged writes: what was answered is there, what is there is whole. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { createSystemClock } from './adapters/system-clock.ts'
import { createSystemRandom } from './adapters/system-random.ts'
import { databaseFileName } from './db/open.ts'
import { dyingEnvironment, killsFor } from './testing/kill-shares.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { newDataFolder } from './testing/test-ports.ts'
import { type Acknowledged, callFor, openWriterApp, sheetOf, writerPassphrase } from './testing/test-writer.ts'
import { createVaultStore } from './vault/vault-store.ts'

const wantedWrites = 200
const wantedKills = killsFor('writes', 20)
/** Only every so many kills all that was ever acknowledged is looked for, else what is new: looking grows with the square of the kills. */
const wholeLookEvery = Math.ceil(wantedKills / 20)
/** Accounts whose sheets are opened in the end, evenly spread. */
const openedAccounts = 200
/** Longest stretch of writing before a kill, in milliseconds: some ten writes in a process that has just started. */
const longestRun = 150

const folder = newDataFolder()
let kitText = ''
const writers: ChildProcess[] = []
afterAll(() => {
  for (const writer of writers) writer.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Writer {
  readonly process: ChildProcess
  readonly ready: Promise<unknown>
  output: string
}

function startWriter(run: number): Writer {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'test-writer.ts'), folder, String(run), kitText], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: dyingEnvironment()
  })
  writers.push(child)
  child.stdout.setEncoding('utf8')
  const writer: Writer = { process: child, ready: once(child.stdout, 'data'), output: '' }
  child.stdout.on('data', (text: string) => {
    writer.output += text
  })
  return writer
}

/** Lets a writer write from its first acknowledgement on for a random time, kills it, and answers what it had acknowledged by then. */
async function runAndKill(writer: Writer): Promise<Acknowledged[]> {
  const { process: child } = writer
  await writer.ready
  child.stdin?.write('go\n')
  while (!writer.output.includes('recordId') && child.exitCode === null) await once(child.stdout as NodeJS.ReadableStream, 'data')
  await sleep(Math.random() * longestRun)
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  // A line cut short was not acknowledged.
  const whole = writer.output.slice(0, writer.output.lastIndexOf('\n')).split('\n')
  return whole.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Acknowledged)
}

async function makeFirm(): Promise<string> {
  const app = await openWriterApp(folder)
  const kit = await callFor(app, 'vault.begin', { passphrase: writerPassphrase, memberName: 'Ana Paralegal', useKeychain: false })
  await callFor(app, 'vault.confirmKit', { groups: kit.confirm.map((group) => kit.groups[group - 1]) as [string, string] })
  kitText = kit.groups.join(' ')
  await app.close()
  const store = createVaultStore({ folder, random: createSystemRandom(), clock: createSystemClock() })
  const vault = await store.openWithPassphrase(writerPassphrase)
  const keyHex = vault.databaseKeyHex()
  vault.close()
  return keyHex
}

/** SQLite by itself on the file a killed process left: the log is replayed, then everything is looked at. */
function inspect<T>(keyHex: string, look: (database: Database.Database) => T): T {
  const database = new Database(join(folder, databaseFileName))
  try {
    ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
    return look(database)
  } finally {
    database.close()
  }
}

const eventTables = {
  'client.created': 'clients',
  'client.changed': 'clients',
  'account.created': 'accounts',
  'backup-code.recorded': 'backup_code_sets',
  'backup-code.used': 'backup_codes',
  'access-code.recorded': 'access_codes'
} as const

/** Acknowledged changes whose record or audit row is not there. */
function lost(database: Database.Database, acknowledged: readonly Acknowledged[]): Acknowledged[] {
  const audited = database.prepare('select count(*) from audit_log where event = ? and record_id = ?').pluck()
  return acknowledged.filter(({ event, recordId }) => {
    const record = database.prepare(`select count(*) from ${eventTables[event]} where id = ?`).pluck().get(recordId)
    return record !== 1 || audited.get(event, recordId) !== 1
  })
}

/** Each counts what may not exist after whole transactions only. */
const tornQueries: Readonly<Record<string, string>> = {
  'client without its audit row': withoutAudit('clients', 'client.created'),
  'account without its audit row': withoutAudit('accounts', 'account.created'),
  'sheet without its audit row': withoutAudit('backup_code_sets', 'backup-code.recorded'),
  'access code without its audit row': withoutAudit('access_codes', 'access-code.recorded'),
  'used code without its audit row': `${withoutAudit('backup_codes', 'backup-code.used')} and used_at is not null`,
  'changed client without its audit row': `${withoutAudit('clients', 'client.changed')} and (revision > 1 or notes <> '')`,
  'audit row of a change that is not there': `select count(*) from audit_log where
     (event = 'client.created' and record_id not in (select id from clients)) or (event = 'account.created' and record_id not in (select id from accounts))
     or (event = 'backup-code.recorded' and record_id not in (select id from backup_code_sets))
     or (event = 'access-code.recorded' and record_id not in (select id from access_codes))
     or (event = 'client.changed' and record_id not in (select id from clients where notes = 'changed'))
     or (event = 'backup-code.used' and record_id not in (select id from backup_codes where used_at is not null))`,
  'gap in the audit numbers': 'select max(seq) - count(*) + min(seq) - 1 from audit_log',
  'sheet that is not complete': `select count(*) from backup_code_sets where
     (select count(*) from backup_codes where set_id = backup_code_sets.id) <> 10 or (select sum(position) from backup_codes where set_id = backup_code_sets.id) <> 55`,
  'account with sheets, not exactly one of them current': `select count(*) from
     (select 1 from backup_code_sets group by account_id having sum(replaced_at is null) <> 1)`,
  'client or account that search does not know': `select count(*) from (select id from clients union all select id from accounts) where id not in (select record_id from search_entries)`,
  'search entry of nothing':
    'select count(*) from search_entries where record_id not in (select id from clients union all select id from accounts)'
}

function withoutAudit(table: string, event: string): string {
  return `select count(*) from ${table} where id not in (select record_id from audit_log where event = '${event}')`
}

function torn(database: Database.Database): string[] {
  const found = Object.entries(tornQueries)
    .map(([what, sql]) => [what, database.prepare(sql).pluck().get() as number] as const)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${count} x ${what}`)
  // SQLite's own comparison of the word index with the entries; it throws when they differ.
  database.prepare("insert into search_index(search_index, rank) values ('integrity-check', 1)").run()
  const broken = database.pragma('foreign_key_check') as unknown[]
  return broken.length === 0 ? found : [...found, `${broken.length} x broken reference`]
}

test(
  'nothing acknowledged is lost and nothing is torn, whenever the process is killed',
  async () => {
    const keyHex = await makeFirm()
    const acknowledged: Acknowledged[] = []
    let kills = 0
    let held = 0
    onTestFinished(() => {
      const title = 'kill -9 at a random moment of acknowledged writes: 0 lost, 0 torn'
      recordSecurityCount({ row: '15-writes', title, count: kills, bar: wantedKills, failed: kills - held })
    })
    let spare = startWriter(kills)
    while (acknowledged.length < wantedWrites || kills < wantedKills) {
      const writer = spare
      // The next one loads its code meanwhile.
      spare = startWriter(kills + 1)
      const added = await runAndKill(writer)
      acknowledged.push(...added)
      kills += 1
      inspect(keyHex, (database) => {
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(lost(database, kills % wholeLookEvery === 0 ? acknowledged : added)).toEqual([])
        expect(torn(database)).toEqual([])
      })
      held += 1
    }
    inspect(keyHex, (database) => expect(lost(database, acknowledged)).toEqual([]))
    await expectSecretsWhole(keyHex)
    process.stdout.write(`${acknowledged.length} writes acknowledged, ${kills} kills, 0 lost, 0 torn\n`)
  },
  120_000 + wantedKills * 3_000
)

/** Through the app again: every sheet that exists, acknowledged or not, opens to the ten codes that were on it. */
async function expectSecretsWhole(keyHex: string): Promise<void> {
  const sheets = inspect(keyHex, (database) =>
    database
      .prepare(`select account_id as accountId, clients.name as name from backup_code_sets
        join accounts on accounts.id = account_id join clients on clients.id = client_id group by account_id`)
      .all()
  ) as { accountId: string; name: string }[]
  expect(sheets.length).toBeGreaterThan(10)
  const app = await openWriterApp(folder)
  await callFor(app, 'vault.unlockWithPassphrase', { passphrase: writerPassphrase })
  const stride = Math.ceil(sheets.length / openedAccounts)
  for (const { accountId, name } of sheets.filter((_, index) => index % stride === 0)) {
    const { sets } = await callFor(app, 'backupCodes.list', { accountId })
    for (const set of sets) {
      const values: string[] = []
      for (const { id } of set.codes) values.push((await callFor(app, 'backupCodes.reveal', { id })).value)
      const sheet = values[0]?.startsWith(`${name}B`) ? 'B' : 'A'
      expect(values).toEqual(sheetOf(`${name}${sheet}`))
    }
  }
  await app.close()
}

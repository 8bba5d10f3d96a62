/** A damaged database, page by page: it is noticed, read without being written to, and salvaged with everything that still reads. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels, publicChannels, readingChannels } from '#contract'
import { createSystemRandom } from './adapters/system-random.ts'
import { databaseFileName } from './db/database-files.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createMemoryKeyStore, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, secretsOf, type VaultApp } from './testing/test-vault-life.ts'
import { createVaultStore } from './vault/vault-store.ts'

const pageBytes = 4096
/** All pages when figures are being collected; else a sample over the whole file. */
const everyPage = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
const base = newDataFolder()
let secrets: Record<string, string[]> = {}
let keyHex = ''
let good = Buffer.alloc(0)
beforeAll(async () => {
  const firm = await openApp(base)
  await makeVault(firm, { clients: 40 })
  secrets = await secretsOf(firm)
  await firm.app.close()
  const store = createVaultStore({ folder: base, random: createSystemRandom(), clock: createTestClock() })
  const vault = await store.openWithPassphrase(firstPassphrase)
  keyHex = vault.databaseKeyHex()
  vault.close()
  good = readFileSync(join(base, databaseFileName))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const openApp = (folder: string, host: 'command-line' | 'electron' = 'command-line', clock = createTestClock()) =>
  openVaultApp(folder, {
    clock,
    keyStore: createMemoryKeyStore(false),
    info: { version: '0.0.0', host, computerUser: 'tester', dataFolder: folder }
  })

/** A copy of the firm with some pages, counted from 1, overwritten. */
function damagedCopy(pages: readonly number[]): string {
  const folder = newDataFolder()
  cpSync(base, folder, { recursive: true })
  const spoiled = Buffer.from(good)
  for (const page of pages) spoiled.fill(0x5a, (page - 1) * pageBytes, page * pageBytes)
  writeFileSync(join(folder, databaseFileName), spoiled)
  return folder
}

/** Answers of one column from the undamaged firm. */
function asked(statement: string, ...parameters: string[]): number[] {
  const database = new Database(join(base, databaseFileName), { readonly: true })
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
  const pages = database
    .prepare(statement)
    .pluck()
    .all(...parameters) as number[]
  database.close()
  return pages
}

/** The page at which a table or index begins, found in the schema. */
const rootOf = (name: string): number => asked('select rootpage from sqlite_schema where name = ?', name)[0] as number

/** The pages of the schema itself, by SQLite's own statistics. */
const tableOfContents = (): number[] => asked("select pageno from dbstat where name = 'sqlite_schema'")

const unlock = (firm: VaultApp) => firm.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: Error) => error.message
  )

/** As far as damage lets it: state damaged or open. */
async function openDamaged(folder: string): Promise<VaultApp> {
  const firm = await openApp(folder)
  const code = await codeOf(unlock(firm))
  expect(['ok', 'storage.damaged']).toContain(code)
  if (code === 'ok') expect((await firm.call('vault.check', { whole: true })).damaged).not.toBeNull()
  expect((await firm.call('vault.status', {})).state).toBe('damaged')
  return firm
}

test('a whole database is found whole, and there is nothing to read or salvage', async () => {
  const folder = damagedCopy([])
  const firm = await openApp(folder)
  await unlock(firm)
  expect((await firm.call('vault.check', { whole: true })).damaged).toBeNull()
  expect((await firm.call('vault.check', {})).damaged).toBeNull()
  expect((await firm.call('audit.list', { limit: 5 })).rows.map(({ event }) => event)).toContain('vault.checked')
  expect([await codeOf(firm.call('vault.salvage', {})), await codeOf(firm.call('vault.openForReading', {}))]).toEqual([
    'vault.not-damaged',
    'vault.not-damaged'
  ])
  await firm.app.close()
})

test('each page in turn: what is lost is named, every other secret is there, and the record holds with its gap explained', async () => {
  const pages = good.length / pageBytes
  const outcomes = { salvaged: 0, refused: 0, unharmed: 0 }
  const contents = tableOfContents()
  for (let page = 1; page <= pages; page += everyPage ? 1 : Math.floor(pages / 9)) {
    const folder = damagedCopy([page])
    const firm = await openApp(folder)
    const code = await codeOf(unlock(firm))
    if (code === 'ok' && (await firm.call('vault.check', { whole: true })).damaged === null) {
      outcomes.unharmed += 1
      await firm.app.close()
      continue
    }
    const before = readFileSync(join(folder, databaseFileName))
    const answer = await codeOf(firm.call('vault.salvage', {}))
    if (answer === 'storage.not-salvageable') {
      outcomes.refused += 1
      // Without its table of contents SQLite finds nothing; anything else must be salvageable.
      expect(contents).toContain(page)
      expect(readFileSync(join(folder, databaseFileName)).equals(before)).toBe(true)
      await firm.app.close()
      continue
    }
    expect([page, answer]).toEqual([page, 'ok'])
    outcomes.salvaged += 1
    const { salvage } = await firm.call('damage.lastSalvage', {})
    const found = await secretsOf(firm)
    const missing = Object.entries(secrets).flatMap(([username, all]) => all.filter((secret) => !(found[username] ?? []).includes(secret)))
    // A lost secret, or a lost account above it, stands in the list of losses.
    if (missing.length > 0) expect(salvage?.losses.length).toBeGreaterThan(0)
    const verified = await firm.call('audit.verify', {})
    expect([page, verified.status, verified.problem]).toEqual([page, 'ok', null])
    expect(verified.salvageLost).toBe(salvage?.auditRowsLost)
    const kept = readdirSync(folder).filter((name) => name.includes('damaged-') && name.endsWith('.db'))
    expect(kept).toEqual([salvage?.keptAs])
    expect((await firm.call('vault.check', { whole: true })).damaged).toBeNull()
    await firm.call('vault.lock', {})
    await unlock(firm)
    expect((await firm.call('accounts.list', { limit: 100 })).rows.length).toBe(40)
    await firm.app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  expect(outcomes.salvaged).toBeGreaterThan(6)
  process.stdout.write(`${JSON.stringify(outcomes)} of ${pages} pages\n`)
  recordSecurityCount({
    row: '18-salvage',
    title: 'a page of the database overwritten: nothing that reads is lost in the salvage, what does not is named, the record holds',
    count: outcomes.salvaged + outcomes.refused,
    bar: everyPage ? 150 : 8,
    failed: 0
  })
})

test('open for reading: every list reads, nothing else answers, and the file stays as it is to the byte', async () => {
  const page = rootOf('contacts')
  const folder = damagedCopy([page])
  const firm = await openDamaged(folder)
  const digest = () => readFileSync(join(folder, databaseFileName)).toString('latin1')
  const before = digest()
  const status = await firm.call('vault.openForReading', {})
  expect([status.state, status.readOnly, status.mayChoosePassphrase]).toEqual(['open', true, false])
  const accounts = (await firm.call('accounts.list', { limit: 100 })).rows
  expect(accounts.length).toBe(40)
  const clientId = accounts[0]?.clientId ?? ''
  const accountId = accounts[0]?.id ?? ''
  expect(JSON.stringify(await firm.call('clients.get', { id: clientId }))).toContain('Client ')
  expect((await firm.call('backupCodes.list', { accountId })).sets.length).toBe(1)
  expect(JSON.stringify(await firm.call('members.list', {}))).toContain('Ana Paralegal')
  expect((await firm.call('audit.list', { limit: 5 })).rows.length).toBe(5)
  expect((await firm.call('recovery.of', { accountId })) !== null).toBe(true)
  for (const channel of [
    'today.list',
    'matters.list',
    'cases.list',
    'deadlines.list',
    'settings.get',
    'vault.info',
    'nextSteps.list'
  ] as const)
    expect([channel, (await firm.app.invoke(channel, channel === 'deadlines.list' ? { span: 'all' } : {})).ok]).toEqual([channel, true])
  const may = new Set<string>([...publicChannels, ...readingChannels])
  const refused = channels.filter((channel) => !may.has(channel))
  expect(refused.length).toBeGreaterThan(80)
  for (const channel of refused) {
    const answer = await firm.app.invoke(channel, {})
    expect([channel, answer.ok ? 'answered' : answer.error.code]).toEqual([channel, 'vault.read-only'])
  }
  await firm.app.close()
  expect(digest() === before).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['keydocket.db', 'vault.json'])
})

test('from reading to salvage without typing the passphrase again; a lost client stays as an empty record with what belongs to it', async () => {
  const folder = damagedCopy([rootOf('clients')])
  const firm = await openDamaged(folder)
  const answer = await codeOf(firm.call('vault.salvage', {}))
  expect(answer).toBe('ok')
  const { salvage } = await firm.call('damage.lastSalvage', {})
  expect(salvage?.rowsLost).toBeGreaterThan(0)
  expect(JSON.stringify(Object.keys(await secretsOf(firm)).sort())).toBe(JSON.stringify(Object.keys(secrets).sort()))
  expect(await secretsOf(firm)).toEqual(secrets)
  const saved = await firm.call('damage.saveReport', {})
  expect(saved.saved).toBe(true)
  const events = (await firm.call('audit.list', { limit: 500 })).rows.map(({ event }) => event)
  expect(events).toEqual(expect.arrayContaining(['vault.salvaged', 'vault.salvage-report-saved']))
  await firm.app.close()
})

test('the end of the record is lost: numbers go on behind it, and no number is given twice', async () => {
  const firm0 = await openApp(base)
  await unlock(firm0)
  const head = (await firm0.call('audit.state', {})).head?.seq ?? 0
  await firm0.app.close()
  good = readFileSync(join(base, databaseFileName))
  const database = new Database(join(base, databaseFileName), { readonly: true })
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
  database.close()
  let found = 0
  for (let page = good.length / pageBytes; page > 1 && found === 0; page -= 1) {
    const folder = damagedCopy([page])
    const firm = await openApp(folder)
    const code = await codeOf(unlock(firm))
    if (code === 'storage.damaged' && (await codeOf(firm.call('vault.salvage', {}))) === 'ok') {
      const { salvage } = await firm.call('damage.lastSalvage', {})
      const numbers = (await firm.call('audit.list', { limit: 500 })).rows.map(({ seq }) => seq)
      if ((salvage?.auditRowsLost ?? 0) > 0 && !numbers.includes(head)) {
        found += 1
        expect(Math.min(...numbers.filter((seq) => seq > head))).toBe(head + 2)
        const verified = await firm.call('audit.verify', {})
        expect([verified.status, verified.salvageLost]).toEqual(['ok', salvage?.auditRowsLost])
      }
    }
    await firm.app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  expect(found).toBe(1)
})

test('damage met by a call, or by the weekly look, closes the vault by itself', async () => {
  const weekly = damagedCopy([rootOf('contacts')])
  const clock = createTestClock()
  const firm = await openApp(weekly, 'electron', clock)
  await unlock(firm)
  expect((await firm.call('vault.status', {})).state).toBe('open')
  clock.advance(31_000)
  await expect.poll(async () => (await firm.call('vault.status', {})).state).toBe('damaged')
  // Nobody does anything about it: the keys go.
  for (let minute = 0; minute < 11; minute += 1) clock.advance(60_000)
  await expect.poll(async () => (await firm.call('vault.status', {})).state).toBe('locked')
  await firm.app.close()

  const byCall = damagedCopy([rootOf('contacts')])
  const other = await openApp(byCall, 'electron')
  await unlock(other)
  expect(await codeOf(other.call('contacts.list', {}))).toBe('storage.damaged')
  await expect.poll(async () => (await other.call('vault.status', {})).state).toBe('damaged')
  await other.app.close()
})

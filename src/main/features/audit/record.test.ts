/** How the log is written, anchored, exported and read back, on both engines where the engine matters. */
import { execFileSync } from 'node:child_process'
import { createSecretKey, randomBytes } from 'node:crypto'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { Output } from '#contract'
import { createApp } from '../../app.ts'
import { applicationId, databaseFileName, openFirmDb } from '../../db/open.ts'
import { withStatementCache } from '../../db/statement-cache.ts'
import type { Tables } from '../../db/tables.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import {
  createMemoryKeyStore,
  createMemorySaver,
  createTestClock,
  createTestPorts,
  newDataFolder,
  type TestClock
} from '../../testing/test-ports.ts'
import { callFor, writerPassphrase } from '../../testing/test-writer.ts'
import { createOpenVault } from '../../vault/open-vault.ts'
import type { Anchor, AnchorAnswer } from './anchor.ts'

const script = join(import.meta.dirname, '../../../../scripts/verify-audit.mjs')
interface Found {
  readonly ok: boolean
  readonly problem: { kind: string; seq: number } | null
  readonly rows: number
  readonly hidden: number
}
const { verifyExport } = (await import(script)) as { verifyExport(lines: readonly string[], key?: string): Promise<Found> }

async function exported(firm: TestFirm, clientId: string | null = null, withNames = false): Promise<string[]> {
  const lines: string[] = []
  let cursor: Output<'audit.exportPage'>['next'] = null
  do {
    const page: Output<'audit.exportPage'> = await firm.call('audit.exportPage', { clientId, withNames, cursor })
    lines.push(...page.lines)
    cursor = page.next
  } while (cursor !== null)
  return lines
}

let tried = 0
let missed = 0
afterAll(() => {
  const title = 'changes to an exported record, found by the stand-alone verifier'
  recordSecurityCount({ row: '14b', title, count: tried, bar: '100 % found', failed: missed })
})

describe.each(engines)('$name', ({ open }) => {
  test('rows older than the chain are chained once, and that is written down', async () => {
    const db = await open()
    const first = await openTestFirm(db)
    await withAccount(first)
    const raw = db.read as Kysely<Tables>
    await raw.updateTable('audit_log').set({ previous_hash: null, hash: null, mac: null }).execute()
    await raw.deleteFrom('audit_checkpoints').execute()
    await raw.deleteFrom('audit_keys').execute()
    const count = (await first.call('audit.list', {})).rows.length
    const again = await openTestFirm(db)
    const [opened, chained] = (await again.call('audit.list', {})).rows
    expect(opened?.event).toBe('vault.created')
    expect(chained).toMatchObject({ event: 'audit.chained', details: { rows: count }, seq: count + 1 })
    expect(await again.call('audit.verify', {})).toMatchObject({ status: 'ok', rows: count + 2 })
    if (db.schema.name === 'sqlite') await db.close()
  })

  test('a change that rolls back leaves no trace in the chain', async () => {
    const db = await open()
    const firm = await openTestFirm(db)
    const { account } = await withAccount(firm)
    const lost = firm.call('backupCodes.record', { accountId: account.id, codes: ['same', 'same'] })
    await expect(lost).rejects.toMatchObject({ code: 'codes.duplicate' })
    // This one has written its row already when it fails.
    await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2026-11-01' })
    const [code] = await firm.call('accessCodes.list', { accountId: account.id })
    await expect(firm.call('accessCodes.reveal', { id: code?.id as string })).rejects.toMatchObject({ code: 'codes.no-value' })
    await firm.call('clients.create', { name: 'Petrov, Ivan' })
    expect((await firm.call('audit.verify', {})).status).toBe('ok')
    if (db.schema.name === 'sqlite') await db.close()
  })

  test('one client’s export has the others as digests only, and the chain still verifies', async () => {
    const db = await open()
    const firm = await openTestFirm(db)
    const first = await withAccount(firm)
    const second = await withAccount(firm, 'Nguyen, Thi Mai', 'mai@example.com')
    for (const { account } of [first, second]) {
      await firm.call('backupCodes.record', { accountId: account.id, codes: ['9f3a7c21'] })
    }
    const lines = await exported(firm, first.client.id, true)
    const text = lines.join('\n')
    expect(text).toContain('Garcia Lopez')
    for (const foreign of ['Nguyen', second.client.id, second.account.id, 'vault.created']) expect(text).not.toContain(foreign)
    const found = await verifyExport(lines)
    expect(found).toMatchObject({ ok: true, problem: null })
    expect(found.hidden).toBeGreaterThan(3)
    const seen = lines.map((line) => JSON.parse(line)).filter((line) => line.type === 'row')
    expect(seen.at(-1)).toMatchObject({ event: 'audit.exported', clientName: 'Garcia Lopez, María', accountName: null })
    expect((await exported(firm, first.client.id)).join('\n')).not.toContain('Garcia Lopez')
    expect((await firm.call('audit.verify', {})).status).toBe('ok')
    if (db.schema.name === 'sqlite') await db.close()
  })
})

const openSqlite = (engines[0] as (typeof engines)[number]).open

test('the stand-alone verifier finds every change of an exported record and names the row', async () => {
  const firm = await openTestFirm(await openSqlite())
  const { client, account } = await withAccount(firm)
  await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2026-11-01' })
  for (const lines of [await exported(firm), await exported(firm, client.id)]) {
    expect(await verifyExport(lines)).toMatchObject({ ok: true, problem: null })
    const find = async (changed: readonly string[]) => {
      const { ok, problem } = await verifyExport(changed)
      tried += 1
      if (ok) missed += 1
      return problem?.seq ?? null
    }
    const rowCount = lines.filter((line) => /^\{"type":"(row|hidden)"/.test(line)).length
    for (let seq = 1; seq <= rowCount; seq += 1) {
      const row = JSON.parse(lines[seq] as string) as Record<string, unknown>
      for (const [name, value] of Object.entries(row)) {
        // The MAC needs the firm's own key.
        if (name === 'mac') continue
        const other =
          typeof value === 'number' ? value ^ 1 : value === null ? 0 : `${String(value).slice(0, -1)}${value === '0' ? '1' : '0'}x`
        const changed = lines.with(seq, JSON.stringify({ ...row, [name]: other }))
        expect([name, await find(changed)]).toEqual([name, seq])
      }
      expect(await find(lines.toSpliced(seq, 1))).toBe(seq)
      expect(await find(lines.toSpliced(seq, 0, lines[seq] as string))).toBe(seq + 1)
      expect(await find(lines.slice(0, seq))).toBe(seq)
      if (seq < rowCount) expect(await find(lines.with(seq, lines[seq + 1] as string).with(seq + 1, lines[seq] as string))).toBe(seq)
    }
    for (let place = rowCount + 1; place < lines.length; place += 1) {
      const line = JSON.parse(lines[place] as string) as Record<string, unknown>
      for (const name of Object.keys(line)) expect(await find(lines.with(place, JSON.stringify({ ...line, [name]: -7 })))).not.toBeNull()
      expect(await find(lines.toSpliced(place, 1))).not.toBeNull()
    }
  }
  expect((await verifyExport(await exported(firm), 'another key')).problem?.kind).toBe('other-key')
  const file = join(newDataFolder(), 'record.jsonl')
  writeFileSync(file, (await exported(firm)).join('\n'))
  const told = execFileSync(process.execPath, [script, file], { encoding: 'utf8' })
  const { head, keyFingerprint } = await firm.call('audit.state', {})
  expect(told).toContain(`Log head ${head?.code}`)
  expect(told).toContain(`Signed with the key ${keyFingerprint}`)
  await firm.db.close()
})

describe('the anchor outside the database', () => {
  test('an older copy of the database is noticed when it is opened, whatever opens it, and keeps nobody out', async () => {
    const dataFolder = newDataFolder()
    const keyStore = createMemoryKeyStore()
    const openApp = async () => {
      const ports = createTestPorts({ dataFolder, keyStore: { ...keyStore, close() {} } })
      return { ports, app: await createApp(ports) }
    }
    const settle = async ({ app, ports }: Awaited<ReturnType<typeof openApp>>) => {
      ;(ports.clock as TestClock).advance(5_000)
      // Verifying asks the keychain itself; the order of the questions is the keychain's.
      return callFor(app, 'audit.verify', {})
    }
    const made = await openApp()
    const kit = await callFor(made.app, 'vault.begin', { passphrase: writerPassphrase, memberName: 'Ana Paralegal', useKeychain: true })
    const [one, two] = kit.confirm
    await callFor(made.app, 'vault.confirmKit', { groups: [kit.groups[one - 1] as string, kit.groups[two - 1] as string] })
    expect((await settle(made)).status).toBe('ok')
    await callFor(made.app, 'vault.lock', {})
    await expect.poll(() => [...keyStore.entries.values()][0]).toMatch(/^v2\..*\.\d+\.[0-9a-f]{16}$/)
    const file = join(dataFolder, databaseFileName)
    copyFileSync(file, `${file}.yesterday`)

    await callFor(made.app, 'vault.unlockWithKeychain', {})
    await callFor(made.app, 'clients.create', { name: 'Petrov, Ivan' })
    expect((await settle(made)).status).toBe('ok')
    const before = [...keyStore.entries.values()][0]
    await callFor(made.app, 'vault.lock', {})
    await expect.poll(() => [...keyStore.entries.values()][0]).not.toBe(before)
    await made.app.close()
    copyFileSync(`${file}.yesterday`, file)

    const back = await openApp()
    await callFor(back.app, 'vault.unlockWithPassphrase', { passphrase: writerPassphrase })
    const found = await settle(back)
    expect(found).toMatchObject({ status: 'problem', problem: { kind: 'rolled-back' }, anchor: { state: 'rolled-back' } })
    expect((await callFor(back.app, 'audit.list', {})).rows.map((row) => row.event)).toContain('audit.rolled-back')
    const anchored = [...keyStore.entries.values()][0]
    await callFor(back.app, 'vault.lock', {})
    // The evidence stays until a person says otherwise.
    expect([...keyStore.entries.values()][0]).toBe(anchored)
    await callFor(back.app, 'vault.unlockWithKeychain', {})
    expect((await settle(back)).problem?.kind).toBe('rolled-back')
    await callFor(back.app, 'audit.acceptState', {})
    expect(await callFor(back.app, 'audit.verify', {})).toMatchObject({ status: 'ok', anchor: { state: 'agrees' } })
    expect([...keyStore.entries.values()][0]).not.toBe(anchored)
    await back.app.close()
  })

  test('a place that hangs or refuses holds up neither writing nor closing', async () => {
    const kept: Anchor[] = []
    const place = { read: () => new Promise<AnchorAnswer>(() => {}), write: async (anchor: Anchor) => void kept.push(anchor) }
    const firm = await openTestFirm(await openSqlite(), { anchorPlace: place })
    ;(firm.ports.clock as TestClock).advance(5_000)
    await firm.call('clients.create', { name: 'Petrov, Ivan' })
    expect((await firm.call('audit.state', {})).anchor).toEqual({ state: 'unread', seq: null })
    await firm.firm.close('by-hand')
    expect(kept).toEqual([])
  })
})

describe('the anchor while keys are replaced', () => {
  test('nothing is noted until the firm goes on', async () => {
    const answers: ((answer: AnchorAnswer) => void)[] = []
    const place = { read: () => new Promise<AnchorAnswer>((resolve) => void answers.push(resolve)), write: async () => {} }
    const firm = await openTestFirm(await openSqlite(), { anchorPlace: place })
    const clock = firm.ports.clock as TestClock
    const ahead: AnchorAnswer = { kind: 'kept', anchor: { seq: 999, hashPrefix: '0'.repeat(16) } }
    const events = async () => (await firm.call('audit.list', {})).rows.map(({ event }) => event)
    clock.advance(5_000)
    const plan = { folder: newDataFolder(), reason: 'precaution' as const, onProgress: () => {}, signal: AbortSignal.abort() }
    const facts = { vaultId: '0190aaaa-0000-7000-8000-000000000000', generation: 2, random: firm.ports.random }
    const to = createOpenVault(createSecretKey(randomBytes(32)), facts)
    await expect(firm.firm.stageRotation({ ...plan, to })).rejects.toThrow()
    answers[0]?.(ahead)
    for (let turn = 0; turn < 5; turn += 1) await firm.db.write(async () => {})
    expect(await events()).not.toContain('audit.rolled-back')
    clock.advance(3_600_000)
    expect(answers).toHaveLength(1)
    firm.firm.resume()
    clock.advance(5_000)
    answers[1]?.(ahead)
    await expect.poll(events).toContain('audit.rolled-back')
    await firm.firm.close('by-hand')
  })
})

test('a record is named after the day where the firm is', async () => {
  const saver = createMemorySaver()
  const clock = createTestClock(Date.parse('2026-11-23T02:00:00Z'))
  const firm = await openTestFirm(await openSqlite(), { clock, fileSaver: saver })
  await firm.call('audit.saveExport', {})
  expect([...saver.files.keys()]).toEqual(['Keydocket record 2026-11-22.jsonl'])
  await firm.db.close()
})

describe('a secret is not released unlogged', () => {
  const revealed = async (limit: (database: Database.Database) => void) => {
    const folder = newDataFolder()
    const keyHex = '5a'.repeat(32)
    await (await openFirmDb({ folder, keyHex, create: true, now: 0 })).close()
    const database = new Database(join(folder, databaseFileName))
    ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId)
    database.pragma('journal_mode = wal')
    const { firmDbOn } = await import('../../db/open.ts')
    const { sqliteSchema } = await import('../../db/dialects/sqlite.ts')
    const firm = await openTestFirm(
      firmDbOn(new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(database) }) }), sqliteSchema)
    )
    const { account } = await withAccount(firm)
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['9f3a7c21'] })
    const code = (await firm.call('backupCodes.list', { accountId: account.id })).sets[0]?.codes[0]?.id as string
    expect(await firm.call('backupCodes.reveal', { id: code })).toMatchObject({ value: '9f3a7c21' })
    limit(database)
    const answers: string[] = []
    // The page under way may still have room for a few rows.
    for (let turn = 0; turn < 60 && answers.length === 0; turn += 1) {
      const before = (await firm.call('audit.list', { limit: 1 })).rows[0]?.seq
      const answer = await firm.call('backupCodes.reveal', { id: code }).catch((error: Error & { code?: string }) => String(error.code))
      if (typeof answer === 'string') answers.push(answer)
      else expect((await firm.call('audit.list', { limit: 1 })).rows[0]?.seq).toBe(Number(before) + 1)
    }
    database.pragma('max_page_count = 1000000')
    database.pragma('query_only = off')
    await firm.call('backupCodes.reveal', { id: code })
    expect((await firm.call('audit.verify', {})).status).toBe('ok')
    database.close()
    return answers
  }

  test('when the disk is full', async () => {
    const full = (database: Database.Database) => {
      database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`)
    }
    expect(await revealed(full)).toEqual(['SQLITE_FULL'])
  })

  test('when the file cannot be written any more', async () => {
    expect(await revealed((database) => void database.pragma('query_only = on'))).toEqual(['SQLITE_READONLY'])
  })
})

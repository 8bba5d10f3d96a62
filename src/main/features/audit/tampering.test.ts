/** Row 14 of the security bar: whatever is done to the log behind the program's back is found, and the first bad row named. On both engines. */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AuditLogTable, Tables } from '../../db/tables.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { linkHash, rowDigest } from './chain.ts'

/** In a counted run every column of every row; otherwise one column of each row in turn. */
const isCounted = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
let tried = 0
let missed = 0

afterAll(() => {
  const title = 'changes to the audit log, found with the first bad row named'
  recordSecurityCount({ row: '14', title, count: tried, bar: '100 % found', failed: missed })
})

type Row = AuditLogTable
const raw = (firm: TestFirm) => firm.db.read as Kysely<Tables>

async function rowsOf(firm: TestFirm): Promise<Row[]> {
  const rows = await raw(firm).selectFrom('audit_log').selectAll().orderBy('seq').execute()
  const whole = (value: number | null) => (value === null ? null : Number(value))
  return rows.map((row) => ({
    ...{ ...row, seq: Number(row.seq), at: Number(row.at), monotonic_ms: Number(row.monotonic_ms) },
    sealed_revision: whole(row.sealed_revision)
  }))
}

async function put(firm: TestFirm, rows: readonly Row[]): Promise<void> {
  await raw(firm).deleteFrom('audit_log').execute()
  for (let at = 0; at < rows.length; at += 100) {
    await raw(firm)
      .insertInto('audit_log')
      .values(rows.slice(at, at + 100))
      .execute()
  }
}

/** Puts back the log, its signatures, its keys and the kept codes as they are now. */
async function restorer(firm: TestFirm): Promise<() => Promise<void>> {
  const rows = await rowsOf(firm)
  const tables = ['audit_checkpoints', 'audit_keys'] as const
  const kept = await Promise.all(tables.map((table) => raw(firm).selectFrom(table).selectAll().execute()))
  const codes = await raw(firm).selectFrom('backup_codes').select('secret').execute()
  return async () => {
    await put(firm, rows)
    for (const [index, table] of tables.entries()) {
      await raw(firm).deleteFrom(table).execute()
      await raw(firm)
        .insertInto(table)
        .values(kept[index] as never)
        .execute()
    }
    for (const code of codes) await raw(firm).updateTable('backup_codes').set(code).execute()
  }
}

/** What verifying answers. The row it adds is taken away again. */
async function verified(firm: TestFirm) {
  const [newest] = await raw(firm).selectFrom('audit_log').select('seq').orderBy('seq', 'desc').limit(1).execute()
  const last = Number(newest?.seq ?? 0)
  const found = await firm.call('audit.verify', {})
  await raw(firm).deleteFrom('audit_log').where('seq', '>', last).execute()
  return found
}

async function verdict(firm: TestFirm, expectedSeq?: number): Promise<string> {
  const { status, problem } = await verified(firm)
  tried += 1
  if (problem === null || (expectedSeq !== undefined && problem.seq !== expectedSeq)) missed += 1
  return problem === null ? status : `${problem.kind} ${problem.seq}`
}

/** A log of `count` rows and a little more: codes shown, settings changed. */
async function fill(firm: TestFirm, count: number): Promise<void> {
  const { account } = await withAccount(firm)
  await firm.call('backupCodes.record', { accountId: account.id, codes: ['9f3a7c21'] })
  const code = (await firm.call('backupCodes.list', { accountId: account.id })).sets[0]?.codes[0]
  for (let row = 0; row < count / 2; row += 1) {
    await firm.call('settings.update', { clipboardSeconds: 20 + (row % 2) })
    await firm.call('backupCodes.reveal', { id: code?.id as string })
  }
}

/** The rows from `from` on with their chain computed anew, as one would without the audit key. */
function rechained(rows: readonly Row[], from: number): Row[] {
  let previous = rows[from - 2]?.hash as string
  return rows.map((row) => {
    if (row.seq < from) return row
    const hash = linkHash(rowDigest(row), Buffer.from(previous, 'hex')).toString('hex')
    const made = { ...row, previous_hash: previous, hash, mac: randomBytes(32).toString('hex') }
    previous = hash
    return made
  })
}

const renumbered = (rows: readonly Row[]): Row[] => rows.map((row, index) => ({ ...row, seq: index + 1 }))
const at = (rows: readonly Row[], seq: number): Row => rows[seq - 1] as Row

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let rows: Row[]
  let restore: () => Promise<void>
  beforeAll(async () => {
    firm = await openTestFirm(await open())
    await fill(firm, 270)
    rows = await rowsOf(firm)
    restore = await restorer(firm)
  })
  afterEach(() => restore())
  afterAll(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  test('an untouched log holds, and says its head and signatures', async () => {
    const found = await firm.call('audit.verify', {})
    expect(found).toMatchObject({
      status: 'ok',
      problem: null,
      rows: rows.length,
      head: { seq: rows.length, hash: at(rows, rows.length).hash }
    })
    expect(found.checkpoints).toBe(2)
    expect(firm.events.some(({ name }) => name === 'audit.progress')).toBe(true)
    const [noted] = (await firm.call('audit.list', { limit: 1 })).rows
    expect(noted).toMatchObject({ event: 'audit.verified', details: { result: 'ok', rows: rows.length } })
    expect(await firm.call('audit.verify', {})).toMatchObject({ status: 'ok', rows: rows.length + 1 })
  })

  const changes: readonly [string, string, (rows: readonly Row[]) => readonly Row[]][] = [
    ['an edited row', 'edited 40', (all) => all.map((row) => (row.seq === 40 ? { ...row, actor: 'Somebody Else' } : row))],
    ['an edited time', 'edited 41', (all) => all.map((row) => (row.seq === 41 ? { ...row, at: row.at - 86_400_000 } : row))],
    ['an edited row, its hash computed anew', 'edited 42', (all) => all.map((row) => (row.seq === 42 ? edited(row) : row))],
    ['a deleted row', 'missing 50', (all) => all.filter((row) => row.seq !== 50)],
    ['the first row deleted', 'missing 1', (all) => all.slice(1)],
    ['a deleted row, the rest renumbered', 'missing 50', (all) => renumbered(all.filter((row) => row.seq !== 50))],
    ['two rows in each other’s place', 'reordered 60', (all) => renumbered(swapped(all, 60, 61))],
    ['rows far apart in each other’s place', 'reordered 60', (all) => renumbered(swapped(all, 60, 200))],
    ['an inserted row', 'inserted 70', (all) => renumbered([...all.slice(0, 69), invented(at(all, 69)), ...all.slice(69, -1)])],
    [
      'an inserted row without a chain',
      'inserted 71',
      (all) => renumbered([...all.slice(0, 70), unchained(at(all, 70)), ...all.slice(70, -1)])
    ],
    ['a cut tail', 'truncated 201', (all) => all.slice(0, 200)],
    ['everything gone', 'truncated 1', () => []],
    ['a cut tail, its end written anew without the key', 'forged 180', (all) => rechained(all.slice(0, 200), 180)],
    ['everything after a row written anew without the key', 'forged 90', (all) => rechained(all, 90)]
  ]
  const edited = (row: Row): Row => {
    const changed = { ...row, actor: 'Somebody Else' }
    return { ...changed, hash: linkHash(rowDigest(changed), Buffer.from(row.previous_hash as string, 'hex')).toString('hex') }
  }
  const invented = (before: Row): Row => ({
    ...before,
    id: before.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    mac: '00'.repeat(32)
  })
  const unchained = (before: Row): Row => ({ ...invented(before), previous_hash: null, hash: null, mac: null })
  const swapped = (all: readonly Row[], one: number, other: number): Row[] =>
    all.map((row) => (row.seq === one ? at(all, other) : row.seq === other ? at(all, one) : row))

  test.each(changes)('%s: %s', async (_name, expected, change) => {
    await put(firm, change(rows))
    expect(await verdict(firm)).toBe(expected)
  })

  test('a signed state that is edited, signed by another key, or of another row', async () => {
    const table = raw(firm)
    const [last] = await table.selectFrom('audit_checkpoints').selectAll().where('seq', '=', 256).execute()
    const set = (change: Partial<Tables['audit_checkpoints']>) =>
      table.updateTable('audit_checkpoints').set(change).where('seq', '=', 256).execute()
    for (const change of [{ at: 1 }, { app_version: '9' }, { signature: `A${last?.signature.slice(1)}A` }]) {
      await set(change)
      expect(await verdict(firm)).toBe('signature-wrong 256')
      await set(last as Tables['audit_checkpoints'])
    }
    await set({ hash: at(rows, 255).hash as string })
    expect(await verdict(firm)).toBe('checkpoint-differs 256')
    await set(last as Tables['audit_checkpoints'])
    await table
      .updateTable('audit_keys')
      .set({ secret: Buffer.alloc(80) })
      .execute()
    expect(await verdict(firm)).toMatch(/^signature-wrong/)
  })

  test('a kept secret that is not the one last seen; one that was destroyed is no problem', async () => {
    const seen = rows.filter((row) => row.sealed_hash !== null).at(-1)
    const codes = raw(firm).updateTable('backup_codes')
    const { secret } = await raw(firm).selectFrom('backup_codes').select('secret').executeTakeFirstOrThrow()
    const other = Buffer.from(secret)
    other[20] = (other[20] as number) ^ 1
    await codes.set({ secret: other }).execute()
    expect(await verdict(firm)).toBe(`value-changed ${seen?.seq}`)
    await codes.set({ secret: Buffer.alloc(0) }).execute()
    expect((await verified(firm)).status).toBe('ok')
  })

  test('the log of another vault, and of a copy that went its own way', async () => {
    const fork = rows.slice(0, 100)
    const rest = rechained(rows, 101)
    await put(firm, [...fork, ...rest.slice(100)])
    expect(await verdict(firm)).toBe('forged 101')
    if (firm.db.schema.name !== 'sqlite') return
    const other = await openTestFirm(await open())
    await fill(other, 40)
    const theirs = await rowsOf(other)
    await put(firm, theirs)
    expect(await verdict(firm, 1)).toMatch(/ 1$/)
    await put(other, rows.slice(0, theirs.length))
    expect(await verdict(other, 1)).toMatch(/ 1$/)
    await other.db.close()
  })
})

const sqlite = engines[0] as (typeof engines)[number]

test('one bit in each column of a thousand rows', { timeout: 1_800_000 }, async () => {
  const firm = await openTestFirm(await sqlite.open())
  await fill(firm, 1_000)
  const rows = (await rowsOf(firm)).slice(0, 1_000)
  const columns = Object.keys(at(rows, 1)) as (keyof Row)[]
  expect(columns.length).toBe(18)
  const last = (await rowsOf(firm)).length
  const wrong: string[] = []
  for (const row of rows) {
    for (const column of isCounted ? columns : [columns[row.seq % columns.length] as keyof Row]) {
      const key = column === 'seq' ? flipped(row.seq) : row.seq
      const set = (seq: number, value: unknown) =>
        raw(firm)
          .updateTable('audit_log')
          .set({ [column]: value })
          .where('seq', '=', seq)
          .execute()
      await set(row.seq, flipped(row[column]))
      const found = await verdict(firm, row.seq)
      if (!found.endsWith(` ${row.seq}`)) wrong.push(`${column} of ${row.seq}: ${found}`)
      await set(Number(key), row[column])
      await raw(firm).deleteFrom('audit_log').where('seq', '>', last).execute()
      await raw(firm).deleteFrom('audit_checkpoints').where('seq', '>', last).execute()
    }
  }
  expect(wrong).toEqual([])
  expect((await firm.call('audit.verify', {})).status).toBe('ok')
  await firm.db.close()
})

/** The same value with one bit turned; nothing becomes something. */
function flipped(value: string | number | null): string | number {
  if (value === null) return 0
  if (typeof value === 'number') return value ^ 0x20000 || 1
  const place = Math.floor(value.length / 2)
  return value.slice(0, place) + String.fromCharCode(value.charCodeAt(place) ^ 1) + value.slice(place + 1)
}

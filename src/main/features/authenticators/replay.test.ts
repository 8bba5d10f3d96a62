/** A code is handed out once: copying it again says so. On a real encrypted SQLite file and on a real PostgreSQL. */
import { type Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FirmDb } from '../../db/handles.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createTestClock, type MemoryClipboard, type TestClock } from '../../testing/test-ports.ts'

/** Ten seconds into a period. */
const start = 1_800_000_010_000
const counts = { count: 0, failed: 0 }

describe.each(engines)('$name', ({ name, open }) => {
  let db: FirmDb
  let firm: TestFirm
  let id: string
  beforeEach(async () => {
    db = await open()
    firm = await openTestFirm(db, { clock: createTestClock(start) })
    const { account } = await withAccount(firm)
    const { pendingId } = await firm.call('authenticators.readKey', { accountId: account.id, key: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })
    id = (await firm.call('authenticators.save', { pendingId })).authenticatorId
  })
  afterEach(async () => {
    if (db.schema.name === 'sqlite') await firm.firm.close('by-hand')
  })
  const clock = () => firm.ports.clock as TestClock
  const copy = async (which: 'current' | 'next' = 'current') => (await firm.call('authenticators.copyCode', { id, which })).earlier
  const check = (found: unknown, expected: unknown): void => {
    counts.count += 1
    if (JSON.stringify(found) !== JSON.stringify(expected)) counts.failed += 1
    expect(found).toEqual(expected)
  }

  test('copying again in the same period says who copied and when; in the next it does not', async () => {
    check(await copy(), null)
    clock().advance(12_000)
    check(await copy(), { at: start, by: 'Ana Paralegal' })
    clock().advance(1_000)
    // The one before, not the first.
    check(await copy(), { at: start + 12_000, by: 'Ana Paralegal' })
    clock().advance(8_000)
    check(await copy(), null)
  })

  test('another person is named', async () => {
    await copy()
    const { id: memberId } = await firm.call('members.add', { name: 'Ben Attorney' })
    await firm.call('members.act', { id: memberId })
    clock().advance(2_000)
    check(await copy(), { at: start, by: 'Ana Paralegal' })
    clock().advance(2_000)
    check(await copy(), { at: start + 2_000, by: 'Ben Attorney' })
  })

  test('the next code copied early counts once it is the present one, and the present one still does', async () => {
    await copy()
    clock().set(start + 17_500)
    check(await copy('next'), null)
    check(await copy('next'), { at: start + 17_500, by: 'Ana Paralegal' })
    check(await copy(), { at: start, by: 'Ana Paralegal' })
    clock().set(start + 20_000)
    check(await copy(), { at: start + 17_500, by: 'Ana Paralegal' })
  })

  test('it outlives locking: the next session knows it', async () => {
    await copy()
    firm = await openTestFirm(db, { clock: createTestClock(start + 5_000) })
    // Sealed under another test vault, the key itself cannot be opened here: only the memory of the hand-out is looked at.
    const kept = await db.read.selectFrom('handed_out_codes').selectAll().execute()
    check(
      kept.map((row) => [row.authenticator_id, Number(row.step), Number(row.at), row.handed_out_by]),
      [[id, Math.floor(start / 30_000), start, 'Ana Paralegal']]
    )
  })

  test('showing to oneself hands nothing out; printing does', async () => {
    const show = async (isHandedOut: boolean) => (await firm.call('authenticators.showCode', { id, isHandedOut })).earlier
    check(await show(false), null)
    check(await show(false), null)
    check(await copy(), null)
    check(await show(false), null)
    check(await show(true), { at: start, by: 'Ana Paralegal' })
    check(await copy(), { at: start, by: 'Ana Paralegal' })
  })

  test('a code whose hand-out cannot be noted is not handed out', async () => {
    const rename = (from: string, to: string) =>
      sql.raw(`alter table ${from} rename to ${to}`).execute(db.read as unknown as Kysely<unknown>)
    await rename('handed_out_codes', 'gone')
    await expect(copy()).rejects.toThrow()
    await rename('gone', 'handed_out_codes')
    check((firm.ports.clipboard as MemoryClipboard).content, '')
    check((await firm.call('audit.list', {})).rows.filter(({ event }) => event === 'verification-code.copied').length, 0)
  })

  test('what is over is not kept', async () => {
    for (let period = 0; period < 20; period += 1) {
      await copy()
      clock().advance(30_000)
    }
    check((await db.read.selectFrom('handed_out_codes').selectAll().execute()).length <= 2, true)
  })

  afterAll(() => {
    if (name === 'PostgreSQL')
      recordSecurityCount({
        row: '23',
        title: 'codes copied and printed again: said with time and name, on both engines',
        bar: 40,
        ...counts
      })
  })
})

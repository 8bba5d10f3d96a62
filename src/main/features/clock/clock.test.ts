/** The clock's warnings and the correction of codes, on a real encrypted SQLite file and on a real PostgreSQL. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FirmDb } from '../../db/handles.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createTestClock, type TestClock } from '../../testing/test-ports.ts'

const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const day = 24 * 3_600_000

describe.each(engines)('$name', ({ open }) => {
  let db: FirmDb
  let firm: TestFirm
  beforeEach(async () => {
    db = await open()
    firm = await openTestFirm(db)
  })
  afterEach(async () => {
    if (db.schema.name === 'sqlite') await firm.firm.close('by-hand')
  })
  const clock = () => firm.ports.clock as TestClock
  const rows = async (event: string) => (await firm.call('audit.list', {})).rows.filter((row) => row.event === event)
  const jump = async (ms: number) => {
    clock().set(clock().now() + ms)
    firm.clockWatch.look()
    await expect.poll(() => rows('clock.changed').then((found) => found.length)).toBeGreaterThan(0)
  }
  async function authenticator() {
    const { account } = await withAccount(firm)
    const { pendingId } = await firm.call('authenticators.readKey', { accountId: account.id, key })
    return (await firm.call('authenticators.save', { pendingId })).authenticatorId
  }

  test('a jump is written down, told, and gone once a person accepts the clock', async () => {
    expect(await firm.call('clock.state', {})).toEqual({
      now: clock().now(),
      changed: null,
      behindSeconds: null,
      beforeBuild: false,
      correction: null
    })
    const before = clock().now()
    await jump(-90_000)
    expect((await rows('clock.changed')).map((row) => row.details)).toEqual([{ bySeconds: -90, noticed: 'running' }])
    expect(firm.events.some(({ name }) => name === 'clock.changed')).toBe(true)
    expect(await firm.call('clock.state', {})).toMatchObject({ changed: { at: before - 90_000, bySeconds: -90 }, behindSeconds: 90 })
    await firm.call('clock.accept', {})
    expect(await firm.call('clock.state', {})).toMatchObject({ changed: null, behindSeconds: null })
    expect(await rows('clock.accepted')).toHaveLength(1)
    await firm.call('clock.accept', {})
    expect(await rows('clock.accepted')).toHaveLength(1)
  })

  test('a clock that lies behind what was written down before is found at the next opening, also after a second one', async () => {
    const before = clock().now()
    await firm.firm.recordVaultChange('vault.passphrase-changed')
    for (const _opening of [1, 2]) {
      firm = await openTestFirm(db, { clock: createTestClock(before - day) })
      expect(await firm.call('clock.state', {})).toMatchObject({ changed: null, behindSeconds: day / 1000 })
    }
    expect((await rows('clock.changed')).map((row) => row.details)).toEqual(
      [1, 2].map(() => ({ bySeconds: -day / 1000, noticed: 'opening' }))
    )
    await firm.call('clock.accept', {})
    firm = await openTestFirm(db, { clock: createTestClock(before - day + 5_000) })
    expect(await firm.call('clock.state', {})).toMatchObject({ behindSeconds: null })
  })

  test('a clock before the build is said', async () => {
    firm = await openTestFirm(db, { builtAt: clock().now() + 1 })
    expect(await firm.call('clock.state', {})).toMatchObject({ beforeBuild: true })
  })

  test('the code of another device tells a wrong clock from a wrong key, and how far it is off', async () => {
    const id = await authenticator()
    // 10 s into a period.
    clock().set(1_800_000_010_000)
    const there = async (offsetMs: number) => {
      const other = await openOther(offsetMs)
      return firm.call('authenticators.checkCode', { id, code: other })
    }
    const openOther = async (offsetMs: number) => {
      const now = clock().now()
      clock().set(now + offsetMs)
      const { code } = await firm.call('authenticators.showCode', { id })
      clock().set(now)
      return code
    }
    expect(await there(0)).toEqual({ found: true, fromSeconds: -10, toSeconds: 20, agrees: true, correctionSeconds: null })
    expect(await there(-30_000)).toMatchObject({ found: true, fromSeconds: -40, toSeconds: -10, agrees: true })
    expect(await there(90_000)).toEqual({ found: true, fromSeconds: 80, toSeconds: 110, agrees: false, correctionSeconds: 95 })
    expect(await there(-240_000)).toEqual({ found: true, fromSeconds: -250, toSeconds: -220, agrees: false, correctionSeconds: -235 })
    expect(await there(600_000)).toMatchObject({ found: true, fromSeconds: 590, agrees: false, correctionSeconds: null })
    expect(await there(-600_000)).toMatchObject({ found: true, toSeconds: -580, correctionSeconds: null })
    expect(await there(660_000)).toEqual({ found: false, minutes: 10 })
    expect(await firm.call('authenticators.checkCode', { id, code: 'abc' })).toEqual({ found: false, minutes: 10 })
  })

  test('a code that agrees takes the warning away', async () => {
    const id = await authenticator()
    await jump(-90_000)
    const { code } = await firm.call('authenticators.showCode', { id })
    expect(await firm.call('authenticators.checkCode', { id, code: `${code.slice(0, 3)} ${code.slice(3)}` })).toMatchObject({
      agrees: true
    })
    expect(await firm.call('clock.state', {})).toMatchObject({ changed: null, behindSeconds: null })
    expect((await rows('clock.accepted')).map((row) => row.details)).toEqual([{ because: 'code-agrees' }])
  })

  test('a correction moves every code, is written down, and ends after a day', async () => {
    const id = await authenticator()
    clock().set(1_800_000_010_000)
    const right = (await firm.call('authenticators.showCode', { id })).code
    // The clock is 95 s slow from here on.
    clock().set(1_800_000_010_000 - 95_000)
    await firm.call('clock.correct', { seconds: 95 })
    const shown = await firm.call('authenticators.showCode', { id })
    expect([shown.code, shown.madeAt, shown.expiresAt]).toEqual([right, clock().now(), 1_800_000_030_000 - 95_000])
    const copied = await firm.call('authenticators.copyCode', { id })
    expect([await firm.ports.clipboard.read(), copied.endsAt]).toEqual([right, 1_800_000_030_000 - 95_000])
    await firm.call('authenticators.confirm', { id, code: right })
    const until = clock().now() + day
    expect(await firm.call('clock.state', {})).toMatchObject({ correction: { seconds: 95, until, by: 'Ana Paralegal' } })
    expect((await rows('clock.corrected')).map((row) => row.details)).toEqual([{ bySeconds: 95 }])
    // Kept over a restart, on this computer.
    firm = await openTestFirm(db, { clock: createTestClock(until - 1) })
    expect(await firm.call('clock.state', {})).toMatchObject({ correction: { seconds: 95 } })
    clock().set(until)
    expect(await firm.call('clock.state', {})).toMatchObject({ correction: null })
    firm = await openTestFirm(db, { clock: createTestClock(until - 1), deviceName: 'another-computer' })
    expect(await firm.call('clock.state', {})).toMatchObject({ correction: null })
  })

  test('a correction stays within five minutes and can be ended', async () => {
    await expect(firm.call('clock.correct', { seconds: 301 })).rejects.toThrow()
    await firm.call('clock.correct', { seconds: -300 })
    expect(await firm.call('clock.correct', { seconds: 0 })).toMatchObject({ correction: null })
    await firm.call('clock.correct', { seconds: 0 })
    expect(await rows('clock.correction-ended')).toHaveLength(1)
  })
})

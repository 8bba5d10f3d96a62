/** Lists saved as CSV, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SavedList } from '#contract'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createMemorySaver } from '../../testing/test-ports.ts'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  const saver = createMemorySaver()
  beforeEach(async () => {
    saver.files.clear()
    saver.agrees = true
    firm = await openTestFirm(await open(), { fileSaver: saver })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const linesOf = (name: string): string[] => (saver.files.get(name) ?? '').split('\r\n').filter((line) => line !== '')
  const savedRows = async () => (await firm.call('audit.list', { limit: 500 })).rows.filter(({ event }) => event === 'list.saved')

  test('the whole list under its filter is saved, and what left is written down by names only', async () => {
    const { client } = await withAccount(firm, '=cmd|calc', 'maria.garcia@example.com')
    await withAccount(firm, 'Okafor, Chidi', 'chidi@example.com')
    expect(await firm.call('lists.save', { list: { name: 'accounts', filter: { query: 'maria.garcia' } } })).toEqual({
      saved: true,
      rows: 1
    })
    const lines = linesOf('keydocket-accounts-2026-11-22.csv')
    expect(lines[0]).toMatch(/^\ufeff"Client","Portal","Username"/)
    expect(lines[1]).toMatch(/^"'=cmd\|calc","USCIS","maria\.garcia@example\.com"/)
    expect(lines).toHaveLength(2)
    await firm.call('lists.save', { list: { name: 'activity', filter: { clientId: client.id } }, separator: ';', byteOrderMark: false })
    expect(linesOf('keydocket-activity-2026-11-22.csv')[0]).toMatch(/^"No\.";"Time";/)
    const [second, first] = await savedRows()
    expect(first?.details).toEqual({ list: 'accounts', rows: 1, filters: ['query'] })
    expect(second).toMatchObject({ clientId: client.id, details: { list: 'activity', filters: ['clientId'] } })
    expect(JSON.stringify([first, second])).not.toContain('maria.garcia')
  })

  test('a list longer than one read is saved whole, in order, each row once', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => `Client ${String(index).padStart(4, '0')}`)
    for (const name of rows) await firm.call('clients.create', { name })
    expect(await firm.call('lists.save', { list: { name: 'clients', filter: {} } })).toEqual({ saved: true, rows: 1001 })
    expect(
      linesOf('keydocket-clients-2026-11-22.csv')
        .slice(1)
        .map((line) => line.slice(1, 12))
    ).toEqual(rows)
    expect(await firm.call('lists.save', { list: { name: 'activity', filter: {} } })).toMatchObject({ rows: 1003 })
    const numbers = linesOf('keydocket-activity-2026-11-22.csv')
      .slice(1)
      .map((line) => Number(/^"(\d+)"/.exec(line)?.[1]))
    expect(numbers).toEqual(Array.from({ length: 1003 }, (_, index) => 1003 - index))
  })

  test('no secret stands in any list', async () => {
    const { account } = await withAccount(firm)
    await firm.call('accessCodes.record', { accountId: account.id, code: 'WK4P-92LD-SECRET', noticeOn: '2026-11-01' })
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['BACKUP-7Q2-SECRET'] })
    const lists: readonly SavedList[] = [
      { name: 'accounts', filter: {} },
      { name: 'clients', filter: {} },
      { name: 'access-codes', filter: {} },
      { name: 'report', filter: { report: 'single-person' } },
      { name: 'activity', filter: {} }
    ]
    for (const list of lists) await firm.call('lists.save', { list })
    expect([...saver.files.keys()]).toHaveLength(5)
    expect([...saver.files.values()].join('')).not.toContain('SECRET')
    expect(linesOf('keydocket-access-codes-2026-11-22.csv')[1]).toContain('"new","2026-11-01","2027-01-30",')
  })

  test('a person who thinks better of it leaves no file and no row', async () => {
    saver.agrees = false
    expect(await firm.call('lists.save', { list: { name: 'clients', filter: {} } })).toEqual({ saved: false, rows: 0 })
    expect(saver.files.size).toBe(0)
    expect(await savedRows()).toEqual([])
  })

  test('once locking has begun, a place chosen late gets nothing', async () => {
    firm.firm.endQuestions()
    await expect(firm.call('lists.save', { list: { name: 'clients', filter: {} } })).rejects.toMatchObject({ code: 'vault.locked' })
    expect(saver.files.size).toBe(0)
  })
})

/** Lists saved as CSV, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contract, type SavedList } from '#contract'
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

  /** One list of each, with its first headings. */
  const everyList: readonly (readonly [SavedList, string])[] = [
    [{ name: 'accounts', filter: {} }, '"Client","Portal","Username",'],
    [{ name: 'clients', filter: {} }, '"Name","Kind",'],
    [{ name: 'access-codes', filter: {} }, '"Client","Portal","Username","Status",'],
    [{ name: 'report', filter: { report: 'not-signed-in' } }, '"Client","Portal","Username","Can get in",'],
    [{ name: 'activity', filter: {} }, '"No.","Time",'],
    [{ name: 'cases', filter: {} }, '"Number","Kind of number","Form","Client","Status",'],
    [{ name: 'matters', filter: {} }, '"Client","Matter","Status",'],
    [{ name: 'contacts', filter: {} }, '"Name","Kind","E-mail","Phone",'],
    [{ name: 'backup-codes', filter: {} }, '"Client","Portal","Username","Custody","Backup codes",'],
    [{ name: 'deadlines', filter: {} }, '"Due","Time","State","Days left",'],
    [{ name: 'passcodes', filter: {} }, '"Client","Form","About","Portal",'],
    [{ name: 'drafts', filter: {} }, '"Client","Form","Portal","Username","Status","Kept until",'],
    [{ name: 'sign-ins', filter: { on: null } }, '"Client","Portal","Username","Last sign-in",'],
    [{ name: 'duplicates', filter: { kind: 'email' } }, '"In common","Records",'],
    [{ name: 'next-steps', filter: {} }, '"Client","Matter","File number",']
  ]

  /** A firm with a row for every list, and with secrets behind some of them. */
  async function withRowsInEveryList() {
    const { client, account } = await withAccount(firm)
    const [accountId, clientId] = [account.id, client.id]
    await firm.call('accessCodes.record', { accountId, code: 'WK4P-92LD-SECRET', noticeOn: '2026-11-01' })
    await firm.call('backupCodes.record', { accountId, codes: ['BACKUP-7Q2-SECRET'], keptAt: 'Safe' })
    await firm.call('matters.create', { clientId, title: 'Adjustment', openedOn: '2026-11-01' })
    const { id: caseId } = await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', form: 'I-485' })
    await firm.call('cases.recordStatus', { caseId, text: 'Case was received.', source: 'portal-account' })
    await firm.call('contacts.create', { name: 'Tamarind LLC', kind: 'company' })
    await firm.call('deadlines.add', { clientId, caseId, kind: 'appointment', title: 'Biometrics', dueOn: '2026-12-03', atTime: '9:30 AM' })
    await firm.call('drafts.record', { accountId, clientId, form: 'I-765', editedOn: '2026-11-20' })
    await firm.call('accounts.noteSignIn', { id: accountId, on: '2024-01-10' })
    const own = await firm.call('accounts.create', {
      clientId: null,
      portalId: 'uscis',
      username: 'dana@example.org',
      custody: 'firms-own'
    })
    const filing = { clientId, form: 'G-28', issuedOn: '2026-11-20', code: 'PASS-SECRET' }
    await firm.call('passcodes.record', { accountId: own.id, ...filing })
    await firm.call('clients.create', { name: 'Garcia, M.', email: 'maria.garcia@example.com' })
  }

  test('every list of the contract is saved with its headings', async () => {
    const names = everyList.map(([{ name }]) => name)
    expect(new Set(names)).toEqual(new Set(contract['lists.save'].input.shape.list.options.map(({ shape }) => shape.name.value)))
    for (const [list, headings] of everyList) {
      expect(await firm.call('lists.save', { list, byteOrderMark: false })).toMatchObject({ saved: true })
      const file = `keydocket-${list.name === 'report' ? `report-${list.filter.report}` : list.name}-2026-11-22.csv`
      expect(linesOf(file)[0]?.startsWith(headings), list.name).toBe(true)
    }
  })

  test('no secret stands in any list', async () => {
    await withRowsInEveryList()
    for (const [list] of everyList) {
      const { rows } = await firm.call('lists.save', { list })
      expect(rows, list.name).toBeGreaterThan(0)
    }
    expect([...saver.files.keys()]).toHaveLength(everyList.length)
    expect([...saver.files.values()].join('')).not.toContain('SECRET')
    const rowsOf = (name: string) => linesOf(`keydocket-${name}-2026-11-22.csv`).join('\n')
    expect(rowsOf('access-codes')).toContain('"new","2026-11-01","2027-01-30",')
    expect(rowsOf('cases')).toContain('"IOE0912345678","receipt","I-485","Garcia Lopez, María","Case was received.",')
    expect(rowsOf('backup-codes')).toContain('"firm holds"')
    expect(rowsOf('deadlines')).toContain('"2026-12-03","9:30 AM",')
    expect(rowsOf('duplicates')).toContain('"maria.garcia@example.com","2",')
    expect((await savedRows()).map(({ details }) => details['list'])).toContain('passcodes')
  })

  test('only filters that leave something out are written down', async () => {
    await firm.call('lists.save', { list: { name: 'deadlines', filter: { query: 'bio', span: 'all', kinds: [] } } })
    expect((await savedRows())[0]?.details).toMatchObject({ list: 'deadlines', filters: ['query', 'view'] })
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

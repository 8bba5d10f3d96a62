/** Who was shown what, and what must be changed when somebody leaves, on both engines. */
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tables } from '../../db/tables.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import type { TestClock } from '../../testing/test-ports.ts'

const dayMs = 86_400_000

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  let memberId: string
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    memberId = (await firm.call('members.list', {}))[0]?.id as string
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const later = (days: number) => (firm.ports.clock as TestClock).advance(days * dayMs)
  const lines = async () => (await firm.call('rotation.list', { memberId })).rows.map((row) => `${row.status} ${row.kind} ${row.username}`)

  /** Three accounts: an access code and a backup code seen, a code logged without its value, a second factor held. */
  async function busyFirm() {
    const garcia = await withAccount(firm)
    const nguyen = await withAccount(firm, 'Nguyen, Thi Mai', 'mai@example.com')
    const petrov = await withAccount(firm, 'Petrov, Ivan', 'ivan@example.com')
    await firm.call('accessCodes.record', { accountId: petrov.account.id, noticeOn: '2026-11-20' })
    const access = await firm.call('accessCodes.record', { accountId: garcia.account.id, noticeOn: '2026-11-20', code: 'AB12-CD34' })
    later(1)
    await firm.call('backupCodes.record', { accountId: nguyen.account.id, codes: ['9f3a7c21'] })
    const code = (await firm.call('backupCodes.list', { accountId: nguyen.account.id })).sets[0]?.codes[0]?.id as string
    await firm.call('backupCodes.reveal', { id: code })
    await firm.call('backupCodes.copy', { id: code })
    later(1)
    const factor = await firm.call('secondFactors.add', { accountId: garcia.account.id, kind: 'text', holderKind: 'member', memberId })
    return { garcia, nguyen, petrov, access, code, factor }
  }

  test('the report says which secrets were seen, how often, by whom and of which clients', async () => {
    const { garcia, nguyen } = await busyFirm()
    const all = await firm.call('audit.exposure', { memberId })
    expect(all.rows.map((row) => [row.kind, row.clientName, row.entered, row.shown, row.copied])).toEqual([
      ['access-code', 'Garcia Lopez, María', 1, 0, 0],
      ['backup-code', 'Nguyen, Thi Mai', 1, 1, 1]
    ])
    expect(all.rows[0]).toMatchObject({ actors: ['Ana Paralegal'], devices: ['test-computer'], portalName: 'USCIS' })
    expect(all.clients).toEqual([
      { clientId: garcia.client.id, clientName: 'Garcia Lopez, María', secrets: 1 },
      { clientId: nguyen.client.id, clientName: 'Nguyen, Thi Mai', secrets: 1 }
    ])
    const from = (all.rows[0]?.lastAt ?? 0) + 1
    expect((await firm.call('audit.exposure', { from })).rows.map((row) => row.clientName)).toEqual(['Nguyen, Thi Mai'])
    expect((await firm.call('audit.exposure', { to: from })).rows.map((row) => row.clientName)).toEqual(['Garcia Lopez, María'])
    expect((await firm.call('audit.exposure', { device: 'another-computer' })).total).toBe(0)
    expect((await firm.call('audit.exposure', { device: 'test-computer', offset: 1, limit: 1 })).rows).toHaveLength(1)
  })

  test('a code that was used or has lapsed is not called changed', async () => {
    const { nguyen, garcia } = await busyFirm()
    const codes = (await firm.call('backupCodes.list', { accountId: nguyen.account.id })).sets[0]?.codes ?? []
    await firm.call('backupCodes.markUsed', { id: codes[0]?.id ?? '' })
    later(100)
    expect(await lines()).toEqual([
      'open second-factor maria.garcia@example.com',
      'expired access-code maria.garcia@example.com',
      'used backup-code mai@example.com'
    ])
    await firm.call('accounts.forgetSecrets', { id: garcia.account.id })
    expect((await lines())[1]).toBe('replaced access-code maria.garcia@example.com')
    await firm.call('backupCodes.undoUse', { id: codes[0]?.id ?? '' })
    await firm.call('backupCodes.strikeOut', { id: codes[0]?.id ?? '', reason: 'refused' })
    expect(await lines()).toContain('replaced backup-code mai@example.com')
  })

  test('the list says how many open deadlines and paths the person leaves', async () => {
    const garcia = await withAccount(firm)
    const left = async () => {
      const { openDeadlines, openPaths } = await firm.call('rotation.list', { memberId })
      return { openDeadlines, openPaths }
    }
    expect(await left()).toEqual({ openDeadlines: 0, openPaths: 0 })
    const other = await firm.call('members.add', { name: 'Ben Clerk' })
    const due = { clientId: garcia.client.id, kind: 'follow-up' as const, title: 'Call', dueOn: '2026-12-01' }
    const mine = await firm.call('deadlines.add', due)
    await firm.call('deadlines.add', { ...due, ownerId: other.id })
    const path = await firm.call('paths.start', { accountId: garcia.account.id, guideId: 'locked-out' })
    await firm.call('members.rename', { id: memberId, name: 'Ana P. Legal' })
    expect(await left()).toEqual({ openDeadlines: 1, openPaths: 1 })
    await firm.call('deadlines.finish', { id: mine.id })
    await firm.call('paths.abandon', { id: path.id })
    expect(await left()).toEqual({ openDeadlines: 0, openPaths: 0 })
  })

  test('a leaver’s list is worked through line by line', async () => {
    const { nguyen, access, factor } = await busyFirm()
    expect(await lines()).toEqual([
      'open access-code maria.garcia@example.com',
      'open backup-code mai@example.com',
      'open second-factor maria.garcia@example.com'
    ])
    // Replaced here: the line settles itself.
    await firm.call('backupCodes.record', { accountId: nguyen.account.id, codes: ['11aa22bb'] })
    await firm.call('secondFactors.retire', { id: factor.id })
    expect(await lines()).toEqual([
      'open access-code maria.garcia@example.com',
      'open backup-code mai@example.com',
      'replaced backup-code mai@example.com',
      'replaced second-factor maria.garcia@example.com'
    ])
    const place = { memberId, kind: 'access-code' as const, recordId: access.id }
    await firm.call('rotation.close', { ...place, note: 'new code was asked for' })
    const closed = (await firm.call('rotation.list', { memberId })).rows.find((row) => row.recordId === access.id)
    expect(closed).toMatchObject({ status: 'closed', closedBy: 'Ana Paralegal', note: 'new code was asked for' })
    const [noted] = (await firm.call('audit.list', { limit: 1 })).rows
    expect(noted).toMatchObject({ event: 'rotation.closed', clientName: 'Garcia Lopez, María', details: { kind: 'access-code' } })
    expect(firm.events.at(-1)).toEqual({ name: 'rotation.changed', payload: { memberId } })
    expect(await firm.call('rotation.list', { memberId, onlyOpen: true })).toMatchObject({ total: 1, open: 1, settled: 3 })
    // Seen once more after it was settled, it is open again.
    later(1)
    await firm.call('accessCodes.reveal', { id: access.id })
    expect((await lines())[0]).toBe('open access-code maria.garcia@example.com')
    await firm.call('rotation.close', place)
    await firm.call('rotation.reopen', place)
    expect((await lines())[0]).toBe('open access-code maria.garcia@example.com')
    await expect(firm.call('rotation.close', { ...place, recordId: memberId })).rejects.toMatchObject({
      code: 'record.not-found',
      params: { kind: 'access-code' }
    })
  })

  test('asking twice at once counts nothing twice', async () => {
    await busyFirm()
    const ask = () => firm.call('rotation.list', { memberId })
    const answers = [...(await Promise.all([ask(), ask(), ask()])), await ask()]
    for (const { rows } of answers) {
      expect(rows.map((row) => [row.kind, row.entered, row.shown, row.copied])).toEqual([
        ['access-code', 1, 0, 0],
        ['backup-code', 1, 1, 1],
        ['second-factor', 0, 0, 0]
      ])
    }
  })

  test('what was destroyed or has no code left is nobody’s work', async () => {
    const { garcia, petrov, code } = await busyFirm()
    const own = await firm.call('accounts.create', {
      ...{ clientId: null, portalId: 'uscis', username: 'attorney@example.com' },
      custody: 'firms-own'
    })
    await firm.call('passcodes.record', {
      ...{ accountId: own.id, clientId: garcia.client.id, form: 'G-28', issuedOn: '2026-11-23', code: '48213' }
    })
    await firm.call('backupCodes.record', { accountId: petrov.account.id, codes: ['aa11bb22', 'cc33dd44'] })
    const codes = (await firm.call('backupCodes.list', { accountId: petrov.account.id })).sets[0]?.codes ?? []
    const raw = firm.db.read as Kysely<Tables>
    await raw
      .updateTable('backup_codes')
      .set({ used_at: 1 })
      .where('id', 'in', [code, codes[0]?.id as string])
      .execute()
    expect((await lines()).filter((line) => line.includes('backup-code'))).toEqual([
      'open backup-code ivan@example.com',
      'used backup-code mai@example.com'
    ])
    await raw
      .updateTable('backup_codes')
      .set({ voided_at: 1 })
      .where('id', '=', codes[1]?.id as string)
      .execute()
    await raw.updateTable('access_codes').set({ secret: null }).where('account_id', '=', garcia.account.id).execute()
    await raw.updateTable('passcodes').set({ secret: null }).where('account_id', '=', own.id).execute()
    expect((await lines()).filter((line) => line.startsWith('open'))).toEqual(['open second-factor maria.garcia@example.com'])
  })

  test('passcodes and printed sheets count; a date that is changed does not', async () => {
    const { garcia, nguyen } = await busyFirm()
    const own = await firm.call('accounts.create', {
      clientId: null,
      portalId: 'uscis',
      username: 'attorney@example.com',
      custody: 'firms-own'
    })
    await firm.call('backupCodes.print', { accountId: nguyen.account.id })
    const passcode = await firm.call('passcodes.record', {
      ...{ accountId: own.id, clientId: garcia.client.id, form: 'G-28', issuedOn: '2026-11-23', code: '48213' }
    })
    await firm.call('passcodes.reveal', { id: passcode.id })
    expect((await firm.call('audit.exposure', { memberId })).rows.map((row) => [row.kind, row.entered, row.shown])).toEqual([
      ['access-code', 1, 0],
      ['backup-code', 1, 2],
      ['passcode', 1, 1]
    ])
    expect(await lines()).toContain('open passcode attorney@example.com')
    await firm.call('passcodes.setOutcome', { id: passcode.id, outcome: 'accepted', on: '2026-11-24' })
    expect(await lines()).toContain('used passcode attorney@example.com')
    expect((await firm.call('audit.verify', {})).status).toBe('ok')
  })

  test('what lapsed or went with its account is nobody’s work', async () => {
    const { nguyen } = await busyFirm()
    later(120)
    expect((await lines()).filter((line) => line.startsWith('open'))).toEqual([
      'open backup-code mai@example.com',
      'open second-factor maria.garcia@example.com'
    ])
    await (firm.db.read as Kysely<Tables>).deleteFrom('accounts').where('id', '=', nguyen.account.id).execute()
    expect((await lines()).some((line) => line.includes('mai@example.com'))).toBe(false)
  })
})

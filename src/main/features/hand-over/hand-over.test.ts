/** The hand-over sheet, on both engines: what stands on it, that it is written down, and that no secret is on it. */
import { expect, test } from 'vitest'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, withAccount } from '../../testing/test-firm.ts'

test.each(engines)(
  'on $name the sheet holds accounts, cases and open deadlines of the client alone, no secret, and is written down',
  async ({ open }) => {
    const firm = await openTestFirm(await open())
    const { client, account } = await withAccount(firm)
    const other = await withAccount(firm, 'Bashir, Omar', 'omar@example.com')
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['9f3a7c21'], keptAt: 'Safe, room 2' })
    const [member] = await firm.call('members.list', {})
    const due = { kind: 'deadline', title: 'RFE answer', dueOn: '2027-01-10', ownerId: member?.id ?? '' } as const
    await firm.call('deadlines.add', { ...due, clientId: client.id })
    await firm.call('deadlines.add', { ...due, clientId: other.client.id, title: 'Another’s' })
    const matter = await firm.call('matters.create', { clientId: client.id, title: 'Asylum', openedOn: '2026-01-15' })
    const filing = await firm.call('cases.add', { clientId: client.id, matterId: matter.id, receiptNumber: 'IOE0912345678', form: 'I-589' })
    await firm.call('cases.recordStatus', { caseId: filing.id, text: 'Case Was Received', checkedOn: '2026-02-01', source: 'phone' })

    const sheet = await firm.call('handOver.print', { clientId: client.id })
    expect(sheet.client).toMatchObject({ name: client.name, email: 'maria.garcia@example.com' })
    expect(sheet.accounts).toEqual([
      expect.objectContaining({
        ...{ username: 'maria.garcia@example.com', custody: 'firm-holds' },
        backupCodes: { unused: 1, total: 1, keptAt: 'Safe, room 2' },
        recovery: expect.objectContaining({ value: 'yes' })
      })
    ])
    expect(sheet.cases).toEqual([
      expect.objectContaining({
        receiptNumber: 'IOE0912345678',
        matterTitle: 'Asylum',
        status: { text: 'Case Was Received', checkedOn: '2026-02-01' }
      })
    ])
    expect(sheet.deadlines.map(({ title }) => title)).toEqual(['RFE answer'])
    expect(JSON.stringify(sheet)).not.toContain('9f3a7c21')
    const [row] = (await firm.call('audit.list', { clientId: client.id, group: 'left', limit: 10 })).rows
    expect(row).toMatchObject({ event: 'hand-over.printed', details: { accounts: 1, cases: 1, deadlines: 1 } })
    expect(sheet.headCode).toBe((await firm.call('audit.state', {})).head?.code)

    // Of an archived client it is printed as well.
    await firm.call('clients.archive', { id: client.id })
    expect((await firm.call('handOver.print', { clientId: client.id })).accounts.map(({ recovery }) => recovery)).toEqual([null])
  }
)

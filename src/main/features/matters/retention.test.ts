/** How long a matter is kept, and its legal hold, on both engines. */
import { beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'

describe.each(engines)('retention on $name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })

  test('day and hold are kept, each change is written down, and what stays the same is not', async () => {
    const client = await firm.call('clients.create', { name: 'Garcia Lopez, María' })
    const { id } = await firm.call('matters.create', { clientId: client.id, title: 'Asylum', openedOn: '2026-01-15' })
    const held = await firm.call('matters.setRetention', { id, retainUntil: '2033-12-31', holdReason: 'Federal litigation' })
    expect(held).toMatchObject({ retainUntil: '2033-12-31', hold: { by: 'Ana Paralegal', reason: 'Federal litigation' } })
    expect((await firm.call('matters.get', { id })).matter).toEqual(held)
    await firm.call('matters.setRetention', { id, retainUntil: '2033-12-31', holdReason: 'Federal litigation' })
    // Also once the client is archived: keeping does not end with the work.
    await firm.call('clients.archive', { id: client.id })
    const lifted = await firm.call('matters.setRetention', { id, retainUntil: null, holdReason: null })
    expect(lifted).toMatchObject({ retainUntil: null, hold: null })
    const rows = (await firm.call('audit.list', { clientId: client.id, limit: 50 })).rows
    expect(rows.map(({ event }) => event).filter((event) => event.startsWith('matter.') && event !== 'matter.created')).toEqual([
      'matter.hold-lifted',
      'matter.retention-changed',
      'matter.held',
      'matter.retention-changed'
    ])
    expect(rows.find(({ event }) => event === 'matter.hold-lifted')?.details).toEqual({ title: 'Asylum', reason: 'Federal litigation' })
  })
})

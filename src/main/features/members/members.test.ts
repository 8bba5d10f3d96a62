/** People of the firm, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { testResourcesFolder } from '../../testing/test-portals.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open(), { resourcesFolder: testResourcesFolder() })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const names = async () => (await firm.call('members.list', {})).map((member) => member.name)

  test('members are added, renamed, leave and return; those who left come last', async () => {
    const [acting] = await firm.call('members.list', {})
    expect(acting).toMatchObject({ name: 'Ana Paralegal', leftOn: null, factorCount: 0, isActing: true })
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const ben = await firm.call('members.add', { name: 'ben Clerk' })
    expect(zoe).toMatchObject({ leftOn: null, isActing: false })
    expect(await names()).toEqual(['Ana Paralegal', 'ben Clerk', 'Zoe Attorney'])
    expect(await firm.call('members.leave', { id: ben.id, on: '2026-11-20' })).toMatchObject({ leftOn: '2026-11-20' })
    expect(await names()).toEqual(['Ana Paralegal', 'Zoe Attorney', 'ben Clerk'])
    expect(await firm.call('members.rename', { id: ben.id, name: 'Benjamin Clerk' })).toMatchObject({ name: 'Benjamin Clerk' })
    expect(await firm.call('members.rejoin', { id: ben.id })).toMatchObject({ leftOn: null })
    expect(await names()).toEqual(['Ana Paralegal', 'Benjamin Clerk', 'Zoe Attorney'])
    const { rows } = await firm.call('audit.list', { limit: 5 })
    expect(rows.map((row) => row.event)).toEqual(['member.returned', 'member.changed', 'member.left', 'member.added', 'member.added'])
    expect(firm.events.filter((event) => event.name === 'members.changed').length).toBe(5)
  })

  test('one name stands for one person, in whatever case', async () => {
    const zoe = await firm.call('members.add', { name: 'Zoë Attorney' })
    expect(await refusal(firm.call('members.add', { name: 'zoË  ATTORNEY' }))).toEqual({
      code: 'members.duplicate',
      name: 'zoË  ATTORNEY'
    })
    expect(await refusal(firm.call('members.rename', { id: zoe.id, name: 'ana paralegal' }))).toMatchObject({ code: 'members.duplicate' })
    expect(await firm.call('members.rename', { id: zoe.id, name: 'ZOË Attorney' })).toMatchObject({ name: 'ZOË Attorney' })
    await firm.call('members.leave', { id: zoe.id, on: '2026-11-01' })
    expect(await refusal(firm.call('members.add', { name: 'Zoë Attorney' }))).toMatchObject({ code: 'members.duplicate' })
  })

  test('neither the last member nor the acting one leaves, nobody leaves tomorrow, nobody unknown leaves', async () => {
    const [ana] = await firm.call('members.list', {})
    const leave = (id: string, on = '2026-11-22') => refusal(firm.call('members.leave', { id, on }))
    expect(await leave(ana?.id as string)).toEqual({ code: 'members.cannot-leave', reason: 'last' })
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    expect(await leave(ana?.id as string)).toEqual({ code: 'members.cannot-leave', reason: 'acting' })
    expect(await leave(zoe.id, '2026-11-23')).toMatchObject({ code: 'request.invalid' })
    expect(await leave(zoe.id)).toBe('allowed')
    expect(await leave('01900000-0000-7000-8000-000000000000')).toEqual({ code: 'record.not-found', kind: 'member' })
    expect((await firm.call('audit.list', {})).rows.filter((row) => row.event === 'member.left').length).toBe(1)
  })

  test('another member acts: what follows bears their name, and the computer remembers it', async () => {
    const { account } = await withAccount(firm)
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    expect(await firm.call('members.act', { id: zoe.id })).toMatchObject({ id: zoe.id, isActing: true })
    expect(firm.firm.acting.name()).toBe('Zoe Attorney')
    const code = await firm.call('accessCodes.record', { accountId: account.id, code: 'WK4P-92LD', noticeOn: '2026-11-01' })
    expect(code.recordedBy).toBe('Zoe Attorney')
    await firm.call('members.rename', { id: zoe.id, name: 'Zoe Ode' })
    await firm.call('accessCodes.markUsed', { id: code.id })
    expect((await firm.call('accessCodes.list', { accountId: account.id }))[0]?.usedBy).toBe('Zoe Ode')
    const { rows } = await firm.call('audit.list', { limit: 4 })
    expect(rows.map(({ event, actor }) => [event, actor])).toEqual([
      ['access-code.used', 'Zoe Ode'],
      ['member.changed', 'Zoe Attorney'],
      ['access-code.recorded', 'Zoe Attorney'],
      ['member.acting-changed', 'Ana Paralegal']
    ])
    expect(rows[3]?.details).toEqual({ name: 'Zoe Attorney' })
    const actingAfter = async (deviceName: string) => (await openTestFirm(firm.db, { deviceName })).firm.acting.name()
    expect(await actingAfter('test-computer')).toBe('Zoe Ode')
    expect(await actingAfter('another-computer')).toBe('Ana Paralegal')
  })

  test('to act once is not remembered; to say the same again writes nothing', async () => {
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    await firm.call('members.act', { id: zoe.id, remember: false })
    await firm.call('members.act', { id: zoe.id, remember: false })
    expect((await firm.call('audit.list', {})).rows.filter(({ event }) => event === 'member.acting-changed')).toHaveLength(1)
    expect((await openTestFirm(firm.db)).firm.acting.name()).toBe('Ana Paralegal')
  })

  test('whoever left cannot act, nor is remembered as acting', async () => {
    const [ana] = await firm.call('members.list', {})
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    await firm.call('members.act', { id: zoe.id })
    await firm.call('members.leave', { id: ana?.id as string, on: '2026-11-20' })
    expect(await refusal(firm.call('members.act', { id: ana?.id as string }))).toEqual({
      code: 'members.cannot-act',
      name: 'Ana Paralegal'
    })
    expect(firm.firm.acting.name()).toBe('Zoe Attorney')
    expect((await openTestFirm(firm.db, { deviceName: 'new-computer' })).firm.acting.name()).toBe('Zoe Attorney')
  })

  test('a member is shown with the factors in use that hang on them', async () => {
    const { client, account } = await withAccount(firm)
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const add = (kind: 'text' | 'email') =>
      firm.call('secondFactors.add', { accountId: account.id, kind, holderKind: 'member', memberId: zoe.id })
    const count = async () => (await firm.call('members.list', {})).find((member) => member.id === zoe.id)?.factorCount
    const text = await add('text')
    await add('email')
    expect(await count()).toBe(2)
    await firm.call('secondFactors.retire', { id: text.id })
    expect(await count()).toBe(1)
    await firm.call('clients.archive', { id: client.id })
    expect(await count()).toBe(0)
  })
})

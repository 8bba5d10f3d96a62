/** Whose phone, mailbox or device carries a factor, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { testResourcesFolder } from '../../testing/test-portals.ts'
import type { TestClock } from '../../testing/test-ports.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

const invalid = (path: string) => ({ code: 'request.invalid', issues: [{ path, reason: expect.any(String) }] })

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open(), { resourcesFolder: testResourcesFolder() })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  type Added = Omit<Input<'secondFactors.add'>, 'accountId'>

  test('factors are added, changed and retired; those in use come first, newest first', async () => {
    const { client, account } = await withAccount(firm)
    const zoe = await firm.call('members.add', { name: 'Zoe Attorney' })
    const add = async (fields: Added) => {
      ;(firm.ports.clock as TestClock).advance(1000)
      return firm.call('secondFactors.add', { accountId: account.id, ...fields })
    }
    const text = await add({ kind: 'text', holderKind: 'member', memberId: zoe.id, detail: 'ends in 0142', addedOn: '2026-05-01' })
    expect(text).toMatchObject({ heldBy: 'Zoe Attorney', holderHasLeft: false, retiredAt: null, holderName: '', addedOn: '2026-05-01' })
    expect(await add({ kind: 'email', holderKind: 'client' })).toMatchObject({ heldBy: client.name, memberId: null })
    expect(await add({ kind: 'passkey', holderKind: 'client', holderName: 'María’s laptop' })).toMatchObject({ heldBy: 'María’s laptop' })
    await add({ kind: 'security-key', holderKind: 'other', holderName: 'Daughter' })
    await firm.call('secondFactors.retire', { id: text.id })
    const listed = await firm.call('secondFactors.list', { accountId: account.id })
    expect(listed.map((factor) => [factor.kind, factor.retiredAt !== null])).toEqual([
      ['security-key', false],
      ['passkey', false],
      ['email', false],
      ['text', true]
    ])

    const key = listed[0] as (typeof listed)[number]
    const changes = { id: key.id, kind: key.kind, holderName: '', detail: 'office safe', addedOn: null }
    const changed = await firm.call('secondFactors.update', { ...changes, holderKind: 'member', memberId: zoe.id })
    expect(changed).toMatchObject({ heldBy: 'Zoe Attorney', detail: 'office safe', holderName: '' })
    await firm.call('members.leave', { id: zoe.id, on: '2026-11-20' })
    expect((await firm.call('secondFactors.list', { accountId: account.id }))[0]).toMatchObject({ holderHasLeft: true })

    const { rows } = await firm.call('audit.list', { accountId: account.id })
    expect(rows.slice(0, 2).map((row) => [row.event, row.details])).toEqual([
      ['second-factor.changed', { fields: ['holderKind', 'memberId', 'holderName', 'detail'], kind: 'security-key', holderKind: 'member' }],
      ['second-factor.retired', { kind: 'text', holderKind: 'member' }]
    ])
    expect(JSON.stringify(rows)).not.toContain('0142')
    expect(firm.events).toContainEqual({ name: 'accounts.changed', payload: { accountId: account.id, clientId: client.id } })
  })

  test('what makes no sense is refused, and nothing is written then', async () => {
    const { client, account } = await withAccount(firm)
    const own = await firm.call('accounts.create', { clientId: null, portalId: 'uscis', username: 'firm', custody: 'firms-own' })
    const add = (fields: Added, accountId = account.id) => refusal(firm.call('secondFactors.add', { accountId, ...fields }))
    const [ana] = await firm.call('members.list', {})
    const memberId = ana?.id as string
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect(await add({ kind: 'text', holderKind: 'member' })).toEqual(invalid('memberId'))
    expect(await add({ kind: 'text', holderKind: 'client', memberId })).toEqual(invalid('memberId'))
    expect(await add({ kind: 'text', holderKind: 'other', holderName: '  ' })).toEqual(invalid('holderName'))
    expect(await add({ kind: 'text', holderKind: 'client' }, own.id)).toEqual(invalid('holderKind'))
    expect(await add({ kind: 'text', holderKind: 'client', addedOn: '2026-11-23' })).toEqual(invalid('addedOn'))
    expect(await add({ kind: 'text', holderKind: 'member', memberId: nobody })).toEqual({ code: 'record.not-found', kind: 'member' })
    expect(await add({ kind: 'text', holderKind: 'client' }, nobody)).toEqual({ code: 'record.not-found', kind: 'account' })
    expect(await firm.call('secondFactors.list', { accountId: account.id })).toEqual([])

    const factor = await firm.call('secondFactors.add', { accountId: account.id, kind: 'text', holderKind: 'member', memberId })
    await firm.call('secondFactors.retire', { id: factor.id })
    const gone = { code: 'record.not-found', kind: 'second-factor' }
    expect(await refusal(firm.call('secondFactors.retire', { id: factor.id }))).toEqual(gone)
    const { id, kind, holderKind, holderName, detail, addedOn } = factor
    expect(await refusal(firm.call('secondFactors.update', { id, kind, holderKind, memberId, holderName, detail, addedOn }))).toEqual(gone)
    await firm.call('clients.archive', { id: client.id })
    expect(await add({ kind: 'text', holderKind: 'client' })).toEqual({ code: 'record.archived', kind: 'account' })
  })

  test('custody forbids secrets, not the note of whose phone it is', async () => {
    const { client } = await withAccount(firm)
    for (const custody of ['tracked-only', 'client-holds'] as const) {
      const username = `${custody}@example.com`
      const { id } = await firm.call('accounts.create', { clientId: client.id, portalId: 'uscis', username, custody })
      expect(await refusal(firm.call('secondFactors.add', { accountId: id, kind: 'text', holderKind: 'client' }))).toBe('allowed')
    }
  })
})

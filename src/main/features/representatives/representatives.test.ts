/** G-28s of a case and its parties, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '#contract'
import { partyRoles } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'

const nobody = '01900000-0000-7000-8000-000000000000'
/** The test clock stands at this day. */
const today = '2026-11-22'

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
  let clientId: string
  let caseId: string
  let memberId: string
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    clientId = (await firm.call('clients.create', { name: 'Garcia Lopez, María' })).id
    caseId = (await firm.call('cases.add', { clientId, receiptNumber: 'IOE0912345678', form: 'I-485' })).id
    memberId = (await firm.call('members.add', { name: 'Zoe Attorney' })).id
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  const add = (fields: Partial<Input<'representatives.add'>>) =>
    firm.call('representatives.add', { caseId, kind: 'attorney', memberId, givenOn: '2026-03-01', ...fields })

  describe('representatives', () => {
    test('a case has access while a G-28 is in effect; withdrawn ones stay and can be taken back', async () => {
      expect(await firm.call('representatives.list', { caseId })).toEqual({ rows: [], hasAccess: false })
      const mine = await add({})
      expect(mine).toMatchObject({ name: 'Zoe Attorney', status: 'in-effect', withdrawnOn: null, hasLeft: false })
      const outside = await add({ kind: 'accredited-representative', memberId: null, name: 'Osei, Marta', givenOn: '2026-02-01' })
      await firm.call('representatives.withdraw', { id: mine.id, on: '2026-10-01' })
      const { rows, hasAccess } = await firm.call('representatives.list', { caseId })
      expect(rows.map((row) => [row.name, row.kind, row.status])).toEqual([
        ['Osei, Marta', 'accredited-representative', 'in-effect'],
        ['Zoe Attorney', 'attorney', 'withdrawn']
      ])
      expect(hasAccess).toBe(true)
      await firm.call('representatives.withdraw', { id: outside.id, on: today })
      expect((await firm.call('representatives.list', { caseId })).hasAccess).toBe(false)
      await firm.call('representatives.undoWithdrawal', { id: outside.id })
      expect((await firm.call('representatives.list', { caseId })).hasAccess).toBe(true)
      const events = (await firm.call('audit.list', { clientId })).rows.map((row) => [row.event, row.details['name']])
      expect(events.slice(0, 5)).toEqual([
        ['representative.withdrawal-undone', 'Osei, Marta'],
        ['representative.withdrawn', 'Osei, Marta'],
        ['representative.withdrawn', 'Zoe Attorney'],
        ['representative.added', 'Osei, Marta'],
        ['representative.added', 'Zoe Attorney']
      ])
      expect(firm.events).toContainEqual({ name: 'representatives.changed', payload: { caseId, clientId } })
    })

    test('the closing of the matter ends what was not withdrawn, and reopening takes that back', async () => {
      const matter = await firm.call('matters.create', { clientId, title: 'Adjustment', openedOn: '2026-01-01' })
      await firm.call('cases.update', { id: caseId, receiptNumber: 'IOE0912345678', form: 'I-485', matterId: matter.id })
      const { id } = await add({})
      const states = async () => {
        const { rows, hasAccess } = await firm.call('representatives.list', { caseId })
        return [rows.map((row) => row.status), hasAccess]
      }
      expect(await states()).toEqual([['in-effect'], true])
      await firm.call('matters.close', { id: matter.id, on: '2026-11-01', leaveOpen: true })
      expect(await states()).toEqual([['matter-closed'], false])
      expect(await refusal(add({ givenOn: '2026-11-02' }))).toEqual(invalid('givenOn'))
      await firm.call('representatives.withdraw', { id, on: '2026-11-05' })
      expect(await states()).toEqual([['withdrawn'], false])
      await firm.call('representatives.undoWithdrawal', { id })
      await firm.call('matters.reopen', { id: matter.id })
      expect(await states()).toEqual([['in-effect'], true])
    })

    test.each([
      ['a day in the future', { givenOn: '2026-11-23' }, invalid('givenOn')],
      ['an unknown case', { caseId: nobody }, { code: 'record.not-found', kind: 'case' }],
      ['an unknown member', { memberId: nobody }, { code: 'record.not-found', kind: 'member' }],
      ['the same person and day again', {}, { code: 'representatives.duplicate', name: 'Zoe Attorney', givenOn: '2026-03-01' }],
      ['another day', { givenOn: '2026-03-02' }, 'allowed'],
      ['somebody outside on that day', { memberId: null, name: 'Osei, Marta' }, 'allowed']
    ] as const)('%s is %s', async (_, fields, outcome) => {
      await add({})
      expect(await refusal(add(fields))).toEqual(outcome)
    })

    test('somebody outside is told apart by the name however it is written, and needs one', async () => {
      await add({ memberId: null, name: 'Osei, Marta' })
      expect(await refusal(add({ memberId: null, name: ' OSEI,  márta' }))).toMatchObject({ code: 'representatives.duplicate' })
      await expect(add({ memberId: null, name: '  ' })).rejects.toThrow('needs either')
      await expect(add({ name: 'Both' })).rejects.toThrow('needs either')
    })

    test('a withdrawal has a day between the G-28 and today, once; a withdrawn G-28 and its case stay', async () => {
      const { id } = await add({})
      expect(await refusal(firm.call('representatives.undoWithdrawal', { id }))).toEqual({ code: 'representatives.not-withdrawn' })
      expect(await refusal(firm.call('representatives.withdraw', { id, on: '2026-02-28' }))).toEqual(invalid('on'))
      expect(await refusal(firm.call('representatives.withdraw', { id, on: '2026-11-23' }))).toEqual(invalid('on'))
      await firm.call('representatives.withdraw', { id, on: '2026-03-01' })
      expect(await refusal(firm.call('representatives.withdraw', { id, on: today }))).toEqual({
        code: 'representatives.already-withdrawn',
        withdrawnOn: '2026-03-01'
      })
      const stays = { code: 'representatives.withdrawn-stays' }
      expect(await refusal(firm.call('representatives.remove', { id }))).toEqual(stays)
      expect(await refusal(firm.call('cases.remove', { id: caseId }))).toEqual(stays)
      const mistake = await add({ givenOn: '2026-04-01' })
      await firm.call('representatives.remove', { id: mistake.id })
      expect((await firm.call('representatives.list', { caseId })).rows.map((row) => row.id)).toEqual([id])
    })

    test('nothing changes for an archived client', async () => {
      const { id } = await add({})
      await firm.call('clients.archive', { id: clientId })
      const archived = { code: 'record.archived', kind: 'client' }
      expect(await refusal(add({ givenOn: today }))).toEqual(archived)
      expect(await refusal(firm.call('representatives.withdraw', { id, on: today }))).toEqual(archived)
      expect(await refusal(firm.call('representatives.remove', { id }))).toEqual(archived)
      expect((await firm.call('representatives.list', { caseId })).rows).toHaveLength(1)
    })
  })

  describe('parties', () => {
    test.each(partyRoles)('a client and a contact can both be %s, each once', async (role) => {
      const contact = await firm.call('contacts.create', { kind: 'company', name: 'Bluebird Robotics Inc.' })
      const mine = await firm.call('parties.add', { caseId, role, clientId })
      expect(mine).toMatchObject({ role, name: 'Garcia Lopez, María', kind: 'person', clientId, contactId: null, isArchived: false })
      const theirs = await firm.call('parties.add', { caseId, role, contactId: contact.id })
      expect(theirs).toMatchObject({ role, name: 'Bluebird Robotics Inc.', kind: 'company', clientId: null, contactId: contact.id })
      expect(await refusal(firm.call('parties.add', { caseId, role, clientId }))).toEqual({
        code: 'parties.duplicate',
        name: 'Garcia Lopez, María',
        role
      })
      expect(await refusal(firm.call('parties.add', { caseId, role, contactId: contact.id }))).toMatchObject({ code: 'parties.duplicate' })
      expect((await firm.call('parties.list', { caseId })).map((one) => one.id)).toEqual([theirs.id, mine.id])
    })

    test('they are listed by role, then name; one is removed without touching the client or contact', async () => {
      const contact = await firm.call('contacts.create', { name: 'Adeyemi, Grace' })
      await firm.call('parties.add', { caseId, role: 'sponsor', contactId: contact.id })
      await firm.call('parties.add', { caseId, role: 'beneficiary', clientId })
      const petitioner = await firm.call('parties.add', { caseId, role: 'petitioner', contactId: contact.id })
      const roles = async () => (await firm.call('parties.list', { caseId })).map((one) => [one.role, one.name])
      expect(await roles()).toEqual([
        ['petitioner', 'Adeyemi, Grace'],
        ['beneficiary', 'Garcia Lopez, María'],
        ['sponsor', 'Adeyemi, Grace']
      ])
      expect((await firm.call('contacts.list', {})).rows[0]).toMatchObject({ name: 'Adeyemi, Grace', caseCount: 1 })
      await firm.call('parties.remove', { id: petitioner.id })
      expect(await refusal(firm.call('parties.remove', { id: petitioner.id }))).toEqual({ code: 'record.not-found', kind: 'party' })
      expect(await roles()).toHaveLength(2)
      expect(await firm.call('contacts.get', { id: contact.id })).toMatchObject({ archivedAt: null })
      await firm.call('cases.remove', { id: caseId })
      expect((await firm.call('contacts.list', {})).rows[0]).toMatchObject({ caseCount: 0 })
    })

    test('exactly one of client and contact is named, and neither is archived', async () => {
      const contact = await firm.call('contacts.create', { name: 'Adeyemi, Grace' })
      const role = 'petitioner'
      await expect(firm.call('parties.add', { caseId, role })).rejects.toThrow('needs either')
      await expect(firm.call('parties.add', { caseId, role, clientId, contactId: contact.id })).rejects.toThrow('needs either')
      expect(await refusal(firm.call('parties.add', { caseId, role, contactId: nobody }))).toEqual({
        code: 'record.not-found',
        kind: 'contact'
      })
      const party = await firm.call('parties.add', { caseId, role: 'sponsor', contactId: contact.id })
      await firm.call('contacts.archive', { id: contact.id })
      expect(await refusal(firm.call('parties.add', { caseId, role, contactId: contact.id }))).toEqual({
        code: 'record.archived',
        kind: 'contact'
      })
      expect(await firm.call('parties.list', { caseId })).toEqual([{ ...party, isArchived: true }])
    })
  })
})

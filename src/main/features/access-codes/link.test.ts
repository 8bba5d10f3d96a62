/** What became of a used access code, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AppError, isAppError } from '../../errors.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
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
const invalid = (path: string, reason: string) => ({ code: 'request.invalid', issues: [{ path, reason }] })

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  async function usedCode(use: object = {}) {
    const { client, account } = await withAccount(firm)
    const { id } = await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2026-11-01' })
    await firm.call('accessCodes.markUsed', { id, ...use })
    return { client, account, id, link: async () => (await firm.call('accessCodes.list', { accountId: account.id }))[0]?.link }
  }
  const secondAccount = (clientId: string | null, portalId = 'uscis') =>
    firm.call('accounts.create', {
      clientId,
      portalId,
      username: 'second@example.com',
      custody: clientId === null ? 'firms-own' : 'tracked-only'
    })

  test('a use is redeemed into its own account unless another of the client is named', async () => {
    const { account, link, id, client } = await usedCode({ linkedBy: 'access-code', function: 'full' })
    expect(await link()).toEqual({
      ...{ redeemedOn: '2026-11-22', intoAccountId: account.id, intoUsername: account.username, linkedBy: 'access-code' },
      ...{ function: 'full', verifiedOn: null }
    })
    const second = await secondAccount(client.id)
    const changed = await firm.call('accessCodes.updateLink', {
      ...{ id, redeemedOn: '2026-11-20', intoAccountId: second.id, linkedBy: 'receipt-and-birth-date', function: 'minimal' },
      verifiedOn: '2026-11-21'
    })
    expect(changed.link).toMatchObject({ intoUsername: 'second@example.com', verifiedOn: '2026-11-21', function: 'minimal' })
    expect((await firm.call('accessCodes.board', { statuses: ['used'] })).rows[0]?.link).toEqual(changed.link)
    const [row] = (await firm.call('audit.list', {})).rows
    expect(row).toMatchObject({ event: 'access-code.link-changed', details: { linkedBy: 'receipt-and-birth-date' } })
    await firm.call('accessCodes.undoUse', { id })
    expect(await link()).toBeNull()
  })

  test("no other client's account, no other portal, no impossible day, no code that we did not use", async () => {
    const { account, id, client } = await usedCode()
    const base = { id, redeemedOn: '2026-11-20', intoAccountId: account.id, linkedBy: null, function: null, verifiedOn: null }
    const change = (more: object) => refusal(firm.call('accessCodes.updateLink', { ...base, ...more }))
    const elsewhere = invalid('intoAccountId', 'is not an account of the same client there')
    expect(await change({ intoAccountId: (await secondAccount(null)).id })).toEqual(elsewhere)
    expect(await change({ intoAccountId: (await secondAccount(client.id, 'pacer')).id })).toEqual(elsewhere)
    expect(await change({ redeemedOn: '2026-11-23' })).toEqual(invalid('redeemedOn', 'lies in the future'))
    expect(await change({ redeemedOn: '2026-10-31' })).toEqual(invalid('redeemedOn', 'lies before the notice date'))
    expect(await change({ verifiedOn: '2026-11-19' })).toEqual(invalid('verifiedOn', 'lies before the day it was redeemed'))
    expect(await change({ verifiedOn: '2026-11-23' })).toEqual(invalid('verifiedOn', 'lies in the future'))
    await firm.call('accessCodes.undoUse', { id })
    expect(await change({})).toEqual({ code: 'codes.not-used' })
    await firm.call('accessCodes.markUsed', { id, byOther: true })
    expect(await change({})).toEqual({ code: 'codes.not-used' })
  })

  test('a link nobody has seen is asked after from the second day on, until somebody has', async () => {
    const { account, id } = await usedCode()
    const asked = async () =>
      (await firm.call('today.list', {})).items
        .filter((item) => item.kind === 'link-unverified')
        .map((item) => [item.accountId, item.on, item.people])
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-23T20:00:00Z'))
    expect(await asked()).toEqual([])
    ;(firm.ports.clock as TestClock).set(Date.parse('2026-11-24T20:00:00Z'))
    expect(await asked()).toEqual([[account.id, '2026-11-22', ['Ana Paralegal']]])
    const link = { id, redeemedOn: '2026-11-22', intoAccountId: account.id, linkedBy: null, function: null }
    await firm.call('accessCodes.updateLink', { ...link, verifiedOn: '2026-11-24' })
    expect(await asked()).toEqual([])
  })
})

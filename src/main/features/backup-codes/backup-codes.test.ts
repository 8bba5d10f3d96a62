/** States of single codes, reservations, staleness from facts, the board and the printed sheet, on both engines. */
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

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const clock = () => firm.ports.clock as TestClock

  /** A Login.gov account with the codes CODE-1 to CODE-`count`. */
  async function withSheet(count = 3) {
    const { client } = await withAccount(firm)
    const input = { clientId: client.id, portalId: 'login-gov', username: 'maria@example.com', custody: 'firm-holds' as const }
    const account = await firm.call('accounts.create', { ...input, consentOn: '2026-01-15' })
    await firm.call('backupCodes.record', {
      accountId: account.id,
      codes: Array.from({ length: count }, (_, n) => `CODE-${n + 1}`),
      keptAt: 'Safe'
    })
    return { client, account, ids: (await current(account.id)).codes.map(({ id }) => id) as [string, string, string] }
  }
  async function current(accountId: string) {
    const set = (await firm.call('backupCodes.list', { accountId })).sets.find((one) => one.replacedAt === null)
    if (set === undefined) throw new Error('no current set')
    return set
  }
  /** As if another member had reserved the code at their computer. */
  const reserveForOther = (id: string) =>
    firm.db.write(async (tx) => {
      const reservation = { reserved_by_id: 'other', reserved_by: 'Zoe Attorney', reserved_at: 1000, reserved_for: 'e-filing' }
      await tx.updateTable('backup_codes').set(reservation).where('id', '=', id).execute()
    })
  const lastRow = async () => (await firm.call('audit.list', {})).rows[0]

  test('a code is unused, reserved, used or void, and each is taken back', async () => {
    const { account, ids } = await withSheet()
    const [first, second, third] = ids
    const states = async () => (await current(account.id)).codes.map(({ state }) => state)
    expect(await states()).toEqual(['unused', 'unused', 'unused'])
    await firm.call('backupCodes.reserve', { id: first, for: 'travel' })
    await firm.call('backupCodes.strikeOut', { id: second, reason: 'smudged' })
    await firm.call('backupCodes.markUsed', { id: third, for: 'new phone' })
    expect(await states()).toEqual(['reserved', 'void', 'used'])
    expect((await current(account.id)).codes).toMatchObject([
      { reservation: { by: 'Ana Paralegal', isMine: true, for: 'travel' } },
      { voidedBy: 'Ana Paralegal', voidReason: 'smudged' },
      { usedBy: 'Ana Paralegal', usedFor: 'new phone', usedForCase: null }
    ])
    expect((await firm.call('accounts.get', { id: account.id })).backupCode).toEqual({ status: 'unused', unused: 1, total: 3 })
    expect(await refusal(firm.call('backupCodes.markUsed', { id: second }))).toEqual({ code: 'codes.void' })
    expect(await refusal(firm.call('backupCodes.reserve', { id: third }))).toMatchObject({ code: 'codes.already-used' })
    expect(await refusal(firm.call('backupCodes.strikeOut', { id: third, reason: 'x' }))).toMatchObject({ code: 'codes.already-used' })
    await firm.call('backupCodes.endReservation', { id: first })
    await firm.call('backupCodes.undoStrikeOut', { id: second })
    await firm.call('backupCodes.undoUse', { id: third })
    expect(await states()).toEqual(['unused', 'unused', 'unused'])
    const before = (await lastRow())?.seq
    await firm.call('backupCodes.endReservation', { id: first })
    await firm.call('backupCodes.undoStrikeOut', { id: second })
    expect((await lastRow())?.seq).toBe(before)
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['NEW'] })
    expect(await refusal(firm.call('backupCodes.markUsed', { id: first }))).toEqual({ code: 'codes.void' })
    expect((await firm.call('backupCodes.list', { accountId: account.id })).sets[1]?.codes[0]?.state).toBe('void')
  })

  test('of two who take one code at the same time one gets it', async () => {
    const { account, ids } = await withSheet()
    const [id] = ids
    const taken = await Promise.all([1, 2, 3, 4].map(() => refusal(firm.call('backupCodes.markUsed', { id }))))
    expect(taken.filter((one) => one === 'allowed')).toHaveLength(1)
    expect(taken.filter((one) => one !== 'allowed')).toEqual(Array(3).fill({ code: 'codes.already-used', usedAt: clock().now() }))
    const uses = (await firm.call('audit.list', { accountId: account.id })).rows.filter(({ event }) => event === 'backup-code.used')
    expect(uses).toHaveLength(1)
  })

  test('a code another member reserved is taken only knowingly, and that is written down', async () => {
    const { account, ids } = await withSheet()
    const [id, second, third] = ids
    for (const one of ids) await reserveForOther(one)
    const asked = { code: 'codes.reserved', by: 'Zoe Attorney', since: 1000, for: 'e-filing' }
    for (const channel of ['reveal', 'copy', 'reserve', 'endReservation', 'markUsed'] as const)
      expect([channel, await refusal(firm.call(`backupCodes.${channel}`, { id }))]).toEqual([channel, asked])
    expect(await refusal(firm.call('backupCodes.strikeOut', { id, reason: 'x' }))).toEqual(asked)
    expect((await firm.call('backupCodes.reveal', { id, takeOver: true })).value).toBe('CODE-1')
    expect(await lastRow()).toMatchObject({ event: 'backup-code.revealed', details: { position: 1, reservedBy: 'Zoe Attorney' } })
    await firm.call('backupCodes.markUsed', { id, takeOver: true })
    expect(await lastRow()).toMatchObject({ event: 'backup-code.used', details: { position: 1, reservedBy: 'Zoe Attorney' } })
    await firm.call('backupCodes.reserve', { id: second, takeOver: true })
    await firm.call('backupCodes.endReservation', { id: third, takeOver: true })
    expect((await current(account.id)).codes.map(({ state, reservation }) => [state, reservation?.isMine])).toEqual([
      ['used', undefined],
      ['reserved', true],
      ['unused', undefined]
    ])
  })

  test('a use names a filing of the client, and keeps quiet when the filing goes', async () => {
    const { client, account, ids } = await withSheet()
    const other = await firm.call('clients.create', { name: 'Other' })
    const filing = { receiptNumber: 'IOE0912345678', form: 'I-485', receivedOn: null, note: '' }
    const own = await firm.call('cases.add', { clientId: client.id, ...filing })
    const foreign = await firm.call('cases.add', { clientId: other.id, ...filing, receiptNumber: 'IOE0900000000' })
    const use = (caseId: string) => firm.call('backupCodes.markUsed', { id: ids[0], for: 'biometrics', caseId })
    expect(await refusal(use(foreign.id))).toEqual({ code: 'record.not-found', kind: 'case' })
    await use(own.id)
    const used = async () => (await current(account.id)).codes[0]
    expect(await used()).toMatchObject({ usedFor: 'biometrics', usedForCase: 'I-485 IOE0912345678' })
    await firm.call('cases.remove', { id: own.id })
    expect(await used()).toMatchObject({ state: 'used', usedForCase: null })
  })

  test('where the paper lies, and that somebody held it in hand', async () => {
    const { account } = await withSheet()
    const { id } = await current(account.id)
    const update = (paperCheckedOn: string | null, keptAt = 'Vault') =>
      firm.call('backupCodes.updateSet', { id, issuedOn: '2026-11-01', keptAt, paperCheckedOn })
    expect(await refusal(update('2026-11-23'))).toMatchObject({ code: 'request.invalid' })
    await update('2026-11-22')
    expect(await current(account.id)).toMatchObject({
      keptAt: 'Vault',
      issuedOn: '2026-11-01',
      paperCheckedOn: '2026-11-22',
      paperCheckedBy: 'Ana Paralegal'
    })
    const { seq } = (await lastRow()) ?? {}
    await update('2026-11-22')
    expect((await lastRow())?.seq).toBe(seq)
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['NEW'] })
    expect(await refusal(update(null))).toEqual({ code: 'codes.void' })
  })

  test('a USCIS code goes stale by each kind of change, with its day, and not by an old fact', async () => {
    const { account } = await withAccount(firm)
    const accountId = account.id
    const record = () => firm.call('backupCodes.record', { accountId, codes: ['a1b2c3d4e5'] })
    const stale = async () => (await firm.call('backupCodes.list', { accountId })).stale
    await record()
    clock().advance(1000)
    const factor = { accountId, kind: 'text' as const, holderKind: 'client' as const }
    const { id } = await firm.call('secondFactors.add', { ...factor, detail: 'ends in 0142' })
    expect(await stale()).toBeNull()
    expect(await refusal(firm.call('secondFactors.add', { ...factor, changedOn: '2026-11-23' }))).toMatchObject({ code: 'request.invalid' })
    await firm.call('secondFactors.add', { ...factor, changedOn: '2026-11-21' })
    expect(await stale()).toBeNull()
    const update = { id, kind: 'text' as const, holderKind: 'client' as const, memberId: null, holderName: '', addedOn: null }
    await firm.call('secondFactors.update', { ...update, detail: 'ends in 0199', changedOn: '2026-11-22' })
    expect(await stale()).toEqual({ reason: 'contact-changed', on: '2026-11-22' })
    clock().advance(1000)
    await firm.call('backupCodes.confirmCurrent', { accountId })
    expect(await stale()).toBeNull()
    clock().advance(86_400_000)
    await firm.call('secondFactors.retire', { id, changedOn: '2026-11-23' })
    expect(await stale()).toEqual({ reason: 'method-changed', on: '2026-11-23' })
    expect((await firm.call('recovery.report', { report: 'stale-backup-codes' })).rows).toMatchObject([{ accountId, on: '2026-11-23' }])
    clock().advance(1000)
    await record()
    expect(await stale()).toBeNull()
    await firm.call('backupCodes.markUsed', { id: (await current(accountId)).codes[0]?.id as string })
    expect(await stale()).toEqual({ reason: 'used', on: '2026-11-23' })
  })

  test('a finished path that replaces the method makes older codes stale, not the one recorded on the way', async () => {
    const { account } = await withAccount(firm)
    const accountId = account.id
    await firm.call('backupCodes.record', { accountId, codes: ['old'] })
    const walk = async (recordAt: string | null) => {
      clock().advance(60_000)
      const path = await firm.call('paths.start', { accountId, guideId: 'changed-contact' })
      for (const { id: stepId } of path.guide.steps) {
        clock().advance(60_000)
        if (stepId === recordAt) await firm.call('backupCodes.record', { accountId, codes: ['new'] })
        await firm.call('paths.setStep', { id: path.id, stepId, done: true })
      }
      await firm.call('paths.finish', { unrecordedToo: true, id: path.id })
      return (await firm.call('backupCodes.list', { accountId })).stale
    }
    expect(await walk('record-new-backup-code')).toBeNull()
    expect(await walk(null)).toEqual({ reason: 'contact-changed', on: '2026-11-22' })
  })

  test('the board has every account in use that could have codes, and counts before it filters', async () => {
    const { account, ids, client } = await withSheet(5)
    const uscis = (await firm.call('accounts.list', { portalId: 'uscis' })).rows[0]?.id as string
    await firm.call('accounts.create', { clientId: client.id, portalId: 'sevis', username: 'dso', custody: 'tracked-only' })
    const board = async (input: Parameters<typeof firm.call<'backupCodes.board'>>[1] = {}) => firm.call('backupCodes.board', input)
    expect(await board()).toMatchObject({
      rows: [
        { accountId: uscis, stock: 'none', unused: 0, total: 0 },
        { accountId: account.id, stock: 'unused', unused: 5, keptAt: 'Safe' }
      ],
      total: 2,
      counts: { none: 1, unused: 1, low: 0, used: 0, 'presumed-stale': 0 },
      reserved: 0
    })
    await firm.call('backupCodes.markUsed', { id: ids[0] })
    await firm.call('backupCodes.strikeOut', { id: ids[1], reason: 'refused' })
    await firm.call('backupCodes.reserve', { id: ids[2] })
    await firm.call('backupCodes.record', { accountId: uscis, codes: ['a1'] })
    await firm.call('backupCodes.markUsed', { id: (await current(uscis)).codes[0]?.id as string })
    expect(await board({ stocks: ['low'] })).toMatchObject({
      rows: [{ accountId: account.id, stock: 'low', unused: 3, total: 5, reserved: 1 }],
      counts: { 'presumed-stale': 1, low: 1 }
    })
    const order = async (input: Parameters<typeof board>[0]) => (await board(input)).rows.map(({ accountId }) => accountId)
    expect(await order({})).toEqual([uscis, account.id])
    expect(await order({ descending: true })).toEqual([account.id, uscis])
    expect(await order({ sort: 'portal' })).toEqual([account.id, uscis])
    expect(await order({ query: 'maria@ex garcía' })).toEqual([account.id])
    expect(await order({ portalId: 'uscis' })).toEqual([uscis])
    expect(await order({ reservedOnly: true })).toEqual([account.id])
    expect(await order({ limit: 1, offset: 1 })).toEqual([account.id])
    await firm.call('accounts.archive', { id: uscis })
    expect((await board()).total).toBe(1)
  })

  test('the printed sheet has the codes that can still be used, after its audit row', async () => {
    const { account, ids } = await withSheet()
    await firm.call('backupCodes.markUsed', { id: ids[0] })
    await firm.call('backupCodes.reserve', { id: ids[1] })
    expect(await firm.call('backupCodes.print', { accountId: account.id })).toMatchObject({
      clientName: 'Garcia Lopez, María',
      portalName: 'Login.gov',
      username: 'maria@example.com',
      keptAt: 'Safe',
      printedOn: '2026-11-22',
      printedBy: 'Ana Paralegal',
      codes: [
        { position: 1, state: 'used', value: null },
        { position: 2, state: 'reserved', value: 'CODE-2' },
        { position: 3, state: 'unused', value: 'CODE-3' }
      ]
    })
    expect(await lastRow()).toMatchObject({ event: 'backup-code.printed', accountId: account.id, details: { count: 2 } })
    const uscis = (await firm.call('accounts.list', { portalId: 'uscis' })).rows[0]?.id as string
    expect(await refusal(firm.call('backupCodes.print', { accountId: uscis }))).toMatchObject({ code: 'record.not-found' })
  })

  test('pasted text is read with the number of codes the portal gives out', async () => {
    const { account } = await withSheet()
    expect(await firm.call('backupCodes.read', { accountId: account.id, text: '1. AB12-CD34\n2. EF56-GH78\nPage 1 of 1' })).toEqual({
      codes: ['AB12-CD34', 'EF56-GH78'],
      leftOut: [{ text: 'Page 1 of 1', why: 'not-a-code' }],
      marksRemoved: true,
      expected: 10
    })
  })

  test('at a portal that takes several authenticators they stand beside each other, up to its limit', async () => {
    const { client } = await withAccount(firm)
    const input = { clientId: client.id, username: 'maria@example.com', custody: 'firm-holds' as const, consentOn: '2026-01-15' }
    const { id: accountId } = await firm.call('accounts.create', { ...input, portalId: 'login-gov' })
    const add = async (key: string, nickname: string) => {
      const { pendingId, remarks } = await firm.call('authenticators.readKey', { accountId, key })
      expect(remarks.map(({ kind }) => kind)).not.toContain('replaces-existing')
      return (await firm.call('authenticators.save', { pendingId, nickname })).authenticatorId
    }
    const confirm = async (id: string) =>
      firm.call('authenticators.confirm', { id, code: (await firm.call('authenticators.showCode', { id })).code })
    const first = await add('GEZDGNBVGY3TQOJQ', "Ana's phone")
    const second = await add('JBSWY3DPEHPK3PXP', 'office')
    await confirm(second)
    const account = () => firm.call('accounts.get', { id: accountId })
    expect((await account()).authenticator).toEqual({ state: 'confirmed', id: second })
    expect((await account()).pendingAuthenticator?.id).toBe(first)
    await confirm(first)
    expect(await account()).toMatchObject({
      authenticator: { state: 'confirmed', id: first },
      moreAuthenticators: [{ id: second, name: 'office' }],
      authenticators: [{ id: first, nickname: "Ana's phone" }, { id: second }],
      recoverability: 'yes'
    })
    expect(await refusal(add('MFRGGZDFMZTWQ2LK', 'third'))).toEqual({ code: 'authenticators.limit-reached', limit: 2 })
    await firm.call('authenticators.rename', { id: second, nickname: 'front desk' })
    expect((await account()).moreAuthenticators).toEqual([{ id: second, name: 'front desk' }])
    await firm.call('authenticators.remove', { id: first })
    expect(await account()).toMatchObject({ authenticator: { state: 'confirmed', id: second }, moreAuthenticators: [] })
  })
})

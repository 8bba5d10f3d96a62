/** Authenticators, backup codes, access codes and their release, on a real encrypted SQLite file and on a real PostgreSQL. */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AppError, isAppError } from '../errors.ts'
import { engines } from '../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../testing/test-firm.ts'
import type { MemoryClipboard, TestClock } from '../testing/test-ports.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

const rfcAddress = 'otpauth://totp/USCIS:maria.garcia%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=USCIS'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })
  const clock = () => firm.ports.clock as TestClock

  test('an authenticator counts only once confirmed, and an older one stays until then', async () => {
    const { account } = await withAccount(firm)
    clock().set(59_000)
    const pending = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    expect(pending).toMatchObject({
      issuer: 'USCIS',
      label: 'maria.garcia@example.com',
      digits: 6,
      periodSeconds: 30,
      algorithm: 'SHA1',
      keyBytes: 20
    })
    const { authenticatorId } = await firm.call('authenticators.save', { pendingId: pending.pendingId })
    expect((await firm.call('accounts.get', { id: account.id })).authenticator).toEqual({ state: 'unconfirmed', id: authenticatorId })
    // RFC 6238 appendix B at 59 s: 94287082, here six digits.
    const shown = await firm.call('authenticators.showCode', { id: authenticatorId })
    expect(shown).toEqual({ code: '287082', nextCode: '359152', expiresAt: 60_000, periodSeconds: 30, madeAt: 59_000, earlier: null })
    expect(await refusal(firm.call('authenticators.confirm', { id: authenticatorId, code: '000000' }))).toEqual({
      code: 'authenticators.wrong-code',
      digits: 6
    })
    await firm.call('authenticators.confirm', { id: authenticatorId, code: '287 082' })
    expect((await firm.call('accounts.get', { id: account.id })).authenticator).toEqual({ state: 'confirmed', id: authenticatorId })

    const second = await firm.call('authenticators.readKey', { accountId: account.id, key: 'jbsw y3dp ehpk 3pxp' })
    expect(second.remarks).toContainEqual({ kind: 'replaces-existing' })
    const newer = await firm.call('authenticators.save', { pendingId: second.pendingId })
    const both = await firm.call('accounts.get', { id: account.id })
    expect([both.authenticatorDetail?.id, both.pendingAuthenticator?.id]).toEqual([authenticatorId, newer.authenticatorId])
    const code = (await firm.call('authenticators.showCode', { id: newer.authenticatorId })).code
    await firm.call('authenticators.confirm', { id: newer.authenticatorId, code })
    const after = await firm.call('accounts.get', { id: account.id })
    expect([after.authenticatorDetail?.id, after.pendingAuthenticator]).toEqual([newer.authenticatorId, null])
    expect(await refusal(firm.call('authenticators.showCode', { id: authenticatorId }))).toMatchObject({ code: 'record.not-found' })
    await firm.call('authenticators.remove', { id: newer.authenticatorId })
    expect((await firm.call('accounts.get', { id: account.id })).authenticator).toEqual({ state: 'none', id: null })
  })

  test('Steam Guard makes its letters, which are confirmed in any case', async () => {
    const { account } = await withAccount(firm)
    clock().set(59_000)
    const address = 'steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const pending = await firm.call('authenticators.readAddress', { accountId: account.id, address })
    expect(pending).toMatchObject({ kind: 'steam', algorithm: 'SHA1', digits: 5, periodSeconds: 30, remarks: [] })
    const { authenticatorId: id } = await firm.call('authenticators.save', { pendingId: pending.pendingId })
    expect(await firm.call('authenticators.showCode', { id })).toMatchObject({ code: 'PV9M4', expiresAt: 60_000 })
    expect(await refusal(firm.call('authenticators.confirm', { id, code: '287082' }))).toMatchObject({ code: 'authenticators.wrong-code' })
    await firm.call('authenticators.confirm', { id, code: 'pv9m4' })
    expect((await firm.call('accounts.get', { id: account.id })).authenticatorDetail).toMatchObject({ kind: 'steam', confirmedAt: 59_000 })
  })

  test('one authenticator is in use and one waits: none is destroyed by saving another, and confirming the old one again retires nothing', async () => {
    const { account } = await withAccount(firm)
    const add = async (key: string) => {
      const { pendingId } = await firm.call('authenticators.readKey', { accountId: account.id, key })
      return (await firm.call('authenticators.save', { pendingId })).authenticatorId
    }
    const state = async () => {
      const { authenticatorDetail, pendingAuthenticator } = await firm.call('accounts.get', { id: account.id })
      return [authenticatorDetail?.id, pendingAuthenticator?.id]
    }
    const codeOf = async (id: string) => (await firm.call('authenticators.showCode', { id })).code
    const first = await add('GEZDGNBVGY3TQOJQ')
    const second = await add('JBSWY3DPEHPK3PXP')
    expect(await state()).toEqual([first, second])
    const third = await add('MFRGGZDFMZTWQ2LK')
    expect(await state()).toEqual([first, third])
    expect((await firm.call('audit.list', { accountId: account.id })).rows.map((row) => row.event).slice(0, 2)).toEqual([
      'authenticator.added',
      'authenticator.removed'
    ])
    await firm.call('authenticators.confirm', { id: first, code: await codeOf(first) })
    expect(await state()).toEqual([first, third])
    await firm.call('authenticators.confirm', { id: first, code: await codeOf(first) })
    expect(await state()).toEqual([first, third])
    await firm.call('authenticators.confirm', { id: third, code: await codeOf(third) })
    expect(await state()).toEqual([third, undefined])
  })

  test('a key that was read but not saved is forgotten after a quarter of an hour', async () => {
    const { account } = await withAccount(firm)
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    clock().advance(16 * 60_000)
    expect(await refusal(firm.call('authenticators.save', { pendingId }))).toEqual({ code: 'record.not-found', kind: 'pending-enrolment' })
  })

  test('consent is no date to come, is not left behind, and can be obeyed when it is withdrawn', async () => {
    const { account } = await withAccount(firm)
    const { id, portalId, username, nickname, accountNumber, notes, signInProvider } = account
    const change = (custody: 'client-holds' | 'firms-own' | 'firm-holds', consentOn: string | null) =>
      refusal(firm.call('accounts.update', { id, portalId, username, nickname, accountNumber, notes, signInProvider, custody, consentOn }))
    expect(await change('firm-holds', '2099-01-01')).toMatchObject({ code: 'request.invalid' })
    const enrol = async (key: string) => {
      const { pendingId } = await firm.call('authenticators.readKey', { accountId: id, key })
      const { authenticatorId } = await firm.call('authenticators.save', { pendingId })
      await firm.call('authenticators.confirm', {
        id: authenticatorId,
        code: (await firm.call('authenticators.showCode', { id: authenticatorId })).code
      })
      return authenticatorId
    }
    await enrol('GEZDGNBVGY3TQOJQ')
    await firm.call('authenticators.remove', { id: await enrol('JBSWY3DPEHPK3PXP') })
    expect(await change('client-holds', '2026-01-15')).toBe('allowed')
    expect(await change('firm-holds', '2026-01-15')).toBe('allowed')
    await firm.call('backupCodes.record', { accountId: id, codes: ['a1b2c3d4e5'] })
    await firm.call('accessCodes.record', { accountId: id, noticeOn: '2026-11-20', code: 'Ab12-Cd34' })
    expect(await change('firms-own', null)).toEqual({ code: 'accounts.firms-own-of-client' })
    expect(await change('client-holds', null)).toEqual({ code: 'accounts.secrets-present', custody: 'client-holds' })
    const { pendingId } = await firm.call('authenticators.readKey', { accountId: id, key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
    expect(await firm.call('accounts.forgetSecrets', { id })).toMatchObject({
      authenticator: { state: 'none' },
      backupCode: { status: 'none' },
      accessCode: { status: 'new' }
    })
    expect(await refusal(firm.call('authenticators.save', { pendingId }))).toEqual({ code: 'record.not-found', kind: 'pending-enrolment' })
    const [notice] = await firm.call('accessCodes.list', { accountId: id })
    expect(notice?.hasValue).toBe(false)
    const oldCode = (await firm.call('backupCodes.list', { accountId: id })).sets[0]?.codes[0]?.id as string
    expect(await refusal(firm.call('backupCodes.reveal', { id: oldCode }))).toEqual({ code: 'codes.no-value' })
    expect(await change('client-holds', null)).toBe('allowed')
  })

  test('a good access code is not hidden by an expired one, nor voided by an older notice or by another receipt', async () => {
    const { account } = await withAccount(firm)
    const record = (noticeOn: string, addressee: 'client' | 'representative', receiptNumbers: string[] = []) =>
      firm.call('accessCodes.record', { accountId: account.id, noticeOn, addressee, receiptNumbers })
    await record('2026-01-05', 'client')
    await record('2026-11-15', 'representative', ['IOE0000000001'])
    expect((await firm.call('accounts.get', { id: account.id })).accessCode).toMatchObject({ status: 'new', expiresOn: '2027-02-13' })
    await record('2026-09-15', 'representative', ['IOE0000000001'])
    await record('2026-11-20', 'representative', ['IOE0000000002'])
    const statuses = async () => (await firm.call('accessCodes.list', { accountId: account.id })).map((one) => [one.noticeOn, one.status])
    expect(await statuses()).toEqual([
      ['2026-11-20', 'new'],
      ['2026-11-15', 'new'],
      ['2026-09-15', 'expiring'],
      ['2026-01-05', 'expired']
    ])
    await record('2026-11-21', 'representative')
    expect((await statuses()).map(([, status]) => status)).toEqual(['new', 'replaced', 'replaced', 'replaced', 'expired'])
  })

  test('a picture of somebody else’s login is said, one of this login is not', async () => {
    const { account } = await withAccount(firm)
    const remarks = async (label: string, issuer: string) => {
      const address = `otpauth://totp/${encodeURIComponent(label)}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${issuer}`
      return (await firm.call('authenticators.readAddress', { accountId: account.id, address })).remarks.map((remark) => remark.kind)
    }
    expect(await remarks('maria.garcia@example.com', 'USCIS')).toEqual([])
    expect(await remarks('Maria.Garcia@Example.com', 'myAccount')).toEqual([])
    expect(await remarks('someone.else@example.com', 'USCIS')).toEqual(['other-account'])
    expect(await remarks('maria.garcia@example.com', 'Login.gov')).toEqual(['other-account'])
  })

  test('a notice date to come is refused', async () => {
    const { account } = await withAccount(firm)
    const record = (noticeOn: string) => refusal(firm.call('accessCodes.record', { accountId: account.id, noticeOn }))
    expect(await record('2026-11-23')).toMatchObject({ code: 'request.invalid' })
    expect(await record('2026-11-22')).toBe('allowed')
  })

  test('the same key twice under one account is noticed', async () => {
    const { account } = await withAccount(firm)
    for (const expected of ['allowed', { code: 'authenticators.already-exists' }]) {
      const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
      expect(await refusal(firm.call('authenticators.save', { pendingId }))).toEqual(expected)
    }
  })

  test('a copied code leaves the clipboard in time, unless the person copied something else', async () => {
    const { account } = await withAccount(firm)
    const clipboard = firm.ports.clipboard as MemoryClipboard
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    const { authenticatorId: id } = await firm.call('authenticators.save', { pendingId })
    const { clearsAt, endsAt } = await firm.call('authenticators.copyCode', { id })
    expect(endsAt).toBe((await firm.call('authenticators.showCode', { id })).expiresAt)
    expect((await firm.call('authenticators.copyCode', { id, which: 'next' })).endsAt).toBe(endsAt + 30_000)
    await firm.call('authenticators.copyCode', { id })
    expect(clearsAt).toBe(clock().now() + 30_000)
    expect(clipboard.content).toMatch(/^\d{6}$/)
    clock().advance(29_000)
    expect(clipboard.content).toMatch(/^\d{6}$/)
    clock().advance(1_000)
    await Promise.resolve().then(() => Promise.resolve())
    await new Promise((resolve) => setImmediate(resolve))
    expect(clipboard.content).toBe('')
    await firm.call('authenticators.copyCode', { id })
    clipboard.content = 'something else'
    clock().advance(30_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(clipboard.content).toBe('something else')
    expect(firm.events.filter((event) => event.name === 'clipboard.released').map((event) => event.payload)).toEqual([
      { outcome: 'cleared' },
      { outcome: 'replaced' }
    ])
  })

  test('backup codes: recorded, revealed, used, undone, replaced, presumed stale, checked', async () => {
    const { account } = await withAccount(firm)
    const status = async () => (await firm.call('accounts.get', { id: account.id })).backupCode
    expect(await status()).toEqual({ status: 'none', unused: 0, total: 0 })
    await firm.call('backupCodes.record', { accountId: account.id, codes: [' 0a1b2c3d4e '], keptAt: 'Safe, second drawer' })
    const [set] = (await firm.call('backupCodes.list', { accountId: account.id })).sets
    const id = set?.codes[0]?.id as string
    expect((await firm.call('backupCodes.reveal', { id })).value).toBe('0a1b2c3d4e')
    await firm.call('backupCodes.markUsed', { id })
    // The portal issues a new one with the change that follows the use (docs/recoverability.md, S4).
    expect(await status()).toEqual({ status: 'presumed-stale', unused: 0, total: 1 })
    expect(await refusal(firm.call('backupCodes.markUsed', { id }))).toMatchObject({ code: 'codes.already-used' })
    await firm.call('backupCodes.undoUse', { id })
    expect(await status()).toEqual({ status: 'unused', unused: 1, total: 1 })

    clock().advance(1000)
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    const { authenticatorId } = await firm.call('authenticators.save', { pendingId })
    await firm.call('authenticators.confirm', {
      id: authenticatorId,
      code: (await firm.call('authenticators.showCode', { id: authenticatorId })).code
    })
    expect((await status()).status).toBe('presumed-stale')
    clock().advance(1000)
    await firm.call('backupCodes.confirmCurrent', { accountId: account.id })
    expect((await status()).status).toBe('unused')

    await firm.call('backupCodes.record', { accountId: account.id, codes: ['new1', 'new2'] })
    const listed = await firm.call('backupCodes.list', { accountId: account.id })
    expect(listed.sets.map((one) => [one.codes.length, one.replacedAt !== null])).toEqual([
      [2, false],
      [1, true]
    ])
    expect(await refusal(firm.call('backupCodes.record', { accountId: account.id, codes: ['same', ' same '] }))).toEqual({
      code: 'codes.duplicate'
    })
    expect((await status()).total).toBe(2)
  })

  test('access codes: expiry from the notice date, editable; status follows the calendar of the firm', async () => {
    const { account } = await withAccount(firm)
    const first = await firm.call('accessCodes.record', {
      accountId: account.id,
      noticeOn: '2026-11-20',
      code: 'Ab12-Cd34',
      receiptNumbers: ['ioe0912345678']
    })
    expect(first).toMatchObject({ expiresOn: '2027-02-18', status: 'new', daysLeft: 88, hasValue: true, receiptNumbers: ['IOE0912345678'] })
    const at = async (date: string) => {
      clock().set(Date.parse(`${date}T12:00:00-05:00`))
      return (await firm.call('accounts.get', { id: account.id })).accessCode
    }
    expect(await at('2027-01-18')).toMatchObject({ status: 'new', daysLeft: 31 })
    expect(await at('2027-01-19')).toMatchObject({ status: 'expiring', daysLeft: 30 })
    expect(await at('2027-02-18')).toMatchObject({ status: 'expiring', daysLeft: 0 })
    expect(await at('2027-02-19')).toMatchObject({ status: 'expired', daysLeft: -1 })
    // 11 p.m. in New York on the 18th is already the 19th in UTC.
    clock().set(Date.parse('2027-02-18T23:00:00-05:00'))
    expect((await firm.call('accounts.get', { id: account.id })).accessCode).toMatchObject({ status: 'expiring' })

    await firm.call('accessCodes.update', {
      id: first.id,
      noticeOn: '2026-11-20',
      expiresOn: '2027-03-01',
      addressee: 'client',
      receiptNumbers: []
    })
    expect(await at('2027-02-28')).toMatchObject({ status: 'expiring', daysLeft: 1 })
    expect((await firm.call('accessCodes.reveal', { id: first.id })).value).toBe('Ab12-Cd34')
    const second = await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2027-02-25', replaces: true })
    expect((await firm.call('accessCodes.list', { accountId: account.id })).map((one) => one.status)).toEqual(['new', 'replaced'])
    expect(await refusal(firm.call('accessCodes.reveal', { id: second.id }))).toEqual({ code: 'codes.no-value' })
    await firm.call('accessCodes.markUsed', { id: second.id, byOther: true })
    expect((await firm.call('accessCodes.list', { accountId: account.id }))[0]).toMatchObject({ status: 'used-by-other', usedBy: null })
    await firm.call('accessCodes.undoUse', { id: second.id })
    expect(
      await refusal(firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2027-01-10', expiresOn: '2027-01-09' }))
    ).toMatchObject({
      code: 'request.invalid'
    })
  })

  test('a secret that cannot be written down is not released', async () => {
    const { account } = await withAccount(firm)
    const clipboard = firm.ports.clipboard as MemoryClipboard
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    const { authenticatorId } = await firm.call('authenticators.save', { pendingId })
    await firm.call('backupCodes.record', { accountId: account.id, codes: ['a1b2c3d4e5'] })
    const backupCodeId = (await firm.call('backupCodes.list', { accountId: account.id })).sets[0]?.codes[0]?.id as string
    const accessCodeId = (await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2026-11-20', code: 'Ab12-Cd34' })).id
    const releases = {
      'authenticators.showCode': () => firm.call('authenticators.showCode', { id: authenticatorId }),
      'authenticators.copyCode': () => firm.call('authenticators.copyCode', { id: authenticatorId }),
      'backupCodes.reveal': () => firm.call('backupCodes.reveal', { id: backupCodeId }),
      'backupCodes.copy': () => firm.call('backupCodes.copy', { id: backupCodeId }),
      'accessCodes.reveal': () => firm.call('accessCodes.reveal', { id: accessCodeId }),
      'accessCodes.copy': () => firm.call('accessCodes.copy', { id: accessCodeId })
    }
    const rename = (from: string, to: string) =>
      firm.db.write(async (tx) => void (await sql.raw(`alter table ${from} rename to ${to}`).execute(tx)))
    await rename('audit_log', 'audit_log_gone')
    for (const [name, release] of Object.entries(releases)) {
      const outcome = await release().then(
        () => 'released',
        () => 'kept'
      )
      expect([name, outcome, clipboard.content]).toEqual([name, 'kept', ''])
    }
    await rename('audit_log_gone', 'audit_log')
    for (const [name, release] of Object.entries(releases)) {
      const before = (await firm.call('audit.list', {})).rows[0]?.seq as number
      await release()
      expect([name, (await firm.call('audit.list', {})).rows[0]?.seq]).toEqual([name, before + 1])
    }
  })
})

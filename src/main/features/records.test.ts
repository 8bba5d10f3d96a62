/** Clients, cases, accounts, search, sample, settings and audit together, on a real encrypted SQLite file and on a real PostgreSQL. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AppError, isAppError } from '../errors.ts'
import { engines } from '../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../testing/test-firm.ts'

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

  test('clients are created, changed, found, archived with their accounts and restored', async () => {
    const { client, account } = await withAccount(firm)
    await firm.call('clients.create', { name: 'Abebe, Tigist' })
    await firm.call('cases.add', { clientId: client.id, receiptNumber: 'ioe 091-234-5678', form: 'I-485' })
    const names = async (query: string) => (await firm.call('clients.list', { query })).rows.map((row) => row.name)
    expect(await names('')).toEqual(['Abebe, Tigist', 'Garcia Lopez, María'])
    for (const query of ['garcia', 'GARCÍA', 'lop mar', 'maria.garcia@', 'IOE0912345678', 'ioe 0912345678', '0912', 'ioe-091-234-5678']) {
      expect([query, await names(query)]).toEqual([query, ['Garcia Lopez, María']])
    }
    expect(await names('nobody')).toEqual([])

    const changed = await firm.call('clients.update', { ...fieldsOf(client), name: 'Zamora, María', otherNames: 'Garcia' })
    expect(changed).toMatchObject({ name: 'Zamora, María', revision: 2 })
    expect(await names('zamora')).toEqual(['Zamora, María'])
    expect((await firm.call('accounts.list', { query: 'zamora uscis' })).rows.map((row) => row.clientName)).toEqual(['Zamora, María'])

    await firm.call('clients.archive', { id: client.id })
    expect(await names('')).toEqual(['Abebe, Tigist'])
    expect((await firm.call('accounts.list', {})).rows).toEqual([])
    expect(await refusal(firm.call('accounts.restore', { id: account.id }))).toEqual({ code: 'record.archived', kind: 'client' })
    await firm.call('clients.restore', { id: client.id })
    expect((await firm.call('accounts.list', {})).rows.map((row) => row.id)).toEqual([account.id])
  })

  test('a receipt number leads to the accounts of its client', async () => {
    const { client, account } = await withAccount(firm)
    await firm.call('cases.add', { clientId: client.id, receiptNumber: 'WAC2190012345' })
    expect((await firm.call('accounts.list', { query: 'wac219' })).rows.map((row) => row.id)).toEqual([account.id])
  })

  test('custody decides what may be saved', async () => {
    const client = await firm.call('clients.create', { name: 'Okafor, Chidi' })
    const make = (
      custody: 'tracked-only' | 'client-holds' | 'firm-holds' | 'firms-own',
      username: string,
      consentOn: string | null = null
    ) => firm.call('accounts.create', { clientId: client.id, portalId: 'uscis', username, custody, consentOn })
    const record = (accountId: string) => refusal(firm.call('backupCodes.record', { accountId, codes: ['a1b2c3d4e5'] }))
    const tracked = await make('tracked-only', 'a@example.com')
    const clients = await make('client-holds', 'b@example.com')
    const undated = await make('firm-holds', 'c@example.com')
    const dated = await make('firm-holds', 'd@example.com', '2026-02-01')
    expect(await refusal(make('firms-own', 'e@example.com'))).toEqual({ code: 'accounts.firms-own-of-client' })
    const own = await firm.call('accounts.create', { clientId: null, portalId: 'uscis', username: 'e@example.com', custody: 'firms-own' })
    // As an earlier version allowed it: under whatever name, a client's account needs consent.
    const older = await make('firm-holds', 'f@example.com')
    await firm.db.write((tx) => tx.updateTable('accounts').set({ custody: 'firms-own' }).where('id', '=', older.id).execute())
    expect(await record(older.id)).toEqual({ code: 'accounts.consent-missing' })
    expect(await record(tracked.id)).toEqual({ code: 'accounts.custody-forbids-secrets', custody: 'tracked-only' })
    expect(await record(clients.id)).toEqual({ code: 'accounts.custody-forbids-secrets', custody: 'client-holds' })
    expect(await record(undated.id)).toEqual({ code: 'accounts.consent-missing' })
    expect(await refusal(firm.call('authenticators.readAddress', { accountId: undated.id, address: rfcAddress }))).toEqual({
      code: 'accounts.consent-missing'
    })
    expect(await record(dated.id)).toBe('allowed')
    expect(await record(own.id)).toBe('allowed')
    // A notice without its code is no secret.
    expect(await refusal(firm.call('accessCodes.record', { accountId: tracked.id, noticeOn: '2026-11-20' }))).toBe('allowed')
    expect(
      await refusal(firm.call('accessCodes.record', { accountId: tracked.id, noticeOn: '2026-11-20', code: 'Ab12Cd34' }))
    ).toMatchObject({
      code: 'accounts.custody-forbids-secrets'
    })
    const { id, portalId, username, nickname, accountNumber, signInProvider, notes } = await firm.call('accounts.get', { id: dated.id })
    const change = (custody: 'tracked-only' | 'firm-holds', consentOn: string | null) =>
      refusal(firm.call('accounts.update', { id, portalId, username, nickname, accountNumber, signInProvider, notes, custody, consentOn }))
    expect(await change('tracked-only', null)).toEqual({ code: 'accounts.secrets-present', custody: 'tracked-only' })
    expect(await change('firm-holds', null)).toEqual({ code: 'accounts.secrets-present', custody: 'firm-holds' })
    expect(
      await refusal(firm.call('accounts.create', { clientId: null, portalId: 'pacer', username: 'x', custody: 'firm-holds' }))
    ).toEqual({
      code: 'accounts.client-required'
    })
    expect(
      await refusal(
        firm.call('accounts.create', { clientId: client.id, portalId: 'uscis', username: 'D@Example.com', custody: 'tracked-only' })
      )
    ).toEqual({
      code: 'accounts.duplicate',
      username: 'D@Example.com'
    })
  })

  test('names are found as people type them', async () => {
    for (const name of ['Nguyễn Thị Đào', 'Łukasz Żółty', 'O’Brien, Siobhán', 'Weiß, Jörg']) await firm.call('clients.create', { name })
    for (const [query, name] of [
      ['dao', 'Nguyễn Thị Đào'],
      ['nguyen thi', 'Nguyễn Thị Đào'],
      ['lukasz zolty', 'Łukasz Żółty'],
      ['obrien siobhan', 'O’Brien, Siobhán'],
      ["o'brien", 'O’Brien, Siobhán'],
      ['weiss', 'Weiß, Jörg']
    ] as const) {
      expect([query, (await firm.call('clients.list', { query })).rows.map((row) => row.name)]).toEqual([query, [name]])
    }
  })

  test('what can be stored can be listed again', async () => {
    const { client, account } = await withAccount(firm)
    await expect(firm.call('accessCodes.record', { accountId: account.id, noticeOn: '9999-12-01' })).rejects.toThrow()
    await expect(firm.call('cases.add', { clientId: client.id, receiptNumber: '- -' })).rejects.toThrow()
    await firm.call('cases.add', { clientId: client.id, receiptNumber: 'ß'.repeat(30) })
    await firm.call('accessCodes.record', { accountId: account.id, noticeOn: '1900-01-01', receiptNumbers: ['ioe 1'] })
    expect((await firm.call('clients.get', { id: client.id })).cases).toHaveLength(1)
    expect(await firm.call('accessCodes.list', { accountId: account.id })).toHaveLength(1)
  })

  test('a login that was taken meanwhile stays archived when its client is restored, and nothing archived is changed', async () => {
    const { client, account } = await withAccount(firm)
    await firm.call('clients.archive', { id: client.id })
    const other = await firm.call('clients.create', { name: 'Other, Olga' })
    await firm.call('accounts.create', { clientId: other.id, portalId: 'uscis', username: account.username, custody: 'tracked-only' })
    expect(await refusal(firm.call('cases.add', { clientId: client.id, receiptNumber: 'IOE1' }))).toEqual({
      code: 'record.archived',
      kind: 'client'
    })
    expect(await refusal(firm.call('clients.update', { ...fieldsOf(client), name: 'Changed' }))).toEqual({
      code: 'record.archived',
      kind: 'client'
    })
    await firm.call('clients.restore', { id: client.id })
    expect((await firm.call('accounts.list', {})).rows.map((row) => row.clientName)).toEqual(['Other, Olga'])
    expect(await refusal(firm.call('accounts.restore', { id: account.id }))).toEqual({
      code: 'accounts.duplicate',
      username: account.username
    })
  })

  test('everything that happened stands in the audit table, newest first, without gaps and without secrets', async () => {
    const { client, account } = await withAccount(firm)
    const { pendingId } = await firm.call('authenticators.readAddress', { accountId: account.id, address: rfcAddress })
    const { authenticatorId } = await firm.call('authenticators.save', { pendingId })
    await firm.call('authenticators.showCode', { id: authenticatorId })
    await firm.call('authenticators.copyCode', { id: authenticatorId })
    const { rows, more } = await firm.call('audit.list', { clientId: client.id })
    expect(more).toBe(false)
    expect(rows.map((row) => row.event)).toEqual([
      'verification-code.copied',
      'verification-code.shown',
      'authenticator.added',
      'account.created',
      'client.created'
    ])
    expect(rows[0]).toMatchObject({
      actor: 'Ana Paralegal',
      device: 'test-computer',
      clientName: client.name,
      accountName: 'USCIS · maria.garcia@example.com'
    })
    const page = await firm.call('audit.list', { limit: 2 })
    expect([page.rows.map((row) => row.seq), page.more]).toEqual([[6, 5], true])
    expect((await firm.call('audit.list', { before: 5, limit: 500 })).rows.map((row) => row.seq)).toEqual([4, 3, 2, 1])
    expect(JSON.stringify(await firm.call('audit.list', { limit: 500 }))).not.toContain('GEZDGNBV')
  })

  test('what is filtered out does not crowd a match out of the search', async () => {
    const crowd = await firm.call('clients.create', { name: 'Crowd, Carla' })
    const lone = await firm.call('clients.create', { name: 'Lone, Lena' })
    const add = (clientId: string, portalId: string, username: string) =>
      firm.call('accounts.create', { clientId, portalId, username, custody: 'tracked-only' })
    // More than the search looks at: it takes 500 matches.
    for (let index = 0; index < 505; index += 1) await add(crowd.id, 'uscis', `crowd${index}@example.com`)
    const mine = await add(lone.id, 'uscis', 'lena@example.com')
    const other = await add(lone.id, 'pacer', 'crowdlena')
    const ids = async (input: Parameters<typeof firm.call<'accounts.list'>>[1]) =>
      (await firm.call('accounts.list', input)).rows.map((row) => row.id)
    expect(await ids({ clientId: lone.id, query: 'uscis' })).toEqual([mine.id])
    expect(await ids({ portalId: 'pacer', query: 'crowd' })).toEqual([other.id])
    await firm.call('clients.archive', { id: crowd.id })
    expect(await ids({ query: 'uscis' })).toEqual([mine.id])
    expect((await firm.call('accounts.list', { query: 'crowd12', archived: true })).total).toBe(11)
  })

  test('lists are ordered, paged and filtered', async () => {
    for (const name of ['Çelik, Deniz', 'Adams, Zoe', 'ábalos, Inés', 'Brown, Kofi'])
      await withAccount(firm, name, `${name.slice(0, 2)}@example.com`)
    await firm.call('accounts.create', { clientId: null, portalId: 'pacer', username: 'firm-filer', custody: 'firms-own' })
    const all = await firm.call('accounts.list', {})
    expect(all.rows.map((row) => row.clientName)).toEqual(['ábalos, Inés', 'Adams, Zoe', 'Brown, Kofi', 'Çelik, Deniz', null])
    expect(all.total).toBe(5)
    const paged = await firm.call('accounts.list', { offset: 1, limit: 2, descending: true })
    expect(paged.rows.map((row) => row.clientName)).toEqual(['Çelik, Deniz', 'Brown, Kofi'])
    expect((await firm.call('accounts.list', { portalId: 'pacer' })).rows.map((row) => row.username)).toEqual(['firm-filer'])
    const [, second, third] = all.rows
    await firm.call('accessCodes.record', { accountId: third?.id as string, noticeOn: '2026-09-01' })
    await firm.call('accessCodes.record', { accountId: second?.id as string, noticeOn: '2026-10-01' })
    const byExpiry = await firm.call('accounts.list', { sort: 'access-code-expiry' })
    expect(byExpiry.rows.slice(0, 2).map((row) => row.id)).toEqual([third?.id, second?.id])
  })

  test('the sample firm loads into an empty firm only and leaves without trace but the audit rows', async () => {
    expect(await firm.call('sample.status', {})).toEqual({ offered: true, loaded: false })
    const loaded = await firm.call('sample.load', {})
    expect(loaded.clients).toBeGreaterThanOrEqual(35)
    const statuses = new Set(
      (await firm.call('accounts.list', { limit: 500 })).rows.flatMap((row) => [
        row.accessCode?.status,
        row.backupCode.status,
        row.authenticator.state
      ])
    )
    for (const status of ['new', 'expiring', 'expired', 'used', 'unused', 'presumed-stale', 'confirmed', 'unconfirmed', 'none'] as const) {
      expect([status, statuses.has(status)]).toEqual([status, true])
    }
    expect(await refusal(firm.call('sample.load', {}))).toEqual({ code: 'sample.not-empty' })
    expect(await firm.call('sample.remove', {})).toEqual({ clients: loaded.clients })
    expect(await firm.call('sample.status', {})).toEqual({ offered: true, loaded: false })
    for (const table of [
      'clients',
      'accounts',
      'cases',
      'matters',
      'contacts',
      'case_parties',
      'case_representatives',
      'authenticators',
      'backup_code_sets',
      'backup_codes',
      'access_codes',
      'search_entries'
    ] as const) {
      expect([table, await firm.db.read.selectFrom(table).selectAll().execute()]).toEqual([table, []])
    }
  })

  test('a sample client that somebody works with stays when the sample is removed', async () => {
    await firm.call('sample.load', {})
    const [first, second] = (await firm.call('clients.list', {})).rows
    const { client } = await firm.call('clients.get', { id: first?.id as string })
    await firm.call('clients.update', { ...fieldsOf(client), name: 'Real, Rita' })
    const mine = await firm.call('accounts.create', {
      clientId: second?.id as string,
      portalId: 'pacer',
      username: 'mine',
      custody: 'tracked-only'
    })
    await firm.call('sample.remove', {})
    expect((await firm.call('clients.list', {})).rows.map((row) => row.id).sort()).toEqual([first?.id, second?.id].sort())
    expect((await firm.call('accounts.list', {})).rows.map((row) => row.id)).toEqual([mine.id])
    expect((await firm.call('accounts.list', { query: 'mine' })).total).toBe(1)
  })

  test.each([
    ['representative.withdrawn', 'representatives.withdraw', 'case_representatives', { on: '2026-11-20' }],
    ['representative.removed', 'representatives.remove', 'case_representatives', {}],
    ['party.removed', 'parties.remove', 'case_parties', {}],
    ['case.removed', 'cases.remove', 'cases', {}],
    ['case.status-removed', 'cases.removeStatus', 'case_statuses', {}]
  ] as const)('a sample client stays after %s', async (event, channel, table, more) => {
    await firm.call('sample.load', {})
    let query = firm.db.read.selectFrom(table).select(`${table}.id`)
    if (table === 'case_representatives') query = query.where('case_representatives.withdrawn_on', 'is', null)
    const ids = (await query.orderBy(`${table}.id`).execute()).map(({ id }) => id)
    await firm.call(channel, { id: ids[0] as string, ...more } as never)
    const [row] = (await firm.call('audit.list', { limit: 1 })).rows
    expect(row?.event).toBe(event)
    await firm.call('sample.remove', {})
    expect((await firm.call('clients.list', {})).rows.map(({ id }) => id)).toEqual([row?.clientId])
  })

  test('a sample account under which somebody records something stays with it, and with its client, when the sample is removed', async () => {
    await firm.call('sample.load', {})
    const { rows } = await firm.call('accounts.list', { limit: 500 })
    const { rows: clients } = await firm.call('clients.list', {})
    const [sheet, notice, factor, key] = rows.filter((row) => row.custody === 'firm-holds' && row.consentOn !== null)
    const [shown, unfinished, signedIn, password] = rows.filter((row) => row.clientId === null)
    const idOf = (row: { id: string } | undefined) => row?.id as string
    await firm.call('backupCodes.record', { accountId: idOf(sheet), codes: ['REAL-1'] })
    await firm.call('accessCodes.record', { accountId: idOf(notice), code: null, noticeOn: '2026-11-20', addressee: 'client' })
    await firm.call('secondFactors.add', { accountId: idOf(factor), kind: 'text', holderKind: 'client' })
    const clientId = idOf(clients[0])
    const passcode = { accountId: idOf(shown), clientId, form: 'I-129', issuedOn: '2026-11-20' }
    const { id: passcodeId } = await firm.call('passcodes.record', passcode)
    await firm.call('drafts.record', { accountId: idOf(unfinished), clientId: null, form: 'I-130', editedOn: '2026-11-20' })
    await firm.call('accounts.noteSignIn', { id: idOf(signedIn), on: '2026-11-20' })
    await firm.call('accounts.notePasswordChange', { id: idOf(password), on: '2026-11-20' })
    const { pendingId } = await firm.call('authenticators.readAddress', {
      accountId: idOf(key),
      address: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    })
    await firm.call('authenticators.save', { pendingId, nickname: '' })
    const used = [sheet, notice, factor, shown, unfinished, signedIn, password, key]
    await firm.call('sample.remove', {})
    const left = (await firm.call('accounts.list', { limit: 500 })).rows
    expect(left.map(({ id }) => id).sort()).toEqual(used.map(idOf).sort())
    expect((await firm.call('passcodes.list', { accountId: idOf(shown) })).map(({ id }) => id)).toContain(passcodeId)
    const theirs = new Set([clientId, ...used.flatMap((row) => row?.clientId ?? [])])
    expect((await firm.call('clients.list', {})).rows.map(({ id }) => id).sort()).toEqual([...theirs].sort())
  })

  test('settings are kept, checked and written down', async () => {
    expect(await firm.call('settings.get', {})).toMatchObject({
      clipboardSeconds: 30,
      revealSeconds: 30,
      autoLockMinutes: 10,
      appearance: 'system',
      timeZone: null
    })
    await firm.call('settings.update', { clipboardSeconds: 45, timeZone: 'America/Los_Angeles' })
    expect(await firm.call('settings.get', {})).toMatchObject({ clipboardSeconds: 45, timeZone: 'America/Los_Angeles' })
    expect(await refusal(firm.call('settings.update', { timeZone: 'Nowhere/At_All' }))).toMatchObject({ code: 'request.invalid' })
    await expect(firm.call('settings.update', { clipboardSeconds: 5 })).rejects.toThrow()
    await expect(firm.call('settings.update', { autoLockMinutes: 0 })).rejects.toThrow()
    await expect(firm.call('settings.update', { autoLockMinutes: 121 })).rejects.toThrow()
  })
})

function fieldsOf(client: {
  id: string
  kind: 'person' | 'company'
  name: string
  otherNames: string
  email: string
  phone: string
  aNumber: string
  fileNumber: string
  notes: string
}) {
  const { id, kind, name, otherNames, email, phone, aNumber, fileNumber, notes } = client
  return { id, kind, name, otherNames, email, phone, aNumber, fileNumber, notes }
}

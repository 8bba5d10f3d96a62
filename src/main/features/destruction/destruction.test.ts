/** Destroying a client, on both engines: what goes, what stays, what forbids it, and what the certificate says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { destroyedTables } from '#contract/destruction'
import { databaseFileName, openFirmDb, withKey } from '../../db/open.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { type createMemorySaver, newDataFolder } from '../../testing/test-ports.ts'
import { recordTables } from '../exports/record-tables.ts'

/** Rows that stay: whose they are, and what happened. */
const staying = ['members', 'settings', 'contacts', 'imports', 'import_mappings', 'earlier_audit', 'audit_log']
const word = 'zqxcanary'
const reason = 'File retention ended'

test('every table with records either loses the client, or is known to keep what it has', () => {
  expect([...destroyedTables, ...staying].toSorted()).toEqual(recordTables.map(({ name }) => name).toSorted())
})

/** Every row of every table but those that tell what happened, each table in an order of its own. */
async function recordsOf({ db }: TestFirm): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { name } of recordTables) {
    if (name === 'audit_log') continue
    const rows = await (db.read as unknown as Kysely<Record<string, unknown>>).selectFrom(name).selectAll().execute()
    found[name] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return found
}

/** Two clients who know each other: one stays, of the other everything is recorded that can be, some of it in words nobody else has. */
async function withEverything(firm: TestFirm) {
  const staying = await firm.call('clients.create', { name: 'Bashir, Omar' })
  const itsCase = await firm.call('cases.add', { clientId: staying.id, receiptNumber: 'IOE0900000001' })
  const own = await firm.call('accounts.create', {
    ...{ clientId: null, portalId: 'uscis', username: 'dana@example.org', custody: 'firms-own' }
  })
  await firm.call('backupCodes.record', { accountId: own.id, codes: ['OWN-1', 'OWN-2'] })
  const before = await recordsOf(firm)

  const client = await firm.call('clients.create', {
    ...{ name: 'Garcia Lopez, María', otherNames: word, email: `${word}@example.com`, notes: word }
  })
  const account = await firm.call('accounts.create', {
    ...{ clientId: client.id, portalId: 'uscis', username: 'maria@example.com', nickname: '', notes: word },
    ...{ custody: 'firm-holds', consentOn: '2026-01-15' }
  })
  const accountId = account.id
  const matter = await firm.call('matters.create', { clientId: client.id, title: 'Asylum', openedOn: '2026-01-15', notes: word })
  const filing = await firm.call('cases.add', {
    ...{ clientId: client.id, matterId: matter.id, receiptNumber: 'IOE0912345678', form: 'I-589', note: word }
  })
  await firm.call('cases.recordStatus', { caseId: filing.id, text: 'Case Was Received', checkedOn: '2026-02-01', source: 'phone' })
  await firm.call('parties.add', { caseId: itsCase.id, role: 'beneficiary', clientId: client.id })
  await firm.call('representatives.add', { caseId: filing.id, kind: 'attorney', name: 'Osei, Marta', givenOn: '2026-02-01' })
  await firm.call('backupCodes.record', { accountId, codes: ['9f3a7c21', '55aa77cc'], keptAt: word })
  await firm.call('accessCodes.record', { accountId, code: 'WK4P-92LD', noticeOn: '2026-11-01', addressee: 'client' })
  await firm.call('passcodes.record', { accountId: own.id, clientId: client.id, code: 'PASS-1', form: 'I-589', issuedOn: '2026-11-01' })
  await firm.call('drafts.record', { accountId: own.id, clientId: client.id, form: 'I-485', note: word, editedOn: '2026-11-10' })
  await firm.call('secondFactors.add', { accountId, kind: 'text', holderKind: 'client', detail: word, changedOn: '2026-11-10' })
  const path = await firm.call('paths.start', { accountId, guideId: 'changed-contact' })
  await firm.call('deadlines.add', {
    ...{ clientId: client.id, kind: 'appointment', title: 'Interview', dueOn: '2027-01-10', place: word },
    ownerId: (await firm.call('members.list', {}))[0]?.id as string
  })
  await firm.db.write(async (tx) => {
    const about = { import_id: 'import-1', kind: 'client' }
    await tx
      .insertInto('imports')
      .values({
        id: 'import-1',
        kind: 'clients',
        format: 'csv',
        source_name: 'clients.csv',
        imported_at: 1,
        imported_by: 'Ana',
        counts: '{}',
        undone_at: null,
        undone_by: null
      })
      .execute()
    await tx
      .insertInto('import_changes')
      .values({ ...about, position: 1, record_id: client.id, before: null, after: word })
      .execute()
    await tx
      .insertInto('import_changes')
      .values({ ...about, position: 2, record_id: staying.id, before: null, after: '{}' })
      .execute()
    const [{ id: memberId } = { id: '' }] = await tx.selectFrom('members').select('id').execute()
    await tx
      .insertInto('authenticators')
      .values({
        ...{ id: 'authenticator-1', account_id: accountId, issuer: 'USCIS', label: word, algorithm: 'SHA1', digits: 6, period_seconds: 30 },
        ...{ secret: Buffer.from('sealed'), secret_revision: 1, secret_fingerprint: 'f', confirmed_at: 1, retired_at: null, created_at: 1 },
        ...{ nickname: '', kind: 'totp' }
      })
      .execute()
    await tx.insertInto('handed_out_codes').values({ authenticator_id: 'authenticator-1', step: 1, at: 1, handed_out_by: 'Ana' }).execute()
    await tx
      .insertInto('rotation_closings')
      .values({
        ...{ id: 'closing-1', member_id: memberId, account_id: accountId, kind: 'password', record_id: accountId, closed_at: 1 },
        ...{ closed_by: 'Ana', note: word }
      })
      .execute()
    await tx
      .insertInto('import_entries')
      .values({
        id: 'entry-1',
        import_id: 'import-1',
        position: 1,
        kind: 'totp',
        issuer: 'USCIS',
        label: word,
        secret: Buffer.from('sealed'),
        secret_revision: 1,
        fingerprint: 'f',
        details: null,
        details_revision: 1,
        account_id: accountId,
        authenticator_id: null,
        settled_at: null,
        settled_by: null,
        outcome: null
      })
      .execute()
  })
  return { staying, client, account, matter, filing, path, before }
}

const close = (firm: TestFirm, id: string) => firm.call('matters.close', { id, on: '2026-11-20', leaveOpen: true })
const destroy = (firm: TestFirm, clientId: string, typedName = 'Garcia Lopez, María') =>
  firm.call('destruction.destroy', { clientId, typedName, reason })

describe.each(engines)('destruction on $name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })

  test('everything of the client goes and nothing else; what happened stays, and the certificate says it', async () => {
    const { client, matter, staying, before } = await withEverything(firm)
    await close(firm, matter.id)
    const preview = await firm.call('destruction.preview', { clientId: client.id })
    expect(preview).toMatchObject({ clientName: client.name, keptBy: [], secrets: 6 })
    const auditBefore = (await firm.call('audit.list', { clientId: client.id, limit: 100 })).rows.length
    firm.events.length = 0
    const destroyed = await destroy(firm, client.id, '  Garcia Lopez,  María ')
    expect({ ...destroyed, at: 0 }).toEqual({
      ...{ clientId: client.id, clientName: client.name, at: 0, counts: preview.counts },
      ...{ rows: preview.rows, secrets: preview.secrets }
    })
    const after = await recordsOf(firm)
    expect(after['import_changes']?.length).toBe(1)
    expect(after['imports']?.length).toBe(1)
    expect({ ...after, import_changes: [], imports: [] }).toEqual({ ...before, settings: after['settings'] })
    const tables = new Set(preview.counts.map(({ table }) => table))
    expect(destroyedTables.filter((table) => !tables.has(table))).toEqual([])
    const rows = (await firm.call('audit.list', { clientId: client.id, limit: 100 })).rows
    expect(rows.length).toBe(auditBefore + 1)
    expect(rows[0]).toMatchObject({ event: 'client.destroyed', details: { name: client.name, reason, secrets: 6, accounts: 1, cases: 1 } })
    expect((await firm.call('audit.verify', {})).status).toBe('ok')
    expect(firm.events.map((event) => event.name)).toEqual(
      expect.arrayContaining(['clients.changed', 'accounts.changed', 'deadlines.changed'])
    )
    expect((await firm.call('clients.list', { query: 'garcia' })).total).toBe(0)
    expect((await firm.call('clients.get', { id: staying.id })).client.name).toBe('Bashir, Omar')

    expect(await firm.call('destruction.saveCertificate', { clientId: client.id })).toEqual({ saved: true })
    const [[name, text] = ['', '']] = (firm.ports.fileSaver as ReturnType<typeof createMemorySaver>).files
    expect(name).toMatch(/^Keydocket certificate of destruction \d{4}-\d\d-\d\d\.txt$/)
    for (const said of [client.name, client.id, 'Ana Paralegal', reason, '10 daily, 8 weekly and 12 monthly', 'copies on paper']) {
      expect(text.replace(/\s+/g, ' ')).toContain(said)
    }
    expect(text).toMatch(/^Activity record {3}\d+ · ([0-9A-F]{4}-){3}[0-9A-F]{4}$/m)
    expect(text).toMatch(/^ {2}Portal accounts +1$/m)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  })

  test('a matter that is open, kept or held forbids it and is named, also another client’s in which this one takes part', async () => {
    const { client, matter, staying } = await withEverything(firm)
    const refusal = () =>
      destroy(firm, client.id).then(Object, (error: { code: string; params: unknown }) => ({ code: error.code, ...Object(error.params) }))
    const keeps = (because: string[], more = {}) => ({
      ...{ code: 'destruction.matters-keep', more: 0 },
      matters: [{ title: 'Asylum', clientName: client.name, because, retainUntil: null, ...more }]
    })
    expect(await refusal()).toEqual(keeps(['not-closed']))
    await close(firm, matter.id)
    await firm.call('matters.setRetention', { id: matter.id, retainUntil: '2099-12-31', holdReason: 'Litigation' })
    expect(await refusal()).toEqual(keeps(['held', 'kept-until'], { retainUntil: '2099-12-31' }))
    await firm.call('matters.setRetention', { id: matter.id, retainUntil: '2001-12-31', holdReason: 'Litigation' })
    expect(await refusal()).toEqual(keeps(['held'], { retainUntil: '2001-12-31' }))
    await firm.call('matters.setRetention', { id: matter.id, retainUntil: null, holdReason: null })
    const other = await firm.call('matters.create', { clientId: staying.id, title: 'Petition', openedOn: '2026-01-15' })
    const [itsCase] = (await firm.call('clients.get', { id: staying.id })).cases
    if (itsCase === undefined) throw new Error('a case was added')
    const { id, receiptNumber, numberKind, form, office, filedOn, trackingNumber, receivedOn, noticeOn, priorityOn, decidedOn, note } =
      itsCase
    const fields = {
      id,
      receiptNumber,
      numberKind,
      form,
      office,
      filedOn,
      trackingNumber,
      receivedOn,
      noticeOn,
      priorityOn,
      decidedOn,
      note
    }
    await firm.call('cases.update', { ...fields, matterId: other.id })
    await close(firm, other.id)
    await firm.call('matters.setRetention', { id: other.id, retainUntil: null, holdReason: 'Litigation' })
    expect(await refusal()).toMatchObject({ matters: [{ title: 'Petition', clientName: 'Bashir, Omar', because: ['held'] }] })
    const rows = (await firm.call('audit.list', { clientId: client.id, limit: 100 })).rows
    expect(rows.filter(({ event }) => event === 'client.destroyed')).toEqual([])
  })

  test('the name is typed as it stands, and without a destruction there is no certificate', async () => {
    const { id: clientId } = await firm.call('clients.create', { name: 'Garcia Lopez, María' })
    await expect(destroy(firm, clientId, 'Garcia Lopez, Maria')).rejects.toMatchObject({ code: 'destruction.wrong-name' })
    await expect(destroy(firm, clientId, '')).rejects.toMatchObject({ code: 'destruction.wrong-name' })
    await expect(firm.call('destruction.saveCertificate', { clientId })).rejects.toMatchObject({ code: 'record.not-found' })
    await destroy(firm, clientId)
    await expect(destroy(firm, clientId)).rejects.toMatchObject({ code: 'record.not-found' })
  })
})

test('on SQLite no word of the client is left in the closed file, neither in free pages nor in the search index', async () => {
  const folder = newDataFolder()
  const keyHex = '5a'.repeat(32)
  const firm = await openTestFirm(await openFirmDb({ folder, keyHex, create: true, now: 0 }))
  const { client, matter } = await withEverything(firm)
  await close(firm, matter.id)
  await destroy(firm, client.id)
  await firm.firm.close('by-hand')
  expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([])
  const file = join(folder, databaseFileName)
  const database = new Database(file) as Database.Database & { key(key: Buffer): void; rekey(key: Buffer): void }
  withKey(keyHex, (key) => database.key(key))
  database.pragma('journal_mode = delete')
  database.rekey(Buffer.alloc(0))
  database.close()
  const text = readFileSync(file).toString('latin1').toLowerCase()
  expect(text.includes('bashir')).toBe(true)
  const at = text.indexOf(word)
  expect(at < 0 ? '' : text.slice(at - 150, at + 100)).toBe('')
  expect(text.split('maria@example.com').length - 1).toBe(0)
})

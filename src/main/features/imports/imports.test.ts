import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { ImportMapping, Input } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import { isAppError } from '../../errors.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { engines, openSqlite } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

async function previewed(firm: TestFirm, text: string, change: (mapping: ImportMapping) => ImportMapping = (mapping) => mapping) {
  const { sheets } = await firm.call('imports.open', { name: 'list.csv', bytes: bytesOf(text) })
  const guess = sheets[0]?.guess as ImportMapping
  return (await firm.call('imports.preview', change(guess))).counts
}

const outcomes = async (firm: TestFirm, filter: Partial<Input<'imports.rows'>> = {}) =>
  (await firm.call('imports.rows', { limit: 500, ...filter })).rows.map(({ line, outcome, reasons }) => [
    line,
    outcome,
    reasons[0]?.reason ?? ''
  ])

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return String(error.code)
  }
}

/** Tables that tell of an import, or of time and computers, rather than of the firm. */
const besides = /^(audit_|import|kysely|sqlite_|search_index|device_clocks|schema|vault_generations)/

/** Every row of every other table, in order. The numbers that search entries go by are not content. */
async function contentHash(db: FirmDb): Promise<string> {
  const hash = createHash('sha256')
  const names = await db.write((tx) =>
    sql<{ name: string }>`${sql.raw(
      db.schema.name === 'sqlite'
        ? "select name from sqlite_master where type = 'table' order by name"
        : "select table_name as name from information_schema.tables where table_schema = 'public' order by 1"
    )}`.execute(tx)
  )
  for (const { name } of names.rows.filter((row) => !besides.test(row.name))) {
    const { rows } = await db.write((tx) => sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(tx))
    const lines = rows.map(({ entry_no: _, ...row }) => JSON.stringify(row)).sort()
    hash.update(`${name}\n${lines.join('\n')}\n`)
  }
  return hash.digest('hex')
}

const people = `Client,Date of birth,E-mail,A-Number,Receipt number,Form,Matter title,Shoe size
"Garcia Lopez, María",03/14/1985,maria@example.com,A012345678,IOE0912345678,I-485,Adjustment of status,38
"Okafor, Chidi",1990-07-01,chidi@example.com,A087654321,IOE0922222222,I-130,Family petition,
"Okafor, Chidi",1990-07-01,,,MSC2190000001,I-765,Family petition,
`

describe.each(engines)('on $name', ({ open }) => {
  test('rows become clients, matters and cases; the same file again changes nothing', async () => {
    const firm = await openTestFirm(await open())
    const counts = await previewed(firm, people)
    expect(counts).toMatchObject({ rows: 3, new: 3, clientsAdded: 2, mattersAdded: 2, casesAdded: 3 })
    expect((await firm.call('clients.list', {})).total).toBe(0)
    const { id } = await firm.call('imports.commit', {})
    expect(id).not.toBeNull()
    const { rows } = await firm.call('clients.list', { query: 'IOE0912345678' })
    expect(rows).toMatchObject([{ name: 'Garcia Lopez, María', caseCount: 1 }])
    const found = await firm.call('clients.get', { id: rows[0]?.id as string })
    expect(found.client).toMatchObject({ bornOn: '1985-03-14', email: 'maria@example.com', notes: 'Shoe size: 38' })
    expect(found.cases).toMatchObject([{ receiptNumber: 'IOE0912345678', form: 'I-485' }])
    expect((await firm.call('matters.list', { query: 'family' })).rows).toMatchObject([{ title: 'Family petition', caseCount: 2 }])
    expect(await previewed(firm, people)).toMatchObject({ rows: 3, same: 3, new: 0, update: 0, clientsAdded: 0, casesChanged: 0 })
    expect(await firm.call('imports.commit', {})).toMatchObject({ id: null })
    expect((await firm.call('imports.list', {})).rows).toMatchObject([{ kind: 'clients', sourceName: 'list.csv', undoneAt: null }])
  })

  test('undoing leaves the database as it was, to the byte', async () => {
    const firm = await openTestFirm(await open())
    const client = await firm.call('clients.create', { name: 'Garcia Lopez, María', aNumber: 'A012345678', notes: 'Calls on Mondays' })
    const account = await firm.call('accounts.create', {
      clientId: client.id,
      portalId: 'uscis',
      username: 'm@example.com',
      custody: 'client-holds'
    })
    const matter = await firm.call('matters.create', { clientId: client.id, title: 'Adjustment of status' })
    await firm.call('cases.add', { clientId: client.id, receiptNumber: 'IOE0912345678' })
    const before = await contentHash(firm.db)
    const changes = `Name,A#,Phone,Receipt,Form,Status,Status date,Matter,Matter number
"García Lopez Ruiz, María",A012345678,555 0100,IOE0912345678,I-485,Case Was Received,2026-01-05,Adjustment of status,M-1
New Person,,555 0101,IOE0933333333,I-130,Case Was Approved,2026-02-05,,`
    expect(await previewed(firm, changes)).toMatchObject({
      update: 1,
      new: 1,
      clientsChanged: 1,
      mattersChanged: 1,
      casesChanged: 1,
      casesAdded: 1
    })
    const { id } = await firm.call('imports.commit', {})
    expect(await contentHash(firm.db)).not.toBe(before)
    expect((await firm.call('accounts.list', { query: 'ruiz' })).rows).toHaveLength(1)
    expect((await firm.call('matters.get', { id: matter.id })).cases).toMatchObject([
      { form: 'I-485', status: { text: 'Case Was Received' } }
    ])
    expect(await previewed(firm, changes)).toMatchObject({ same: 2 })
    expect(await firm.call('imports.undo', { id: id as string })).toMatchObject({ undone: 5, kept: 0 })
    expect(await contentHash(firm.db)).toBe(before)
    expect((await firm.call('accounts.get', { id: account.id })).revision).toBe(account.revision)
    expect(await codeOf(firm.call('imports.undo', { id: id as string }))).toBe('imports.already-undone')
    const events = (await firm.call('audit.list', {})).rows.map(({ event }) => event)
    expect(events).toEqual(expect.arrayContaining(['import.committed', 'import.undone']))
  })

  test('what was worked on since stays, and is named', async () => {
    const firm = await openTestFirm(await open())
    await previewed(firm, people)
    const { id } = await firm.call('imports.commit', {})
    const { rows } = await firm.call('clients.list', { query: 'okafor' })
    await firm.call('accounts.create', {
      clientId: rows[0]?.id as string,
      portalId: 'uscis',
      username: 'c@example.com',
      custody: 'client-holds'
    })
    const refused = await firm.call('imports.undo', { id: id as string }).catch((error: unknown) => error)
    expect(isAppError(refused as Error, 'imports.worked-on') && (refused as { params: unknown }).params).toEqual({
      count: 1,
      names: ['Okafor, Chidi']
    })
    expect((await firm.call('clients.list', {})).total).toBe(2)
    expect(await firm.call('imports.undo', { id: id as string, keepChanged: true })).toMatchObject({ kept: 1, names: ['Okafor, Chidi'] })
    expect((await firm.call('clients.list', {})).rows).toMatchObject([{ name: 'Okafor, Chidi', caseCount: 0 }])
    expect((await firm.call('clients.list', { query: 'IOE0922222222' })).total).toBe(0)
  })
})

describe('which client a row means', () => {
  const firmWith = async () => {
    const firm = await openTestFirm(await openSqlite())
    const maria = await firm.call('clients.create', {
      name: 'Garcia, Maria',
      aNumber: 'A012345678',
      bornOn: '1985-03-14',
      email: 'm@example.com'
    })
    await firm.call('cases.add', { clientId: maria.id, receiptNumber: 'IOE0912345678' })
    const wen = await firm.call('clients.create', { name: 'Li, Wen', aNumber: 'A087654321' })
    await firm.call('cases.add', { clientId: wen.id, receiptNumber: 'IOE0922222222' })
    return firm
  }

  test.each([
    ['its A-Number, however grouped', 'Maria Garcia,A 12-345-678,,,555 0100,', 'update', ''],
    ['its receipt number', 'Maria Garcia,,IOE-09-123-45678,,,', 'same', ''],
    ['name and date of birth, in another order of words', 'Maria Garcia,,,3/14/1985,,', 'same', ''],
    ['another date of birth: somebody else', 'Maria Garcia,,,3/15/1985,,', 'new', ''],
    ['the name alone, with nothing new', 'Maria Garcia,,,,,', 'same', ''],
    ['the name alone, with something new', 'Maria Garcia,,,,555 0100,', 'conflict', 'name-only'],
    ['the name and the e-mail address', 'Maria Garcia,,,,555 0100,M@example.com', 'update', ''],
    ['A-Number of one, receipt of another', 'Maria Garcia,A012345678,IOE0922222222,,,', 'conflict', 'identifiers-disagree'],
    ['an A-Number that is somebody else’s', 'Peter Smith,A012345678,,,,', 'conflict', 'belongs-to-other'],
    ['a receipt that is somebody else’s', 'Peter Smith,,IOE0912345678,,,', 'conflict', 'belongs-to-other'],
    ['the receipt, but another A-Number', 'Maria Garcia,A099999999,IOE0912345678,,,', 'conflict', 'identifiers-disagree'],
    ['no name', ',A012345678,,,,', 'rejected', 'no-name'],
    ['a date of birth to come', 'Jo New,,,3/14/2199,,', 'rejected', 'future-date'],
    ['a date that is none', 'Jo New,,,13/32/1985,,', 'rejected', 'bad-date']
  ])('%s', async (_, row, outcome, reason) => {
    const firm = await firmWith()
    await previewed(firm, `Name,A-Number,Receipt number,Date of birth,Phone,E-mail\n${row}\n`)
    expect(await outcomes(firm)).toEqual([[2, outcome, reason]])
    await firm.db.close()
  })

  test('by the id of the program it came from, after everything else changed', async () => {
    const firm = await openTestFirm(await openSqlite())
    const file = (name: string) => `id,first_name,last_name,email_address,primary_phone\n77,${name},Garcia,x@example.com,555 0100\n`
    await previewed(firm, file('Maria'))
    await firm.call('imports.commit', {})
    expect(await previewed(firm, file('Mary'))).toMatchObject({ update: 1 })
    const { rows } = await firm.call('imports.rows', {})
    expect(rows[0]?.parts).toEqual([
      {
        kind: 'client',
        does: 'change',
        label: 'Garcia, Mary',
        changes: [{ field: 'client-name', before: 'Garcia, Maria', after: 'Garcia, Mary' }]
      }
    ])
    // The same id in another program is another client's.
    expect(await previewed(firm, file('Zoe'), (mapping) => ({ ...mapping, source: 'docketwise' }))).toMatchObject({ update: 0, new: 1 })
    await firm.db.close()
  })

  test('archived clients stay as they are; sample clients are nobody’s', async () => {
    const firm = await openTestFirm(await openSqlite())
    await firm.call('sample.load', {})
    const sample = (await firm.call('clients.list', { limit: 1 })).rows[0]
    const archived = await firm.call('clients.create', { name: 'Old, Client', aNumber: 'A011111111' })
    await firm.call('clients.archive', { id: archived.id })
    await previewed(firm, `Name;A-Number\n${sample?.name};${sample?.aNumber}\n"Old, Client";A011111111\n`)
    expect(await outcomes(firm)).toEqual([
      [2, 'new', ''],
      [3, 'conflict', 'archived']
    ])
    await firm.db.close()
  })

  test('rows that say different things of one client are not both believed', async () => {
    const firm = await openTestFirm(await openSqlite())
    const file = 'Name,A-Number,Phone\nMaria Garcia,A012345678,555 0100\nMaria Garcia,A012345678,555 0199\n'
    await previewed(firm, file)
    expect(await outcomes(firm)).toEqual([
      [2, 'new', ''],
      [3, 'conflict', 'rows-disagree']
    ])
    await firm.call('imports.commit', {})
    await previewed(firm, file)
    expect((await outcomes(firm)).map(([, outcome]) => outcome)).toEqual(['same', 'conflict'])
    await firm.db.close()
  })
})

test('what a preview said is done, or nothing is', async () => {
  const firm = await openTestFirm(await openSqlite())
  await previewed(firm, people)
  await firm.call('clients.create', { name: 'Somebody', aNumber: 'A012345678' })
  expect(await codeOf(firm.call('imports.commit', {}))).toBe('imports.changed-since')
  expect((await firm.call('clients.list', {})).total).toBe(1)
  expect((await firm.call('imports.list', {})).total).toBe(0)
  await firm.db.close()
})

test('columns are remembered by source, and without a name column nothing is read', async () => {
  const firm = await openTestFirm(await openSqlite())
  const file = 'Who,Tel\nMaria Garcia,555 0100\n'
  expect(await codeOf(previewed(firm, file))).toBe('imports.no-name-column')
  await previewed(firm, file, (mapping) => ({ ...mapping, fields: ['client-name', 'client-phone'] }))
  await firm.call('imports.commit', {})
  const { sheets } = await firm.call('imports.open', { name: 'x.csv', bytes: bytesOf('Tel,Who\n555 0101,Wen Li\n') })
  expect(sheets[0]?.guess.fields).toEqual(['client-phone', 'client-name'])
  await firm.db.close()
})

test('rows that were left out are saved with their reasons, harmless to a spreadsheet', async () => {
  const saver = (await import('../../testing/test-ports.ts')).createMemorySaver()
  const firm = await openTestFirm(await openSqlite(), { fileSaver: saver })
  await previewed(firm, 'Name,DOB\n=1+1,13/32/1985\nMaria Garcia,1985-03-14\n')
  expect(await firm.call('imports.saveRejected', {})).toEqual({ saved: true, rows: 1 })
  const [text] = [...saver.files.values()]
  expect(text).toBe(`"Name","DOB","Line","Reason"\r\n"'=1+1","13/32/1985","2","client born on: no date that can be read"\r\n`)
  await firm.db.close()
})

const rowsWanted = process.env['KEYDOCKET_SECURITY_COUNTS'] ? 50_000 : 3_000

test(`${rowsWanted} rows are cancelled at half, imported and undone, and the database is as before`, async () => {
  const firm = await openTestFirm(await openSqlite())
  await firm.call('clients.create', { name: 'Here, Already', aNumber: 'A000000017' })
  const before = await contentHash(firm.db)
  const lines = Array.from({ length: rowsWanted }, (_, at) => {
    const number = String(at).padStart(9, '0')
    return `"Person${at}, Anna",A${number},anna${at}@example.com,IOE1${number},I-485,Matter ${at % 7}`
  })
  const counts = await previewed(firm, `Name,A-Number,E-mail,Receipt number,Form,Matter title\n${lines.join('\n')}\n`)
  expect(counts).toMatchObject({ rows: rowsWanted, new: rowsWanted - 1, conflict: 1 })

  const progress = () =>
    firm.events.filter(({ name }) => name === 'imports.progress').map(({ payload }) => payload as { done: number; total: number })
  const committing = codeOf(firm.call('imports.commit', {}))
  await expect.poll(() => progress().some(({ done, total }) => done >= total / 2), { interval: 1, timeout: 60_000 }).toBe(true)
  await firm.call('imports.cancel', {})
  expect(await committing).toBe('imports.cancelled')
  expect(await contentHash(firm.db)).toBe(before)

  const started = performance.now()
  const { id } = await firm.call('imports.commit', {})
  const seconds = (performance.now() - started) / 1000
  expect((await firm.call('clients.list', { query: 'person17' })).total).toBeGreaterThan(0)
  const undoing = performance.now()
  expect(await firm.call('imports.undo', { id: id as string })).toMatchObject({ kept: 0 })
  console.info(`import ${seconds.toFixed(1)} s, undo ${((performance.now() - undoing) / 1000).toFixed(1)} s`)
  const isEqual = (await contentHash(firm.db)) === before
  recordSecurityCount({
    row: '8-import',
    title: 'Rows imported, cancelled at half, undone: content as before',
    count: rowsWanted,
    bar: 50_000,
    failed: isEqual ? 0 : 1
  })
  expect(isEqual).toBe(true)
  await firm.db.close()
}, 300_000)

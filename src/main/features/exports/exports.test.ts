/** Everything out and in again, on both engines. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tables } from '../../db/tables.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { createListBackupFiles, type createMemorySaver } from '../../testing/test-ports.ts'
import { createSealing, headBytes, openChunks, openHead } from './container.ts'
import { createPacking } from './packed-text.ts'
import { recordTables, tablesLeftOut } from './record-tables.ts'
import { createZip } from './zip.ts'

const passphrase = 'lantern harbor velvet 93 quartz'
type Content = { tables: Record<string, Record<string, unknown>[]>; withSecrets: boolean; vaultId: string }
type Other = { firm: TestFirm; files: ReturnType<typeof createListBackupFiles> }

const counts = { tried: 0, refused: 0 }
afterAll(() =>
  recordSecurityCount({
    row: '13',
    title: 'archives of everything with one bit flipped or cut short: each refused',
    count: counts.tried,
    bar: 300,
    failed: counts.tried - counts.refused
  })
)

async function exported(firm: TestFirm, withSecrets: boolean): Promise<Content> {
  await firm.call('exports.save', { as: 'json', withSecrets, reason: withSecrets ? 'round trip' : '' })
  const saver = firm.ports.fileSaver as ReturnType<typeof createMemorySaver>
  return JSON.parse([...saver.files].findLast(([name]) => name.endsWith('.json'))?.[1] ?? '') as Content
}

async function savedArchive(firm: TestFirm, withSecrets: boolean): Promise<string> {
  const answer = await firm.call('exports.save', { as: 'archive', withSecrets, passphrase, reason: withSecrets ? 'moving' : '' })
  expect(answer.saved).toBe(true)
  const saver = firm.ports.fileSaver as ReturnType<typeof createMemorySaver>
  const bytes = [...saver.bytes].findLast(([name]) => name.endsWith('.keydocket-export'))?.[1] ?? Buffer.alloc(0)
  const file = join(mkdtempSync(join(tmpdir(), 'keydocket-export-')), 'all.keydocket-export')
  writeFileSync(file, bytes, { mode: 0o600 })
  return file
}

/** A sound archive around any text. */
async function archiveOf(json: string): Promise<string> {
  const pieces: Buffer[] = []
  const sealing = await createSealing(passphrase, { bytes: (length) => Buffer.alloc(length, 3) }, (bytes) => pieces.push(bytes))
  const zip = createZip((bytes) => sealing.add(bytes))
  const packing = createPacking()
  packing.add(json)
  zip.file('keydocket-export.json', packing.end())
  zip.end()
  sealing.end()
  const file = join(mkdtempSync(join(tmpdir(), 'keydocket-export-')), 'made.keydocket-export')
  writeFileSync(file, Buffer.concat(pieces))
  return file
}

/** Rows that are nothing once their key was left out. */
const nothingWithout = ({ tables }: Content) => (tables['authenticators']?.length ?? 0) + (tables['import_entries']?.length ?? 0)

/** Without the activity record: the other firm has one of its own, and keeps this one beside it. */
const withoutAudit = ({ tables }: Content) => ({ ...tables, audit_log: [], earlier_audit: [] })

describe.each(engines)('export and import on $name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
    await firm.call('sample.load', {})
    await firm.call('settings.update', { clipboardSeconds: 45, timeZone: 'America/Chicago' })
    // One imported entry that waits for its account, and one no code can be made from.
    const text = 'otpauth://totp/PACER:waits?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U otpauth://hotp/Old:counter?counter=4'
    const { previewId } = await firm.call('authenticatorImports.read', { source: { kind: 'text', text } })
    await firm.call('authenticatorImports.commit', { previewId, give: [], leaveOut: [] })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.firm.close('by-hand')
  })

  /** PostgreSQL has one database to a test file: the first firm is closed and emptied before the second begins. */
  async function emptyFirm(): Promise<Other> {
    if (firm.db.schema.name === 'sqlite') await firm.firm.close('by-hand')
    const files = createListBackupFiles()
    const other = await openTestFirm(await open(), { backupFiles: files })
    firm = other
    return { firm: other, files }
  }

  test('every record with its secrets comes back equal into an empty firm', async () => {
    const before = await exported(firm, true)
    const file = await savedArchive(firm, true)
    for (const name of [
      'clients',
      'matters',
      'cases',
      'accounts',
      'authenticators',
      'backup_codes',
      'access_codes',
      'passcodes',
      'deadlines',
      'import_entries'
    ])
      expect(before.tables[name]?.length, name).toBeGreaterThan(0)
    expect(before.tables['authenticators']?.every(({ secret }) => typeof secret === 'string')).toBe(true)

    const { firm: other, files } = await emptyFirm()
    files.archive = file
    const read = await other.call('exports.readArchive', { passphrase })
    expect(read).toMatchObject({ withSecrets: true, leftOut: 0, isFirmEmpty: true, clients: before.tables['clients']?.length })
    expect((await exported(other, false)).tables['clients']).toEqual([])
    const done = await other.call('exports.restore', {})
    expect(done).toMatchObject({ secrets: read?.secrets, leftOut: 0, rows: read?.rows })

    const after = await exported(other, true)
    expect(withoutAudit(after)).toEqual(withoutAudit(before))
    const earlier = after.tables['earlier_audit'] ?? []
    expect(earlier.slice(0, before.tables['audit_log']?.length)).toEqual(
      before.tables['audit_log']?.map((row) => ({ ...row, vault_id: before.vaultId }))
    )
    expect((await other.call('settings.get', {})).clipboardSeconds).toBe(45)
    expect((await other.call('members.list', {})).filter(({ isActing }) => isActing)).toMatchObject([{ name: 'Ana Paralegal' }])
    expect((await other.call('audit.verify', {})).status).toBe('ok')
    const [client] = before.tables['clients'] ?? []
    const found = await other.call('clients.list', { query: String(client?.['name']).split(' ')[0]?.replace(',', '') ?? '' })
    expect(found.rows.map(({ id }) => id)).toContain(client?.['id'])
    // A key that came along still makes codes.
    const [authenticator] = after.tables['authenticators'] ?? []
    expect((await other.call('authenticators.showCode', { id: String(authenticator?.['id']) })).code).toMatch(/^\d{6,8}$/)
  })

  test('without secrets none leaves, and what is nothing without its key is counted', async () => {
    const content = await exported(firm, false)
    expect(content.tables['backup_codes']?.every(({ secret }) => secret === null)).toBe(true)
    const file = await savedArchive(firm, false)
    const { firm: other, files } = await emptyFirm()
    files.archive = file
    const read = await other.call('exports.readArchive', { passphrase })
    expect(read).toMatchObject({ secrets: 0, withSecrets: false, leftOut: nothingWithout(content) })
    await other.call('exports.restore', {})
    const after = withoutAudit(await exported(other, false))
    expect(after).toEqual({ ...withoutAudit(content), authenticators: [], handed_out_codes: [], import_entries: [] })
  })

  test('a firm with records takes no archive and stays as it was; another passphrase opens nothing', async () => {
    const file = await savedArchive(firm, true)
    const { firm: other, files } = await emptyFirm()
    files.archive = file
    await expect(other.call('exports.readArchive', { passphrase: 'another passphrase 55 x' })).rejects.toMatchObject({
      code: 'exports.wrong-passphrase'
    })
    await expect(other.call('exports.restore', {})).rejects.toMatchObject({ code: 'exports.nothing-read' })
    await other.call('exports.readArchive', { passphrase })
    await other.call('clients.create', { name: 'Nguyen, Thi Mai' })
    const before = await exported(other, false)
    await expect(other.call('exports.restore', {})).rejects.toMatchObject({ code: 'exports.firm-not-empty' })
    expect(withoutAudit(await exported(other, false))).toEqual(withoutAudit(before))
  })

  test('secrets leave with a reason only, never as CSV, and each account is written down', async () => {
    await expect(firm.call('exports.save', { as: 'json', withSecrets: true })).rejects.toMatchObject({
      code: 'exports.secrets-refused',
      params: { because: 'no-reason' }
    })
    await expect(firm.call('exports.save', { as: 'csv', withSecrets: true, reason: 'x' })).rejects.toMatchObject({
      params: { because: 'csv' }
    })
    await expect(firm.call('exports.save', { as: 'archive', passphrase: 'short' })).rejects.toMatchObject({ code: 'vault.weak-passphrase' })
    const { secrets } = await firm.call('exports.save', { as: 'json', withSecrets: true, reason: 'new counsel' })
    const rows = (await firm.call('audit.list', { limit: 100 })).rows.filter(({ event }) => event.startsWith('export.'))
    expect(rows.at(-1)).toMatchObject({ event: 'export.saved', details: { as: 'json', secrets, reason: 'new counsel' } })
    const named = rows.slice(0, -1).map(({ details }) => Number(details['secrets']))
    // The key of one imported entry and the settings of two belong to no account yet.
    expect(named.reduce((sum, count) => sum + count, 0)).toBe(secrets - 3)
    expect(named.length).toBeGreaterThan(0)
  })

  test('nothing leaves when what leaves cannot be written down', async () => {
    const raw = firm.db.read as Kysely<Tables>
    const saver = firm.ports.fileSaver as ReturnType<typeof createMemorySaver>
    await raw.schema
      .createIndex('one_of_a_kind')
      .unique()
      .on('audit_log')
      .column('event')
      .where('event', '=', 'export.account-secrets')
      .execute()
    await expect(firm.call('exports.save', { as: 'json', withSecrets: true, reason: 'x' })).rejects.toThrow()
    expect([saver.files.size, saver.bytes.size]).toEqual([0, 0])
    expect((await firm.call('audit.list', { limit: 5 })).rows.filter(({ event }) => event.startsWith('export.'))).toEqual([])
    await raw.schema.dropIndex('one_of_a_kind').execute()
  })

  test('an archive whose rows contradict one another, or are not as the format says, changes nothing', async () => {
    await exported(firm, false)
    const saver = firm.ports.fileSaver as ReturnType<typeof createMemorySaver>
    const json = [...saver.files].findLast(([file]) => file.endsWith('.json'))?.[1] ?? ''
    const lines = json.split('\n')
    const row = lines.indexOf('"clients":[') + 1
    const without = (at: number) => lines.filter((_, index) => index !== at).join('\n')
    const withRow = (text: string) => lines.map((one, index) => (index === row ? text : one)).join('\n')
    const { firm: other, files } = await emptyFirm()
    const before = withoutAudit(await exported(other, false))
    // Readable, but accounts and cases then belong to nobody.
    files.archive = await archiveOf(without(row))
    await other.call('exports.readArchive', { passphrase })
    await expect(other.call('exports.restore', {})).rejects.toMatchObject({ code: 'exports.damaged', params: { part: 'records' } })
    const first = lines[row] ?? ''
    const unreadable = [
      withRow(first.replace('"name":', '"__proto__":')),
      withRow(first.replace(/"created_at":\d+/, '"created_at":"soon"')),
      withRow(first.replace('"id":', '"more":1,"id":')),
      withRow('[],'),
      without(lines.length - 2),
      json.slice(0, -200),
      json.replace('"kind":"keydocket-export"', '"kind":"other"'),
      `${json}x`
    ]
    for (const text of unreadable) {
      files.archive = await archiveOf(text)
      await expect(other.call('exports.readArchive', { passphrase }), text.slice(0, 40)).rejects.toMatchObject({ code: 'exports.damaged' })
    }
    files.archive = await archiveOf(json.replace('"format":1', '"format":2'))
    await expect(other.call('exports.readArchive', { passphrase })).rejects.toMatchObject({ code: 'exports.from-newer-version' })
    await expect(other.call('exports.restore', {})).rejects.toMatchObject({ code: 'exports.nothing-read' })
    expect(withoutAudit(await exported(other, false))).toEqual(before)
  })

  test('the list of tables is the schema', async () => {
    const raw = firm.db.read as Kysely<Tables>
    const schema = (await raw.introspection.getTables()).filter(({ name }) => !name.startsWith('search_index'))
    const known = new Map<string, readonly string[]>(recordTables.map(({ name, columns }) => [name, Object.keys(columns)]))
    for (const { name, columns } of schema) {
      if ((tablesLeftOut as readonly string[]).includes(name)) continue
      const names = columns.map((column) => column.name).filter((column) => name !== 'search_entries' || column !== 'entry_no')
      expect([...(known.get(name) ?? [])].sort(), name).toEqual(names.sort())
    }
    expect(known.size).toBe(schema.filter(({ name }) => !(tablesLeftOut as readonly string[]).includes(name)).length)
  })
})

test('an archive with a flipped bit, a cut, a swap or more at its end is refused', async () => {
  const pieces: Buffer[] = []
  const sealing = await createSealing(passphrase, { bytes: (length) => Buffer.alloc(length, 7) }, (bytes) => pieces.push(bytes))
  const content = Buffer.alloc(150_000, 'keydocket ')
  sealing.add(content)
  sealing.end()
  const whole = Buffer.concat(pieces)
  const key = await openHead(whole.subarray(0, headBytes), passphrase)
  const read = async (bytes: Buffer): Promise<Buffer> => {
    const chunks: Buffer[] = []
    for await (const chunk of openChunks([bytes.subarray(headBytes)], key)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  expect((await read(whole)).equals(content)).toBe(true)
  const isRefused = async (work: Promise<unknown>): Promise<void> => {
    counts.tried += 1
    await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^exports\./) })
    counts.refused += 1
  }
  const readAll = async (bytes: Buffer): Promise<void> => {
    const opened = await openHead(bytes.subarray(0, headBytes), passphrase)
    for await (const _ of openChunks([bytes.subarray(headBytes)], opened));
  }
  // Every bit of name and format; of what is derived from and compared with, one bit in every sixth byte, since each costs a derivation.
  for (let bit = 0; bit < headBytes * 8; bit += 1) {
    const at = Math.floor(bit / 8)
    if (at >= 18 && (bit % 8 !== 0 || at % 6 !== 0)) continue
    const altered = Buffer.from(whole)
    altered[at] = (altered[at] ?? 0) ^ (1 << (bit % 8))
    await isRefused(readAll(altered))
  }
  for (let step = 0; step < 200; step += 1) {
    const at = headBytes + ((step * 7919) % (whole.length - headBytes))
    const altered = Buffer.from(whole)
    altered[at] = (altered[at] ?? 0) ^ (1 << (step % 8))
    await isRefused(read(altered))
  }
  const sealedChunk = 65_536 + 16
  const cuts = [0, 1, 15, 16, sealedChunk, sealedChunk * 2, whole.length - headBytes - 1]
  for (const cut of cuts) await isRefused(read(whole.subarray(0, headBytes + cut)))
  const body = whole.subarray(headBytes)
  const swapped = Buffer.concat([
    whole.subarray(0, headBytes),
    ...[body.subarray(sealedChunk, sealedChunk * 2), body.subarray(0, sealedChunk), body.subarray(sealedChunk * 2)]
  ])
  await isRefused(read(swapped))
  await isRefused(read(Buffer.concat([whole, Buffer.from([0])])))
})

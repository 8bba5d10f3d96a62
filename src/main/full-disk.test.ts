/**
 * Row 17: no room, or no permission, at a hundred points of writing. A disk that is really full (a small tmpfs, when this runs as root), SQLite's own
 * limit of pages, and a folder another user may only read. What failed says so rightly, nothing is lost, and no secret leaves unlogged.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { Channel, Input, Output } from '#contract'
import { createNodeCalendarFolder } from './adapters/node-calendar-folder.ts'
import { createNodeFileSaver } from './adapters/node-file-saver.ts'
import type { FirmDb } from './db/handles.ts'
import { storageErrorFrom } from './db/storage-errors.ts'
import type { Tables } from './db/tables.ts'
import { isAppError } from './errors.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { openSqlite } from './testing/test-databases.ts'
import { openTestFirm } from './testing/test-firm.ts'
import { createMemoryKeyStore, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, retyped, secretsOf } from './testing/test-vault-life.ts'

/** All points when figures are being collected; else some of each kind. */
const isWhole = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const counts = { points: 0, failed: 0 }
afterAll(() =>
  recordSecurityCount({
    row: '17',
    title: 'no room or no permission at a point of writing: said rightly, nothing lost, no secret released unlogged',
    count: counts.points,
    bar: isWhole ? (isRoot ? 100 : 40) : 10,
    failed: counts.failed
  })
)

type Call = <C extends Exclude<Channel, `app.${string}` | `vault.${string}`>>(channel: C, input: Input<C>) => Promise<Output<C>>
const longNote = 'n'.repeat(3_000)
let names = 0
const newName = (): string => `Someone ${++names}`

/** A change a person makes, again and again until there is no room. */
interface Change {
  readonly what: string
  /** Audit event it is written down as. */
  readonly event: string
  run(call: Call, ids: { clientId: string; accountId: string; codeId: string; accessId: string }): Promise<unknown>
}
const changes: readonly Change[] = [
  {
    what: 'a new client',
    event: 'client.created',
    run: async (call) => {
      await call('clients.create', { name: newName(), notes: longNote })
    }
  },
  {
    what: 'a new account',
    event: 'account.created',
    run: async (call, { clientId }) => {
      await call('accounts.create', { clientId, portalId: 'login-gov', username: `${newName()}@example.com`, custody: 'client-holds' })
    }
  },
  {
    what: 'new backup codes',
    event: 'backup-code.recorded',
    run: async (call, { accountId }) => {
      await call('backupCodes.record', { accountId, codes: Array.from({ length: 10 }, (_, index) => `FULL-${++names}-${index}`) })
    }
  },
  {
    what: 'a new access code',
    event: 'access-code.recorded',
    run: async (call, { accountId }) => {
      await call('accessCodes.record', { accountId, code: `FULL-${++names}`, noticeOn: '2026-11-01' })
    }
  },
  {
    what: 'showing a backup code',
    event: 'backup-code.revealed',
    run: async (call, { codeId }) => call('backupCodes.reveal', { id: codeId })
  },
  {
    what: 'showing an access code',
    event: 'access-code.revealed',
    run: async (call, { accessId }) => call('accessCodes.reveal', { id: accessId })
  },
  { what: 'copying a backup code', event: 'backup-code.copied', run: async (call, { codeId }) => call('backupCodes.copy', { id: codeId }) }
]

/** Runs a change until it fails; each success has its row, the failure has none. */
async function untilFull(change: Change, call: Call, ids: Parameters<Change['run']>[1], makeRoom: () => Promise<void>): Promise<void> {
  counts.points += 1
  counts.failed += 1
  const before = await rowsOf(call, change.event)
  let done = 0
  let code = ''
  while (code === '' && done < 400) {
    try {
      await change.run(call, ids)
      done += 1
    } catch (error) {
      code = storageErrorFrom(error)?.code ?? (isAppError(error) ? error.code : (error as Error).message)
    }
  }
  expect([change.what, code]).toEqual([change.what, 'storage.full'])
  await makeRoom()
  expect([change.what, (await rowsOf(call, change.event)) - before]).toEqual([change.what, done])
  await change.run(call, ids)
  counts.failed -= 1
}

const rowsOf = async (call: Call, event: string): Promise<number> => {
  let count = 0
  for (let before: number | null = null; ; ) {
    const page: Output<'audit.list'> = await call('audit.list', { before, limit: 500 })
    count += page.rows.filter((row) => row.event === event).length
    if (!page.more) return count
    before = page.rows.at(-1)?.seq ?? null
  }
}

async function idsIn(call: Call) {
  const client = await call('clients.create', { name: newName() })
  const username = `${newName()}@example.com`
  const given = { clientId: client.id, portalId: 'login-gov', username, custody: 'firm-holds' as const, consentOn: '2026-01-15' }
  const accountId = (await call('accounts.create', given)).id
  await call('backupCodes.record', { accountId, codes: ['FIRST-CODE', 'SECOND-CODE'] })
  const access = await call('accessCodes.record', { accountId, code: 'ACCESS-CODE', noticeOn: '2026-11-01' })
  const codeId = (await call('backupCodes.list', { accountId })).sets[0]?.codes[0]?.id ?? ''
  return { clientId: client.id, accountId, codeId, accessId: access.id }
}

test("SQLite's own limit of pages, at each of the next pages", async () => {
  const db: FirmDb = await openSqlite()
  const firm = await openTestFirm(db)
  const pragma = async (text: string) =>
    (await sql<Record<string, number>>`${sql.raw(`pragma ${text}`)}`.execute(db.read as Kysely<Tables>)).rows[0]
  const call = firm.call as Call
  for (const change of changes) {
    const ids = await idsIn(call)
    for (const pages of isWhole ? [0, 1, 2, 3, 4, 5] : [0, 3]) {
      const { page_count: used = 0 } = (await pragma('page_count')) ?? {}
      await pragma(`max_page_count = ${used + pages}`)
      await untilFull(change, call, ids, async () => void (await pragma('max_page_count = 1073741823')))
    }
  }
  expect(await db.findDamage(true)).toBeNull()
  expect((await firm.call('audit.verify', {})).status).toBe('ok')
  await firm.firm.close('by-hand')
})

/** Some MB of memory as a disk of its own. */
function smallDisk(): string {
  const folder = newDataFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0755', 'tmpfs', folder])
  if (mounted.status !== 0) throw new Error(String(mounted.stderr))
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return folder
}

/** Fills a disk but for so many bytes. */
function fill(disk: string, leaving: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - leaving)))
}
const empty = (disk: string): void => rmSync(join(disk, 'ballast'), { force: true })

async function openOn(disk: string) {
  const files = join(disk, 'files')
  mkdirSync(files, { recursive: true })
  let saved = 0
  return openVaultApp(join(disk, 'data'), {
    keyStore: createMemoryKeyStore(false),
    fileSaver: createNodeFileSaver({ choosePath: () => join(files, `saved-${++saved}`), replace: false }),
    calendarFolder: createNodeCalendarFolder(async () => files)
  })
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: Error) => error.message
  )

test.runIf(isRoot)('a disk that is full: records and secrets', async () => {
  const disk = smallDisk()
  const firm = await openOn(disk)
  const kit = await makeVault(firm, { clients: 1 })
  const call = firm.call as unknown as Call
  for (const change of changes) {
    const ids = await idsIn(call)
    for (const leaving of isWhole ? [0, 4_096, 12_288, 24_576, 40_960, 81_920] : [0, 24_576]) {
      // Leaves no log behind whose room could be used again.
      await firm.call('vault.lock', {})
      await firm.call('vault.unlockWithKit', { kit })
      fill(disk, leaving)
      await untilFull(change, call, ids, async () => empty(disk))
    }
  }
  expect((await firm.call('vault.check', { whole: true })).damaged).toBeNull()
  expect((await firm.call('audit.verify', {})).status).toBe('ok')
  await firm.app.close()
})

test.runIf(isRoot)('a disk that is full: vault.json, lists, calendar files, new keys, locking and opening', async () => {
  const disk = smallDisk()
  const firm = await openOn(disk)
  const kit = await makeVault(firm, { clients: 2 })
  const secrets = await secretsOf(firm)
  const point = async (what: string, leaving: number, work: () => Promise<unknown>, codes: readonly string[]): Promise<void> => {
    counts.points += 1
    counts.failed += 1
    fill(disk, leaving)
    const code = await codeOf(work())
    empty(disk)
    expect([what, leaving, codes.includes(code) ? 'said' : code]).toEqual([what, leaving, 'said'])
    // A change whose audit row had no room was taken back: what opened the vault before still does.
    const proved = await codeOf(firm.call('vault.renewKit', { passphrase: firstPassphrase }))
    await firm.call('vault.cancelSetup', {})
    expect([what, proved]).toEqual([what, 'ok'])
    expect([what, readdirSync(join(disk, 'data')).filter((name) => /tmp|staged/.test(name))]).toEqual([what, []])
    expect([what, readdirSync(join(disk, 'files')).filter((name) => name.startsWith('saved') || name.includes('part'))]).toEqual([what, []])
    counts.failed -= 1
  }
  for (const leaving of [0, 4_096]) {
    const list = { list: { name: 'accounts' as const, filter: {} } } as Input<'lists.save'>
    await point('a list as CSV', leaving, () => firm.call('lists.save', list), ['file.cannot-write', 'storage.full'])
    await point('the record as a file', leaving, () => firm.call('audit.saveExport', {}), ['file.cannot-write', 'storage.full'])
    await point('a calendar file', leaving, () => firm.call('calendarFile.keep', {}), ['file.cannot-write', 'storage.full'])
    const proof = { passphrase: firstPassphrase }
    await point('a new passphrase', leaving, () => firm.call('vault.changePassphrase', { proof, next: 'four green boats at noon' }), [
      'storage.full'
    ])
    const renewed = await firm.call('vault.renewKit', { passphrase: firstPassphrase })
    await point('a new kit', leaving, () => firm.call('vault.confirmRenewedKit', { groups: retyped(renewed) }), ['storage.full'])
    await firm.call('vault.cancelSetup', {})
    const next = await firm.call('vault.prepareRotation', { passphrase: firstPassphrase, next: null, reason: 'precaution' })
    await point('new keys', leaving + 65_536, () => firm.call('vault.rotate', { groups: retyped(next) }), ['storage.full'])
    await firm.call('vault.cancelSetup', {})
  }
  // Locking cannot fail; what it could not write down is the row that says so.
  fill(disk, 0)
  expect((await firm.call('vault.lock', {})).state).toBe('locked')
  expect(await codeOf(firm.call('vault.unlockWithKit', { kit }))).toBe('storage.full')
  counts.points += 1
  empty(disk)
  await firm.call('vault.unlockWithKit', { kit })
  expect(await secretsOf(firm)).toEqual(secrets)
  await firm.call('vault.lock', {})
  await firm.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
  await firm.app.close()
})

test.runIf(isRoot)('a folder, or a file, that another user may only read', async () => {
  const base = newDataFolder()
  const made = await openVaultApp(base, { keyStore: createMemoryKeyStore(false) })
  const kit = await makeVault(made, { clients: 1 })
  await made.app.close()
  const nobody = 65_534
  for (const [what, spoil] of [
    ['folder', (folder: string) => chmodSync(folder, 0o555)],
    ['database', (folder: string) => chmodSync(join(folder, 'keydocket.db'), 0o444)],
    ['folder of somebody else', (folder: string) => chownSync(folder, 0, 0)]
  ] as const) {
    counts.points += 1
    counts.failed += 1
    const folder = newDataFolder()
    cpSync(base, folder, { recursive: true })
    chmodSync(folder, 0o755)
    for (const name of ['.', ...readdirSync(folder)]) chownSync(join(folder, name), nobody, nobody)
    spoil(folder)
    const before = readFileSync(join(folder, 'keydocket.db'))
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'test-other-user.ts'), folder, String(nobody), kit])
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    await once(child, 'close')
    expect([what, output.trim()]).toEqual([what, 'storage.read-only'])
    expect([what, readFileSync(join(folder, 'keydocket.db')).equals(before), existsSync(join(folder, 'keydocket.db-wal'))]).toEqual([
      what,
      true,
      false
    ])
    chmodSync(folder, 0o755)
    rmSync(folder, { recursive: true, force: true })
    counts.failed -= 1
  }
})

import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { isAppError } from '../errors.ts'
import { newDataFolder } from '../testing/test-ports.ts'
import { prepareDataFolder, remoteKind } from './data-folder.ts'
import { databaseFileName, openFirmDb } from './open.ts'

const keyHex = '5a'.repeat(32)
const otherKeyHex = 'a5'.repeat(32)

async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    return isAppError(error) ? error.code : `not an AppError: ${error}`
  }
  return 'opened'
}

async function madeFirm(): Promise<{ folder: string; file: string }> {
  const folder = newDataFolder()
  const db = await openFirmDb({ folder, keyHex, create: true, now: 0 })
  await db.write(async (tx) => {
    await tx.insertInto('members').values({ id: 'm1', name: 'Ximena Member', created_at: 1, left_on: null }).execute()
  })
  await db.close()
  return { folder, file: join(folder, databaseFileName) }
}

const open = (folder: string, key = keyHex) => openFirmDb({ folder, keyHex: key, create: false, now: 0 })

test('content survives closing and opening; the file, its name and its head give nothing away', async () => {
  const { folder, file } = await madeFirm()
  const db = await open(folder)
  expect(await db.read.selectFrom('members').selectAll().execute()).toEqual([
    { id: 'm1', name: 'Ximena Member', created_at: 1, left_on: null }
  ])
  await db.close()
  const bytes = readFileSync(file)
  expect(bytes.includes('Ximena')).toBe(false)
  expect(bytes.includes('SQLite format')).toBe(false)
  expect(existsSync(`${file}-wal`)).toBe(false)
})

test('each kind of unusable file has its own error and is left as it was', async () => {
  const cases: [string, (file: string) => void, string][] = [
    ['missing', (file) => writeFileSync(join(file, '..', 'moved'), readFileSync(file)), 'storage.missing'],
    ['empty', (file) => truncateSync(file, 0), 'storage.empty'],
    ['random bytes', (file) => writeFileSync(file, Buffer.alloc(8192, 7)), 'storage.damaged'],
    ['text', (file) => writeFileSync(file, 'hello'), 'storage.damaged'],
    ['half of it', (file) => truncateSync(file, 6000), 'storage.damaged'],
    [
      'first page zeroed',
      (file) => writeFileSync(file, Buffer.concat([Buffer.alloc(4096), readFileSync(file).subarray(4096)])),
      'storage.damaged'
    ],
    ['plain SQLite', (file) => plainSqlite(file), 'storage.not-ours'],
    ['another application', (file) => encryptedForeign(file), 'storage.not-ours']
  ]
  for (const [name, spoil, code] of cases) {
    const { folder, file } = await madeFirm()
    spoil(file)
    if (code === 'storage.missing') await import('node:fs').then((fs) => fs.rmSync(file))
    const before = existsSync(file) ? readFileSync(file) : null
    expect([name, await codeOf(open(folder))]).toEqual([name, code])
    const after = existsSync(file) ? readFileSync(file) : null
    expect([name, before === null ? after : after?.equals(before)]).toEqual([name, before === null ? null : true])
  }
})

function plainSqlite(file: string): void {
  writeFileSync(file, '')
  const database = new Database(file)
  database.exec('create table t (x)')
  database.close()
}

function encryptedForeign(file: string): void {
  writeFileSync(file, '')
  const database = new Database(file)
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
  database.exec('create table t (x)')
  database.pragma('application_id = 12345')
  database.close()
}

test('a wrong key, a newer schema, a second name for the file and a second process are refused', async () => {
  const wrong = await madeFirm()
  expect(await codeOf(open(wrong.folder, otherKeyHex))).toBe('storage.damaged')

  const newer = await madeFirm()
  const database = new Database(newer.file)
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
  database.pragma('user_version = 99990')
  database.close()
  expect(await codeOf(open(newer.folder))).toBe('storage.from-newer-version')

  const hard = await madeFirm()
  linkSync(hard.file, join(hard.folder, 'second-name.db'))
  expect(await codeOf(open(hard.folder))).toBe('storage.not-ours')

  const soft = await madeFirm()
  const elsewhere = join(soft.folder, 'elsewhere')
  mkdirSync(elsewhere)
  symlinkSync(soft.file, join(elsewhere, databaseFileName))
  expect(await codeOf(open(elsewhere))).toBe('storage.not-ours')

  const shared = await madeFirm()
  const first = await open(shared.folder)
  expect(await codeOf(open(shared.folder))).toBe('storage.in-use')
  await first.close()
  expect(await codeOf(open(shared.folder).then((db) => db.close()))).toBe('opened')
})

test('making a firm moves a database without a vault aside instead of taking it over', async () => {
  const { folder, file } = await madeFirm()
  const before = readFileSync(file)
  const db = await openFirmDb({ folder, keyHex: otherKeyHex, create: true, now: Date.parse('2026-11-22T10:00:00Z') })
  expect(await db.read.selectFrom('members').selectAll().execute()).toEqual([])
  await db.close()
  const aside = readdirSync(folder).find((name) => name.includes('without-vault'))
  expect(readFileSync(join(folder, aside as string)).equals(before)).toBe(true)
})

test('an older file is migrated after a verified copy; a failing migration leaves the file as it was', async () => {
  const { migrateFile } = await import('./migrate.ts')
  const { migrations, schemaVersion } = await import('./migrations/index.ts')
  const { Kysely, SqliteDialect, sql } = await import('kysely')
  const { sqliteSchema } = await import('./dialects/sqlite.ts')
  const { folder, file } = await madeFirm()
  const steps = (second: string) => [
    ...migrations,
    {
      version: 99_000,
      name: 'adds',
      up: async (db: InstanceType<typeof Kysely<unknown>>) => void (await sql.raw('create table added (x text) strict').execute(db))
    },
    { version: 99_010, name: 'second', up: async (db: InstanceType<typeof Kysely<unknown>>) => void (await sql.raw(second).execute(db)) }
  ]
  const migrate = async (second: string): Promise<string> => {
    const database = new Database(file)
    ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${keyHex}`))
    const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
    const code = await codeOf(migrateFile({ database, kysely, folder, keyHex, now: 0, dialect: sqliteSchema, migrations: steps(second) }))
    const version = database.pragma('user_version', { simple: true })
    const tables = database.prepare("select count(*) from sqlite_schema where name = 'added'").pluck().get()
    database.close()
    return `${code} at ${version} with ${tables} new table`
  }
  expect(await migrate('create nonsense')).toBe(`storage.migration-failed at ${schemaVersion} with 0 new table`)
  expect(await migrate('create table added_too (x text) strict')).toBe('opened at 99010 with 1 new table')
  const copies = readdirSync(join(folder, 'backups'))
  expect(copies).toEqual(['before-schema-99010-1970-01-01T00-00-00.db'])
  const restored = newDataFolder()
  copyFileSync(join(folder, 'backups', copies[0] as string), join(restored, databaseFileName))
  const old = await open(restored)
  expect(await old.read.selectFrom('members').select('name').execute()).toEqual([{ name: 'Ximena Member' }])
  await old.close()
})

test('network and synchronised folders are recognised', () => {
  const mounts = [
    { folder: '/', type: 'ext4' },
    { folder: '/mnt/office', type: 'cifs' },
    { folder: '/home/ana/remote', type: 'fuse.sshfs' },
    { folder: '/srv', type: 'nfs4' }
  ]
  const table: [string, string | null][] = [
    ['/home/ana/.config/Keydocket/data', null],
    ['/mnt/office/keydocket', 'cifs'],
    ['/mnt/office2/keydocket', null],
    ['/home/ana/remote/x', 'fuse.sshfs'],
    ['/srv/data', 'nfs4'],
    ['/home/ana/Dropbox/firm', 'Dropbox'],
    ['/home/ana/Dropboxes/firm', null],
    ['C:\\Users\\ana\\OneDrive - Garcia Law\\Keydocket', 'OneDrive - Garcia Law'],
    ['\\\\server\\share\\Keydocket', 'network share'],
    ['\\\\?\\C:\\Keydocket', null],
    ['//server/share/Keydocket', 'network share'],
    ['/Users/ana/Library/CloudStorage/Box-Box/firm', 'CloudStorage']
  ]
  for (const [folder, kind] of table) expect([folder, remoteKind(folder, mounts)]).toEqual([folder, kind])
})

test('the data folder is made private and refused where it may not be', async () => {
  const folder = join(newDataFolder(), 'a', 'b')
  expect(prepareDataFolder(folder, [])).toBe(folder)
  const blocked = join(newDataFolder(), 'file')
  closeSync(openSync(blocked, 'w'))
  expect(await codeOf(() => prepareDataFolder(join(blocked, 'below'), []))).toBe('storage.read-only')
  expect(await codeOf(() => prepareDataFolder(folder, [{ folder: '/', type: 'nfs' }]))).toBe('storage.remote-folder')
})

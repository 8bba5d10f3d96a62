/** Row 18 of the counted security tests: whatever became of the database file is said by its right name, and the file is left as it was. */
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAppError } from '../errors.ts'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { newDataFolder } from '../testing/test-ports.ts'
import { databaseFileName, openFirmDb } from './open.ts'
import { storageErrorFrom } from './storage-errors.ts'
import type { Tables } from './tables.ts'

const keyHex = '5a'.repeat(32)
const otherKeyHex = 'a5'.repeat(32)
const walName = `${databaseFileName}-wal`
const pageBytes = 4096
const memberRows = 200
const each = 50

const root = newDataFolder()
const counts = { tried: 0, held: 0 }
let good = Buffer.alloc(0)
beforeAll(async () => {
  const folder = await madeFirm('good', keyHex)
  good = readFileSync(join(folder, databaseFileName))
  expect(good.length / pageBytes).toBeGreaterThan(each)
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
  recordSecurityCount({
    row: '18',
    title: 'damaged, foreign and doubled database files: each refused by its name and left as it was',
    count: counts.tried,
    bar: 3 * each + 10,
    failed: counts.tried - counts.held
  })
})

async function madeFirm(name: string, key: string): Promise<string> {
  const folder = join(root, name)
  mkdirSync(folder)
  const db = await openFirmDb({ folder, keyHex: key, create: true, now: 0 })
  await db.write(async (tx) => {
    for (let index = 0; index < memberRows; index += 1) {
      await tx.insertInto('members').values(memberOf(index)).execute()
    }
  })
  await db.close()
  return folder
}

const memberOf = (index: number) => ({
  id: `m${String(index).padStart(3, '0')}`,
  name: `Member ${index} ${'n'.repeat(900)}`,
  created_at: 1,
  left_on: null
})

/** What opening a folder and reading all of it comes to: an error's code, or `whole` when the content is what it was. */
async function outcomeOf(folder: string): Promise<string> {
  try {
    const db = await openFirmDb({ folder, keyHex, create: false, now: 0 })
    try {
      const rows = await db.read.selectFrom('members').selectAll().orderBy('id').execute()
      const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.read as Kysely<Tables>)
      const isWhole = JSON.stringify(rows) === JSON.stringify(Array.from({ length: memberRows }, (_, index) => memberOf(index)))
      if (check.rows[0]?.integrity_check !== 'ok') return 'storage.damaged'
      return isWhole ? 'whole' : 'other content'
    } finally {
      await db.close()
    }
  } catch (error) {
    const known = isAppError(error) ? error : storageErrorFrom(error)
    return known === null ? `not a storage error: ${error}` : known.code
  }
}

/** A folder with this as its database; `more` puts further files into it. */
function folderOf(database: Buffer | null, more: (folder: string) => void = () => {}): string {
  const folder = join(root, `case${counts.tried}`)
  mkdirSync(folder)
  if (database !== null) writeFileSync(join(folder, databaseFileName), database)
  more(folder)
  return folder
}

/** The folder's files and what is in the database; nothing may have been made, taken away or changed. */
const contentOf = (folder: string): [string[], string | null] => {
  const file = join(folder, databaseFileName)
  return [readdirSync(folder).sort(), existsSync(file) ? readFileSync(file).toString('latin1') : null]
}

async function expectOutcome(name: string, folder: string, outcome: string): Promise<void> {
  counts.tried += 1
  const before = contentOf(folder)
  const found = await outcomeOf(folder)
  expect(`${name}: ${found}`).toBe(`${name}: ${outcome}`)
  const after = contentOf(folder)
  expect([name, after[0], after[1] === before[1]]).toEqual([name, before[0], true])
  rmSync(folder, { recursive: true })
  counts.held += 1
}

test('the undamaged file is whole by the same look', async () => {
  await expectOutcome('undamaged', folderOf(good), 'whole')
})

test(`${each} files of random bytes are damaged`, async () => {
  for (let index = 1; index <= each; index += 1) {
    const length = index * 997
    await expectOutcome(`${length} random bytes`, folderOf(randomBytes(length)), 'storage.damaged')
  }
})

test(`the file cut at ${each} lengths is damaged`, async () => {
  for (let index = 1; index <= each; index += 1) {
    // On a page's border and beside one in turn.
    const length = Math.floor((good.length * index) / (each + 1) / pageBytes) * pageBytes + (index % 3) - 1
    await expectOutcome(`cut at ${length} of ${good.length}`, folderOf(good.subarray(0, length)), 'storage.damaged')
  }
})

test(`${each} pages zeroed, one at a time, are damaged`, async () => {
  const pages = good.length / pageBytes
  for (let index = 0; index < each; index += 1) {
    const page = Math.floor((index * pages) / each)
    const spoiled = Buffer.from(good)
    spoiled.fill(0, page * pageBytes, (page + 1) * pageBytes)
    await expectOutcome(`page ${page + 1} of ${pages} zeroed`, folderOf(spoiled), 'storage.damaged')
  }
})

function changed(key: string, work: (database: Database.Database) => void): Buffer {
  const file = join(root, 'changed.db')
  writeFileSync(file, key === keyHex ? good : '')
  const database = new Database(file)
  if (key !== '') (database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${key}`))
  work(database)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  return readFileSync(file)
}

test('no file, an empty one, a foreign, a newer and a doubled one each have their own name', async () => {
  const table = (database: Database.Database) => database.exec('create table t (x)')
  await expectOutcome('missing', folderOf(null), 'storage.missing')
  await expectOutcome('0 bytes', folderOf(Buffer.alloc(0)), 'storage.empty')
  await expectOutcome('plain SQLite', folderOf(changed('', table)), 'storage.not-ours')
  await expectOutcome('of another key', folderOf(changed(otherKeyHex, table)), 'storage.damaged')
  const otherId = changed(keyHex, (database) => database.pragma('application_id = 12345'))
  await expectOutcome('of another application', folderOf(otherId), 'storage.not-ours')
  const noId = changed(keyHex, (database) => database.pragma('application_id = 0'))
  await expectOutcome('of no application', folderOf(noId), 'storage.not-ours')
  const newer = changed(keyHex, (database) => database.pragma('user_version = 99990'))
  await expectOutcome('of a newer version', folderOf(newer), 'storage.from-newer-version')
  const elsewhere = join(root, 'elsewhere.db')
  writeFileSync(elsewhere, good)
  const link = (make: (folder: string) => void) => folderOf(null, make)
  await expectOutcome(
    'a symbolic link',
    link((folder) => symlinkSync(elsewhere, join(folder, databaseFileName))),
    'storage.not-ours'
  )
  await expectOutcome(
    'a hard link',
    link((folder) => linkSync(elsewhere, join(folder, databaseFileName))),
    'storage.not-ours'
  )
  expect(readFileSync(elsewhere).equals(good)).toBe(true)
})

/** The log of another firm with one transaction in it. */
async function foreignLog(key: string): Promise<Buffer> {
  const folder = await madeFirm(`other-${key.slice(0, 2)}`, key)
  const db = await openFirmDb({ folder, keyHex: key, create: false, now: 0 })
  await db.write(async (tx) => {
    await tx.insertInto('members').values({ id: 'other', name: 'Of another firm', created_at: 2, left_on: null }).execute()
  })
  const log = readFileSync(join(folder, walName))
  await db.close()
  expect(log.length).toBeGreaterThan(pageBytes)
  return log
}

test('a log of another firm beside the file spoils nothing for good: without it the file is whole again', async () => {
  const log = await foreignLog(otherKeyHex)
  const folder = folderOf(good, (made) => writeFileSync(join(made, walName), log))
  const kept = join(root, 'kept')
  counts.tried += 1
  const found = await outcomeOf(folder)
  expect(['storage.damaged', 'whole']).toContain(found)
  expect(readFileSync(join(folder, databaseFileName)).equals(good)).toBe(true)
  cpSync(folder, kept, { recursive: true })
  if (existsSync(join(kept, walName))) renameSync(join(kept, walName), join(root, 'aside'))
  expect(await outcomeOf(kept)).toBe('whole')
  counts.held += 1
})

/** Row 16 of the counted security tests: a write-ahead log that ends early, at any frame or a byte beside it, holds the first transactions whole. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { newDataFolder } from '../testing/test-ports.ts'
import { databaseFileName, openFirmDb } from './open.ts'

const keyHex = '5a'.repeat(32)
const transactions = 30
/** Of a write-ahead log and of each frame in it (sqlite.org/fileformat2.html#walformat). */
const walHeaderBytes = 32
const frameHeaderBytes = 24

const root = newDataFolder()
const counts = { tried: 0, held: 0, boundaries: 0 }
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
  recordSecurityCount({
    row: '16',
    title: 'logs cut at a frame boundary, a byte before and a byte after: all open to a committed state',
    count: counts.tried,
    bar: 3 * counts.boundaries,
    failed: counts.tried - counts.held
  })
})

const open = (folder: string, create = false) => openFirmDb({ folder, keyHex, create, now: 0 })

/** Two rows a transaction, long enough that it takes pages of its own. */
const rowsOf = (transaction: number) =>
  ['a', 'b'].map((half) => ({
    id: `${String(transaction).padStart(2, '0')}${half}`,
    name: `${half} ${'n'.repeat(1500)}`,
    created_at: transaction,
    left_on: null
  }))

/** A database and the log of its transactions, none of them in the database itself yet. */
async function firmWithLog(): Promise<{ database: Buffer; log: Buffer }> {
  const made = await open(root, true)
  await made.close()
  const file = join(root, databaseFileName)
  const before = readFileSync(file)
  const db = await open(root)
  for (let transaction = 1; transaction <= transactions; transaction += 1) {
    await db.write(async (tx) => {
      for (const row of rowsOf(transaction)) await tx.insertInto('members').values(row).execute()
    })
  }
  const [database, log] = [readFileSync(file), readFileSync(`${file}-wal`)]
  await db.close()
  expect(database.equals(before)).toBe(true)
  return { database, log }
}

/** The ends of the frames; whether each ends a transaction. */
function framesOf(log: Buffer): { end: number; commits: boolean }[] {
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8)
  return Array.from({ length: (log.length - walHeaderBytes) / frameBytes }, (_, index) => {
    const start = walHeaderBytes + index * frameBytes
    // The size of the database after the commit; 0 in every other frame.
    return { end: start + frameBytes, commits: log.readUInt32BE(start + 4) !== 0 }
  })
}

test('a log cut at any frame, or a byte before or after it, opens to the first transactions, each whole', async () => {
  const { database, log } = await firmWithLog()
  const frames = framesOf(log)
  expect(frames.at(-1)?.end).toBe(log.length)
  expect(frames.filter(({ commits }) => commits).length).toBe(transactions)
  const boundaries = [walHeaderBytes, ...frames.map(({ end }) => end)]
  counts.boundaries = boundaries.length
  const states = new Set<number>()
  for (const [index, length] of boundaries.flatMap((end) => [end - 1, end, end + 1]).entries()) {
    counts.tried += 1
    const folder = join(root, `cut${index}`)
    mkdirSync(folder)
    writeFileSync(join(folder, databaseFileName), database)
    // One byte more than there is: whatever stood behind it on the disk.
    writeFileSync(join(folder, `${databaseFileName}-wal`), Buffer.concat([log, Buffer.of(0xa5)]).subarray(0, length))
    const committed = frames.filter(({ end, commits }) => commits && end <= length).length
    const db = await open(folder)
    const found = await db.read.selectFrom('members').selectAll().orderBy('id').execute()
    await db.close()
    const expected = Array.from({ length: committed }, (_, done) => rowsOf(done + 1)).flat()
    expect({ length, found }).toEqual({ length, found: expected })
    states.add(committed)
    // What was opened and closed once stays that way.
    const again = await open(folder)
    expect((await again.read.selectFrom('members').select('id').execute()).length).toBe(expected.length)
    await again.close()
    rmSync(folder, { recursive: true })
    counts.held += 1
  }
  expect([...states].sort((one, other) => one - other)).toEqual(Array.from({ length: transactions + 1 }, (_, done) => done))
}, 120_000)

import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Channel, Client, Envelope, Input, Output } from '#contract'
import { createSystemClock } from '../src/main/adapters/system-clock.ts'
import { createSystemRandom } from '../src/main/adapters/system-random.ts'
import type { App } from '../src/main/app.ts'
import { databaseFileName } from '../src/main/db/open.ts'
import { createIds } from '../src/main/ids.ts'
import type { FirmData } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const writesPerRound = 20
/** SQLite starts its log anew at about a thousand pages; the raw file does the same. */
const logBytes = 4_000_000

/**
 * One acknowledged change with its audit row, on the disk when the call answers, against a plain write of as many bytes as the log grew by,
 * with fdatasync, into a file that is overwritten from its beginning at the same size.
 */
export async function measureDurableWrites(app: App, bare: Database.Database, data: FirmData, folder: string): Promise<Measured[]> {
  async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = (await app.invoke(channel, input)) as Envelope<Output<C>>
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
    return answer.value
  }
  let turn = 0
  const fields = ({ kind, name, otherNames, email, aNumber, fileNumber, notes }: Client) => ({
    kind,
    name,
    otherNames,
    email,
    aNumber,
    fileNumber,
    notes
  })
  const { client } = await call('clients.get', { id: data.clientIds[500] as string })
  const update = () => call('clients.update', { id: client.id, ...fields(client), phone: `555 01${String(++turn).padStart(5, '0')}` })
  const reveal = () => call('backupCodes.reveal', { id: data.backupCodeIds[turn++ % data.backupCodeIds.length] as string })

  const log = (database: string) => join(folder, `${database}-wal`)
  const rows: Measured[] = []
  const ourLog = log(join('data', databaseFileName))
  const goal = { kind: 'rate', least: 0.45 } as const
  for (const { subject, write, log: grows, goal: wanted } of [
    { subject: 'reveal a backup code, durably, with its audit row', write: reveal, log: ourLog, goal },
    { subject: 'change a client, durably, with search and audit rows', write: update, log: ourLog, goal },
    { subject: 'an audit row by SQLite alone, durably', write: createBareAppend(bare), log: log('bare.db'), goal: null }
  ]) {
    const bytes = await bytesPerWrite(grows, write)
    const raw = createRawFile(join(folder, 'raw'), bytes)
    const oursInTurn = async () => {
      for (let done = 0; done < writesPerRound; done += 1) await write()
    }
    const bareInTurn = () => {
      for (let done = 0; done < writesPerRound; done += 1) raw.write()
    }
    const times = await alternate(21, oursInTurn, bareInTurn)
    raw.close()
    rows.push({
      subject,
      against: `write + fdatasync of ${bytes.toLocaleString('en-US')} bytes, what one such change adds to the log`,
      ours: times.ours / writesPerRound,
      bare: times.bare / writesPerRound,
      goal: wanted
    })
  }
  return rows
}

/** What of our time is SQLite's: the row that a reveal leaves, written by prepared statements in a transaction of its own. */
function createBareAppend(database: Database.Database): () => void {
  const insert = database.prepare(`
    insert into audit_log (seq, id, at, monotonic_ms, run_id, actor_id, actor, device, event, client_id, account_id, record_id, details)
    values (?, ?, ?, 1000, ?, ?, 'Ana Paralegal', 'test-computer', 'backup-code.revealed', ?, ?, ?, '{"position":1}')`)
  const last = database.prepare('select max(seq) from audit_log').pluck()
  const newId = createIds(createSystemClock(), createSystemRandom())
  const same = newId()
  return database.transaction(
    () => void insert.run(Number(last.get() ?? 0) + 1, newId(), Date.now(), same, same, newId(), newId(), newId())
  )
}

/** How much one write adds to the log, taken over a stretch in which the log was not started anew. */
async function bytesPerWrite(log: string, write: () => unknown): Promise<number> {
  for (;;) {
    const before = statSync(log).size
    for (let done = 0; done < 10; done += 1) await write()
    const grown = statSync(log).size - before
    if (grown > 0) return Math.round(grown / 10)
  }
}

function createRawFile(path: string, bytes: number) {
  const block = Buffer.alloc(bytes, 0x5a)
  const file = openSync(path, 'w')
  let position = 0
  return {
    write(): void {
      if (position + bytes > logBytes) position = 0
      position += writeSync(file, block, 0, bytes, position)
      fdatasyncSync(file)
    },
    close: () => closeSync(file)
  }
}

import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel, Client, Envelope, Input, Output } from '#contract'
import type { App } from '../src/main/app.ts'
import { databaseFileName } from '../src/main/db/open.ts'
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
export async function measureDurableWrites(app: App, data: FirmData, folder: string): Promise<Measured[]> {
  async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = (await app.invoke(channel, input)) as Envelope<Output<C>>
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
    return answer.value
  }
  let turn = 0
  const fields = ({ kind, name, otherNames, email, aNumber, fileNumber, notes }: Client) => ({ kind, name, otherNames, email, aNumber, fileNumber, notes })
  const { client } = await call('clients.get', { id: data.clientIds[500] as string })
  const update = () => call('clients.update', { id: client.id, ...fields(client), phone: `555 01${String(++turn).padStart(5, '0')}` })
  const reveal = () => call('backupCodes.reveal', { id: data.backupCodeIds[turn++ % data.backupCodeIds.length] as string })

  const rows: Measured[] = []
  for (const { subject, write } of [
    { subject: 'reveal a backup code, durably, with its audit row', write: reveal },
    { subject: 'change a client, durably, with search and audit rows', write: update }
  ]) {
    const bytes = await bytesPerWrite(join(data.folder, `${databaseFileName}-wal`), write)
    const raw = createRawFile(join(folder, 'raw'), bytes)
    const oursInTurn = async () => {
      for (let done = 0; done < writesPerRound; done += 1) await write()
    }
    const bareInTurn = () => {
      for (let done = 0; done < writesPerRound; done += 1) raw.write()
    }
    const { ours, bare } = await alternate(21, oursInTurn, bareInTurn)
    raw.close()
    rows.push({
      subject,
      against: `write + fdatasync of ${bytes.toLocaleString('en-US')} bytes, what one such change adds to the log`,
      ours: ours / writesPerRound,
      bare: bare / writesPerRound,
      goal: { kind: 'rate', least: 0.45 }
    })
  }
  return rows
}

/** How much one write adds to the log, taken over a stretch in which the log was not started anew. */
async function bytesPerWrite(log: string, write: () => Promise<unknown>): Promise<number> {
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

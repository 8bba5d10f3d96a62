/**
 * A process that changes a firm as fast as it can and says so after each answered call, for durability.test.ts to kill. Arguments: data folder,
 * a number that makes its names its own, and the recovery kit. It loads everything, prints `ready`, waits for a line on standard input, then writes until it dies.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { type Channel, contract, type Envelope, type Input, type Output } from '#contract'
import { createSystemClock } from '../adapters/system-clock.ts'
import { type App, createApp } from '../app.ts'
import { createMemoryKeyStore, createTestPorts } from './test-ports.ts'

export const writerPassphrase = 'six quiet herons on a wire'

/** One line of output: a call that answered ok, and what must be on the disk from then on. */
export interface Acknowledged {
  readonly event:
    | 'client.created'
    | 'client.changed'
    | 'account.created'
    | 'backup-code.recorded'
    | 'backup-code.used'
    | 'access-code.recorded'
  readonly recordId: string
}

/** The app on a real folder with the computer's own clock, and no keychain. */
export async function openWriterApp(dataFolder: string): Promise<App> {
  const { clock: _standing, ...ports } = createTestPorts({ dataFolder, keyStore: createMemoryKeyStore(false) })
  return createApp({ ...ports, clock: createSystemClock() })
}

export async function callFor<C extends Channel>(app: App, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = (await app.invoke(channel, contract[channel].input.parse(input))) as Envelope<Output<C>>
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
  return answer.value
}

/** Ten codes a sheet: a set and its codes are one change over eleven rows and more. */
export const sheetOf = (name: string): string[] => Array.from({ length: 10 }, (_, index) => `${name}-CODE-${index}`)

async function writeUntilKilled(app: App, run: string): Promise<never> {
  const acknowledge = (event: Acknowledged['event'], recordId: string) => writeSync(1, `${JSON.stringify({ event, recordId })}\n`)
  for (let round = 0; ; round += 1) {
    const name = `R${run}N${round}`
    const client = await callFor(app, 'clients.create', { name, email: `${name}@example.com` })
    acknowledge('client.created', client.id)
    const account = await callFor(app, 'accounts.create', {
      clientId: client.id,
      portalId: 'login-gov',
      username: `${name}@example.com`,
      custody: 'firm-holds',
      consentOn: '2026-01-15'
    })
    acknowledge('account.created', account.id)
    for (const sheet of ['A', 'B']) {
      const { setId } = await callFor(app, 'backupCodes.record', { accountId: account.id, codes: sheetOf(`${name}${sheet}`) })
      acknowledge('backup-code.recorded', setId)
    }
    const code = await callFor(app, 'accessCodes.record', { accountId: account.id, code: `${name}-ACCESS`, noticeOn: '2026-11-01' })
    acknowledge('access-code.recorded', code.id)
    const { kind, otherNames, email, phone, aNumber, fileNumber } = client
    await callFor(app, 'clients.update', { id: client.id, kind, name, otherNames, email, phone, aNumber, fileNumber, notes: 'changed' })
    acknowledge('client.changed', client.id)
    const [current] = (await callFor(app, 'backupCodes.list', { accountId: account.id })).sets
    const first = current?.codes[0]
    if (first === undefined) throw new Error('a recorded sheet has no first code')
    await callFor(app, 'backupCodes.markUsed', { id: first.id })
    acknowledge('backup-code.used', first.id)
  }
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '', run = '', kit = ''] = process.argv.slice(2)
  writeSync(1, 'ready\n')
  const input = createInterface({ input: process.stdin })
  // Without a parent there is nobody left to kill it.
  if ((await input[Symbol.asyncIterator]().next()).done === true) process.exit(0)
  const app = await openWriterApp(folder)
  // Without the passphrase's derivation, which is most of an opening.
  await callFor(app, 'vault.unlockWithKit', { kit })
  await writeUntilKilled(app, run)
}

/**
 * Keydocket's own path against the bare primitive, in one run, turn by turn; each with its goal beside it. `npm run bench` prints the table,
 * `npm run bench -- --save` also writes bench/results.md. A missed goal is a finding, not a failure: the exit code stays 0.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSystemClock } from '../src/main/adapters/system-clock.ts'
import { createSystemRandom } from '../src/main/adapters/system-random.ts'
import { type App, createApp } from '../src/main/app.ts'
import { openFirmDb } from '../src/main/db/open.ts'
import { createListLog, createMemoryClipboard, createMemoryKeyStore, createTestPorts } from '../src/main/testing/test-ports.ts'
import { measureCodes } from './codes.ts'
import { measureCommandLine } from './command-line.ts'
import { measureDurableWrites } from './durable-write.ts'
import { measureExpiry } from './expiry.ts'
import { amounts, type FirmData, makeFirmData, openBareCopy, passphrase } from './firm-data.ts'
import { measureLists } from './lists.ts'
import { measureLookUps } from './look-ups.ts'
import { type Measured, machine, savePage, tableText, verdict } from './report.ts'
import { measureSearchIndex, measureTypedSearch } from './search.ts'
import { measureToday } from './today.ts'
import { measureUnlock } from './unlock.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

async function openApp(data: FirmData): Promise<App> {
  const ports = createTestPorts({
    clock: createSystemClock() as ReturnType<typeof createTestPorts>['clock'],
    random: createSystemRandom(),
    keyStore: createMemoryKeyStore(false),
    clipboard: createMemoryClipboard(),
    log: createListLog(),
    dataFolder: data.folder
  })
  // As in the product: answers are checked against the contract in development and tests only.
  const app = await createApp(ports, { checkOutput: false })
  const answer = await app.invoke('vault.unlockWithPassphrase', { passphrase })
  if (!answer.ok) throw new Error(answer.error.code)
  return app
}

async function measureAll(folder: string): Promise<Measured[]> {
  say(`${machine()}`)
  const rows = await measureCodes()
  const { clients, accounts, cases } = amounts
  say(`making a firm of ${clients} clients, ${accounts} accounts, ${cases} cases`)
  const data = await makeFirmData(join(folder, 'data'))
  const bare = openBareCopy(data, folder)

  say('reading')
  const db = await openFirmDb({ folder: data.folder, keyHex: data.keyHex, create: false, now: Date.now() })
  rows.push(...(await measureSearchIndex(db, bare, data)))
  rows.push(...(await measureLookUps(db.read, bare, data)))
  rows.push(...(await measureLists(db.read, bare)))
  rows.push(...(await measureExpiry(db.read, bare)))
  await db.close()

  say('calling')
  const app = await openApp(data)
  rows.push(...(await measureTypedSearch(app, bare, data)))
  rows.push(...(await measureToday(app, bare)))
  rows.push(...(await measureDurableWrites(app, bare, data, folder)))
  bare.close()
  rows.push(...(await measureUnlock(app)))
  await app.close()

  say('running commands')
  rows.push(...(await measureCommandLine(data, folder)))
  return rows
}

const folder = mkdtempSync(join(tmpdir(), 'keydocket-bench-'))
try {
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  const rows = await measureAll(folder)
  const seconds = performance.now() / 1000
  say(`\n${tableText(rows)}\n\n${verdict(rows)} ${Math.round(seconds)} s.`)
  if (process.argv.includes('--save')) {
    savePage(join(import.meta.dirname, 'results.md'), rows, seconds)
    say('Written to bench/results.md.')
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

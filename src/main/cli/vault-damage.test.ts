/** A damaged database from the command line: found, salvaged, told of, with exit codes that scripts can rely on. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSystemRandom } from '../adapters/system-random.ts'
import { databaseFileName } from '../db/database-files.ts'
import { closeReading, openReading } from '../db/open.ts'
import { createCommandLineProcess } from '../testing/command-line-process.ts'
import { createTestClock } from '../testing/test-ports.ts'
import { createVaultStore } from '../vault/vault-store.ts'

const passphrase = 'tangled orchard velvet quarry 48'
const { file, run } = createCommandLineProcess()
const folder = file('data')
const call = (...args: string[]) => run([...args, '--data-dir', folder, '--json', '--passphrase-file', file('p')])

/** Overwrites the first page of a table. */
async function spoil(table: string): Promise<void> {
  const path = join(folder, databaseFileName)
  const store = createVaultStore({ folder, random: createSystemRandom(), clock: createTestClock() })
  const vault = await store.openWithPassphrase(passphrase)
  const database = openReading(path, vault.databaseKeyHex())
  const page = database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table) as number
  closeReading(database, path)
  vault.close()
  const bytes = readFileSync(path)
  bytes.fill(0x5a, (page - 1) * 4096, page * 4096)
  writeFileSync(path, bytes)
}

it('checks, refuses to salvage what is whole, salvages what is damaged, and writes a private report', async () => {
  writeFileSync(file('p'), passphrase, { mode: 0o600 })
  expect((await call('init', '--kit-file', file('kit'))).exitCode).toBe(0)
  await call('client', 'add', '--name', 'Garcia Lopez, Maria')
  const whole = await call('vault', 'check')
  expect([whole.exitCode, JSON.parse(whole.out)]).toEqual([0, { damaged: null }])
  const refused = await call('vault', 'salvage')
  expect([refused.exitCode, JSON.parse(refused.err).error.code]).toEqual([4, 'vault.not-damaged'])

  await spoil('clients')
  const damaged = await call('vault', 'check')
  expect([damaged.exitCode, JSON.parse(damaged.err).error.code]).toEqual([6, 'storage.damaged'])
  const salvaged = await call('vault', 'salvage', '--report', file('lost.txt'))
  expect([salvaged.exitCode, salvaged.err]).toEqual([0, ''])
  const told = JSON.parse(salvaged.out)
  expect([told.state, told.rowsLost, told.losses[0].client]).toEqual(['open', 1, 'garcia lopez, maria'])
  expect(statSync(file('lost.txt')).mode & 0o777).toBe(0o600)
  expect(readFileSync(file('lost.txt'), 'utf8')).toContain('garcia lopez, maria')
  expect(statSync(join(folder, told.keptAs)).size).toBeGreaterThan(0)

  expect(JSON.parse((await call('vault', 'check')).out)).toEqual({ damaged: null })
  expect(JSON.parse((await call('vault', 'losses')).out).losses).toEqual(told.losses)
  expect((await call('audit', 'verify')).exitCode).toBe(0)
})

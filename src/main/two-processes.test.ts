/**
 * Row 21: two processes at one vault, and files replaced under an open one. Every time one of two is refused with its own words, what was acknowledged
 * is there, and the file is whole.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseFileName } from './db/database-files.ts'
import { dyingEnvironment } from './testing/kill-shares.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createMemoryKeyStore, newDataFolder } from './testing/test-ports.ts'
import { makeVault, openVaultApp, secretsOf, type VaultApp } from './testing/test-vault-life.ts'

/** All runs when figures are being collected; else a few of each kind. */
const isWhole = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
const counts = { runs: 0, held: 0, wanted: 0 }
const base = newDataFolder()
let kit = ''
let secrets: Record<string, string[]> = {}
beforeAll(async () => {
  const firm = await openApp(base)
  kit = await makeVault(firm, { clients: 1 })
  secrets = await secretsOf(firm)
  await firm.app.close()
})
afterAll(() => {
  rmSync(base, { recursive: true, force: true })
  const { runs, held, wanted } = counts
  const title = 'two processes at one vault, files replaced under an open one: one refused, nothing lost, nothing damaged'
  recordSecurityCount({ row: '21', title, count: runs, bar: wanted, failed: runs - held })
})

const openApp = (folder: string) => openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'open',
    (error: Error) => error.message
  )
const unlock = (firm: VaultApp) => codeOf(firm.call('vault.unlockWithKit', { kit }))

async function runs(count: number, run: (folder: string) => Promise<void>): Promise<void> {
  counts.wanted += count
  for (let index = 0; index < count; index += 1) {
    const folder = newDataFolder()
    cpSync(base, folder, { recursive: true })
    counts.runs += 1
    await run(folder)
    counts.held += 1
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The vault opens, is whole, and has all of these clients and every secret. */
async function expectWhole(folder: string, clients: readonly string[]): Promise<void> {
  const firm = await openApp(folder)
  expect(await unlock(firm)).toBe('open')
  expect((await firm.call('vault.check', { whole: true })).damaged).toBeNull()
  const names = (await firm.call('clients.list', { limit: 500 })).rows.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...clients]))
  expect(await secretsOf(firm)).toEqual(secrets)
  await firm.app.close()
}

/** Opens the vault in another process, adds clients for a while, and answers how that came out and what was acknowledged. */
async function otherProcess(folder: string, name: string): Promise<{ code: string; clients: string[] }> {
  const program = join(import.meta.dirname, 'testing', 'test-second-process.ts')
  const child = spawn(process.execPath, [program, folder, kit, name], { stdio: ['ignore', 'pipe', 'inherit'], env: dyingEnvironment() })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  const [code = '', ...clients] = output.trim().split('\n')
  return { code, clients }
}

test('two processes that start at the same time: one works, the other is told', async () => {
  await runs(isWhole ? 40 : 3, async (folder) => {
    const both = await Promise.all([otherProcess(folder, 'First'), otherProcess(folder, 'Second')])
    // One after the other is as good: the first may have ended by then.
    for (const { code } of both) expect(['open', 'storage.in-use']).toContain(code)
    expect(both.some(({ code }) => code === 'open')).toBe(true)
    await expectWhole(
      folder,
      both.flatMap(({ clients }) => clients)
    )
  })
})

test('a second opening, in this process or another, while the first writes', async () => {
  await runs(isWhole ? 20 : 2, async (folder) => {
    const first = await openApp(folder)
    await unlock(first)
    const second = await openApp(folder)
    const [code, other] = await Promise.all([
      unlock(second),
      otherProcess(folder, 'Other'),
      ...['One', 'Two', 'Three'].map((name) => first.call('clients.create', { name }))
    ])
    expect([code, other.code]).toEqual(['storage.in-use', 'storage.in-use'])
    await second.app.close()
    await first.app.close()
    await expectWhole(folder, ['One', 'Two', 'Three'])
  })
})

/** Ways in which something outside takes the database away under an open vault: a restore by hand, a synchronising service, an editor. */
const replacements: Readonly<Record<string, (file: string, before: Buffer) => void>> = {
  'renamed away': (file) => renameSync(file, `${file}.moved`),
  'replaced by an older copy, by name': (file, before) => {
    writeFileSync(`${file}.new`, before)
    renameSync(`${file}.new`, file)
  },
  deleted: (file) => rmSync(file),
  'its log deleted': (file) => rmSync(`${file}-wal`, { force: true }),
  'copied elsewhere while open': (file) => copyFileSync(file, `${file}.copy`)
}

test.each(Object.entries(replacements))('the database %s while it is open', async (_what, replace) => {
  await runs(isWhole ? 8 : 1, async (folder) => {
    const file = join(folder, databaseFileName)
    const before = readFileSync(file)
    const firm = await openApp(folder)
    await unlock(firm)
    await codeOf(firm.call('clients.create', { name: 'Before' }))
    replace(file, before)
    // Whatever the system makes of it: an answer of its own, never a crash, and no damaged file in the end.
    const answer = await codeOf(firm.call('clients.create', { name: 'After' }))
    expect(['open', 'storage.read-only', 'storage.damaged', 'storage.in-use']).toContain(answer)
    await firm.app.close()
    const again = await openApp(folder)
    const code = await unlock(again)
    expect(existsSync(file) ? 'open' : 'storage.missing').toBe(code)
    if (code === 'open') {
      expect((await again.call('vault.check', { whole: true })).damaged).toBeNull()
      expect(await secretsOf(again)).toEqual(secrets)
    }
    await again.app.close()
  })
})

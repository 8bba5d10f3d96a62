/** What is left in memory after a lock, read from outside the processes. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countInMemory, formsInMemory } from '../../src/main/testing/process-memory.ts'
import { recordSecurityCount } from '../../src/main/testing/security-counts.ts'
import { vaultSubkeyBytes } from '../../src/main/vault/key-schedule.ts'
import { vaultKeyOf } from '../../src/main/vault/open-vault.ts'
import { createVaultStore } from '../../src/main/vault/vault-store.ts'
import type { Keydocket } from '../fixtures.ts'
import { expect, test } from '../fixtures.ts'
import { firstRun, passphrase } from '../pages/first-run.ts'
import { rendererPids } from '../renderer-processes.ts'

const canaries = {
  'client name': 'Quetzalmemory Lopez',
  'e-mail': 'zephyrine.memory@example.com',
  'backup code': '7Q4K-MEMO-RY2P-9XWT',
  'authenticator key': 'KRUGS43JONQWG3DFMFZGG2DBOI2DEMRT',
  'access code': 'OAC-MEMORY-58213',
  passcode: 'PASS-MEMORY-90417'
}

async function value<C extends Parameters<Keydocket['invoke']>[0]>(keydocket: Keydocket, channel: C, input: never): Promise<never> {
  const answer = (await keydocket.invoke(channel, input)) as { ok: boolean; value: never }
  expect(answer.ok, channel).toBe(true)
  return answer.value
}

/** One client with every kind of secret, each of them shown on the screen once. */
async function useEverything(keydocket: Keydocket): Promise<void> {
  const call = (channel: string, input: object) =>
    value(keydocket, channel as 'clients.create', input as never) as Promise<Record<string, never>>
  const { page } = keydocket
  const client = await call('clients.create', { name: canaries['client name'], email: canaries['e-mail'] })
  const account = await call('accounts.create', {
    clientId: client['id'],
    portalId: 'uscis',
    username: canaries['e-mail'],
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  const accountId = String(account['id'])
  const { pendingId } = await call('authenticators.readKey', { accountId, key: canaries['authenticator key'] })
  await call('authenticators.save', { pendingId })
  await call('backupCodes.record', { accountId, codes: [canaries['backup code']] })
  await call('accessCodes.record', { accountId, code: canaries['access code'], noticeOn: '2026-11-01' })
  await call('passcodes.record', { accountId, clientId: client['id'], form: 'G-28', code: canaries.passcode, issuedOn: '2026-11-01' })
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, accountId)
  const hidden = page.getByRole('button', { name: /^Show (?!next)/ })
  await expect(page.getByRole('button', { name: /^Show backup code/i })).toBeVisible()
  // Each becomes another button once its value is shown.
  for (let left = await hidden.count(); left > 0; left -= 1) {
    await hidden.first().click()
    await expect(hidden).toHaveCount(left - 1)
  }
  await expect(page.getByText(canaries['backup code'])).toBeVisible()
  await expect(page.getByText(canaries['access code'])).toBeVisible()
  await expect(page.getByText(canaries.passcode)).toBeVisible()
}

/** Every 32-byte key of the vault, as this process derives them from the passphrase. */
async function keysOf(dataFolder: string): Promise<Record<string, Buffer>> {
  const store = createVaultStore({
    folder: dataFolder,
    random: { bytes: (length) => Buffer.alloc(length) },
    clock: { now: () => Date.now(), monotonic: () => performance.now() } as never
  })
  const vault = await store.openWithPassphrase(passphrase)
  const key = vaultKeyOf(vault)
  const purposes = ['database', 'record', 'blind-index', 'header-mac', 'audit-mac'] as const
  return {
    'vault key': key.export(),
    ...Object.fromEntries(purposes.map((purpose) => [`${purpose} key`, vaultSubkeyBytes(key, vault.vaultId, purpose, vault.generation)]))
  }
}

test('after a lock no renderer holds anything of the firm, and main holds none of its keys', async ({ keydocket }) => {
  test.skip(process.platform !== 'linux', 'memory is read through /proc')
  test.skip(keydocket.host !== 'chromium-host', 'Playwright cannot go on with a page whose process Electron ended')
  const { page } = keydocket
  await firstRun(keydocket, { kitFile: join(mkdtempSync(join(tmpdir(), 'keydocket-e2e-')), 'kit.txt'), useKeychain: false })
  await useEverything(keydocket)

  const texts = new Map(Object.entries({ ...canaries, passphrase }).map(([name, text]) => [name, formsInMemory(text)]))
  const keys = await keysOf(keydocket.dataFolder)
  const ofMain = new Map<string, readonly Buffer[]>([
    ...texts,
    ...Object.entries(keys).map(([name, bytes]) => [name, [bytes]] as const),
    ...Object.entries(keys).map(([name, bytes]) => [`${name} in hex`, formsInMemory(bytes.toString('hex'))] as const)
  ])
  const inRenderers = () => rendererPids().map((pid) => ({ pid, found: countInMemory(pid, texts) }))
  const sum = (all: { found: Map<string, number> }[], name: string): number =>
    all.reduce((total, { found }) => total + (found.get(name) ?? 0), 0)

  const before = inRenderers()
  // Or finding nothing afterwards would say nothing.
  for (const name of Object.keys(canaries)) if (name !== 'authenticator key') expect(sum(before, name), name).toBeGreaterThan(0)
  const mainBefore = countInMemory(keydocket.mainPid, ofMain)
  expect(
    [...mainBefore]
      .filter(([name]) => name.endsWith(' key') && name !== 'authenticator key' && name !== 'header-mac key')
      .every(([, hits]) => hits > 0)
  ).toBe(true)
  const [holder] = before.filter(({ found }) => (found.get('client name') ?? 0) > 0).map(({ pid }) => pid)

  const startedAt = Date.now()
  await keydocket.power('suspend')
  await expect(page.getByRole('heading', { name: 'Keydocket is locked' })).toBeVisible()
  const tookMs = Date.now() - startedAt
  await expect.poll(() => rendererPids().includes(holder ?? 0)).toBe(false)
  const after = inRenderers()
  const hits = Object.fromEntries([...texts.keys()].map((name) => [name, sum(after, name)]))
  const countMain = () => Object.fromEntries(countInMemory(keydocket.mainPid, ofMain))
  // Freed within a second, see adapters/memory-release.ts.
  await expect.poll(() => countMain()['vault key']).toBe(0)
  const mainAfter = countMain()
  const folder = join(import.meta.dirname, '../../test-results/memory')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'after-lock.json'),
    `${JSON.stringify({ renderers: after.length, tookMs, hits, mainBefore: Object.fromEntries(mainBefore), mainAfter }, null, 2)}\n`
  )
  for (const bytes of Object.values(keys)) bytes.fill(0)
  const failed = Object.values(hits).filter((count) => count > 0).length
  const keysLeft = Object.entries(mainAfter).filter(([name, count]) => / key$/.test(name) && name !== 'authenticator key' && count > 0)
  recordSecurityCount({
    row: '25-pages',
    title: 'searches of every page process for a name or secret after a lock',
    count: after.length * texts.size,
    bar: 7,
    failed
  })
  recordSecurityCount({
    row: '25-main',
    title: "searches of main's process for a key of the vault after a lock",
    count: 6,
    bar: 6,
    failed: keysLeft.length
  })
  expect(hits).toEqual(Object.fromEntries([...texts.keys()].map((name) => [name, 0])))
  expect(keysLeft).toEqual([])

  // The window works on, in its new process, at the screen it was on.
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('Quetzalmemory', { exact: false }).first()).toBeVisible()
})

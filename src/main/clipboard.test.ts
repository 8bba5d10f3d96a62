/** Every kind of secret on the clipboard, through the whole core. */
import { afterAll, expect, test } from 'vitest'
import type { Policy } from './ports.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createMemoryClipboard, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, openVaultApp, retyped } from './testing/test-vault-life.ts'

const counts = { count: 0, failed: 0 }
function check(found: unknown, expected: unknown): void {
  counts.count += 1
  if (JSON.stringify(found) !== JSON.stringify(expected)) counts.failed += 1
  expect(found).toEqual(expected)
}
afterAll(() =>
  recordSecurityCount({
    row: '24',
    title:
      'copies of every kind of secret: cleared in time, on lock, sleep and quit, left alone when replaced, refused where codes are only shown',
    bar: 40,
    ...counts
  })
)

type Copy = () => Promise<unknown>

async function openWithSecrets(policy?: Policy) {
  const clock = createTestClock()
  const clipboard = createMemoryClipboard()
  const dataFolder = newDataFolder()
  const info = { version: '0.0.0', host: 'electron' as const, computerUser: 'tester', dataFolder }
  const { app, call } = await openVaultApp(dataFolder, { clock, clipboard, info, ...(policy ? { policy } : {}) })
  await call('vault.confirmKit', {
    groups: retyped(await call('vault.begin', { passphrase: firstPassphrase, memberName: 'Ana Paralegal', useKeychain: false }))
  })
  const client = await call('clients.create', { name: 'Okafor, Chidi' })
  const { id: accountId } = await call('accounts.create', {
    clientId: client.id,
    portalId: 'uscis',
    username: 'chidi@example.com',
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  const { pendingId } = await call('authenticators.readKey', { accountId, key: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })
  const { authenticatorId: id } = await call('authenticators.save', { pendingId })
  await call('backupCodes.record', { accountId, codes: ['BACKUP-1234'] })
  const backup = { id: (await call('backupCodes.list', { accountId })).sets[0]?.codes[0]?.id ?? '' }
  const access = { id: (await call('accessCodes.record', { accountId, code: 'ACCESS-1234', noticeOn: '2026-11-20' })).id }
  const passcode = {
    id: (await call('passcodes.record', { accountId, clientId: client.id, form: 'G-28', issuedOn: '2026-11-20', code: 'PASS-1234' })).id
  }
  const copies: Readonly<Record<string, Copy>> = {
    'verification code': () => call('authenticators.copyCode', { id }),
    'next verification code': () => call('authenticators.copyCode', { id, which: 'next' }),
    'backup code': () => call('backupCodes.copy', backup),
    'access code': () => call('accessCodes.copy', access),
    passcode: () => call('passcodes.copy', passcode)
  }
  const unlock = () => call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
  return { app, call, clock, clipboard, copies, unlock }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('each kind is cleared when its time is over, and left alone when something else was copied', async () => {
  const { app, call, clock, clipboard, copies } = await openWithSecrets()
  for (const seconds of [10, 30, 120]) {
    await call('settings.update', { clipboardSeconds: seconds })
    for (const copy of Object.values(copies)) {
      await copy()
      clock.advance(seconds * 1000 - 1)
      await settled()
      check(clipboard.content === '', false)
      await call('vault.touch', {})
      clock.advance(1)
      await settled()
      check(clipboard.content, '')
      await copy()
      clipboard.content = 'my own words'
      clock.advance(seconds * 1000)
      await settled()
      check(clipboard.content, 'my own words')
    }
  }
  await app.close()
})

test('each kind is cleared on lock, on sleep, by the automatic lock and on quitting', async () => {
  const { app, call, clock, clipboard, copies, unlock } = await openWithSecrets()
  await call('settings.update', { clipboardSeconds: 120, autoLockMinutes: 1 })
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    lock: () => call('vault.lock', {}),
    sleep: () => app.sleep(),
    // The deadline is over when the computer wakes up, before any timer fires.
    wake: async () => {
      clock.set(clock.now() + 3_600_000)
      app.wake()
      await expect.poll(() => call('vault.status', {}).then(({ state }) => state)).toBe('locked')
      await expect.poll(() => clipboard.content).toBe('')
    }
  }
  for (const end of Object.values(ways)) {
    for (const copy of Object.values(copies)) {
      await copy()
      await end()
      check(clipboard.content, '')
      await unlock()
    }
  }
  await copies['backup code']?.()
  await app.close()
  check(clipboard.content, '')
})

test('where codes are only shown nothing is copied, nothing written down as copied, and the policy overrules the firm', async () => {
  for (const policy of [undefined, { keychainSlot: 'allowed', clipboard: 'forbidden' } as const]) {
    const { app, call, clipboard, copies } = await openWithSecrets(policy)
    if (policy === undefined) await call('settings.update', { showOnly: true })
    else check((await call('settings.update', { showOnly: false })).showOnly, true)
    check((await call('settings.get', {})).showOnly, true)
    check((await call('vault.status', {})).clipboardPolicy, policy === undefined ? 'allowed' : 'forbidden')
    for (const copy of Object.values(copies)) {
      check(await copy().catch((error: Error) => error.message), 'clipboard.show-only')
      check(clipboard.content, '')
    }
    check((await call('audit.list', {})).rows.filter(({ event }) => event.endsWith('.copied')).length, 0)
    await app.close()
  }
})

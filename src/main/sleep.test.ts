/** What the computer's sleep means for the automatic lock and the clock, through the whole core. */
import { expect, test } from 'vitest'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, openVaultApp, retyped } from './testing/test-vault-life.ts'

const hour = 3_600_000

test('after any sleep the vault is locked at once, whether the system tells of it or not, and sleep is no change of the clock', async () => {
  let count = 0
  for (const isTold of [true, false]) {
    for (const asleepMs of [hour, 12 * hour, 24 * hour, 72 * hour]) {
      const clock = createTestClock()
      const dataFolder = newDataFolder()
      const info = { version: '0.0.0', host: 'electron' as const, computerUser: 'tester', dataFolder }
      const { app, call } = await openVaultApp(dataFolder, { clock, info })
      await call('vault.confirmKit', {
        groups: retyped(await call('vault.begin', { passphrase: firstPassphrase, memberName: 'Ana Paralegal', useKeychain: false }))
      })
      if (isTold) await app.sleep()
      // The monotonic clock of Linux stands still while the computer sleeps, and so do timers.
      clock.set(clock.now() + asleepMs)
      app.wake()
      // No call gets through from here on, without any timer having fired.
      expect(await app.invoke('clients.list', {})).toMatchObject({ ok: false, error: { code: 'vault.locked' } })
      await call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
      expect(await call('clock.state', {})).toMatchObject({ changed: null, behindSeconds: null })
      expect((await call('audit.list', {})).rows.filter(({ event }) => event === 'clock.changed')).toEqual([])
      await app.close()
      count += 1
    }
  }
  recordSecurityCount({
    row: '22-sleep',
    title: 'sleeps of 1 h to 3 days, told or not: locked at once, no jump of the clock',
    count,
    bar: 8,
    failed: 0
  })
})

test('a clock set while the vault is locked is known at the next opening', async () => {
  const clock = createTestClock()
  const dataFolder = newDataFolder()
  const info = { version: '0.0.0', host: 'electron' as const, computerUser: 'tester', dataFolder }
  const { app, call } = await openVaultApp(dataFolder, { clock, info })
  await call('vault.confirmKit', {
    groups: retyped(await call('vault.begin', { passphrase: firstPassphrase, memberName: 'Ana Paralegal', useKeychain: false }))
  })
  await call('vault.lock', {})
  clock.set(clock.now() + 30_000)
  clock.advance(5_000)
  await call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
  expect(await call('clock.state', {})).toMatchObject({ changed: { bySeconds: 30 } })
  const rows = (await call('audit.list', {})).rows.filter(({ event }) => event === 'clock.changed')
  expect(rows.map(({ details }) => details)).toEqual([{ bySeconds: 30, noticed: 'running' }])
  await app.close()
})

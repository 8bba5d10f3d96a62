/** What main's process holds of the vault's keys after a lock, read from outside it. The window's part: e2e/specs/memory.spec.ts. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countInMemory } from './testing/process-memory.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase } from './testing/test-vault-life.ts'
import { vaultSubkeyBytes } from './vault/key-schedule.ts'
import { vaultKeyOf } from './vault/open-vault.ts'
import { createVaultStore } from './vault/vault-store.ts'

/** The 32-byte keys of the vault, as this process derives them from the passphrase. */
async function keysOf(folder: string): Promise<Map<string, Buffer[]>> {
  const store = createVaultStore({ folder, random: { bytes: (length) => Buffer.alloc(length) }, clock: createTestClock() })
  const vault = await store.openWithPassphrase(firstPassphrase)
  const key = vaultKeyOf(vault)
  const purposes = ['database', 'record', 'blind-index', 'audit-mac'] as const
  return new Map([
    ['vault', [key.export()]],
    ...purposes.map((purpose) => [purpose, [vaultSubkeyBytes(key, vault.vaultId, purpose, vault.generation)]] as [string, Buffer[]])
  ])
}

test.skipIf(process.platform !== 'linux')('a second after a lock main holds no key of the vault', { timeout: 60_000 }, async () => {
  const folder = newDataFolder()
  const core: ChildProcess = fork(join(import.meta.dirname, 'testing/locked-process.ts'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  try {
    await once(core, 'message')
    const keys = await keysOf(folder)
    const held = () => Object.fromEntries(countInMemory(core.pid ?? 0, keys))
    // Or finding nothing afterwards would say nothing.
    for (const [name, hits] of Object.entries(held())) expect(hits, name).toBeGreaterThan(0)
    core.send('lock')
    await once(core, 'message')
    const none = Object.fromEntries([...keys.keys()].map((name) => [name, 0]))
    await expect.poll(held, { timeout: 5_000 }).toEqual(none)
    recordSecurityCount({
      row: '25',
      title: "searches of main's process for a key of the vault after a lock",
      count: keys.size,
      bar: 5,
      failed: 0
    })
  } finally {
    core.kill('SIGKILL')
  }
})

/** A core that is used and then locked, for memory.test.ts to look at from outside: node locked-process.ts FOLDER. Tells its parent `open` and `locked`. */
import { createMemoryRelease } from '../adapters/memory-release.ts'
import { createSystemClock } from '../adapters/system-clock.ts'
import { makeVault, openVaultApp, secretsOf } from './test-vault-life.ts'

const app = await openVaultApp(process.argv[2] ?? '', { clock: createSystemClock(), releaseMemory: createMemoryRelease() })
await makeVault(app)
await secretsOf(app)
process.on('message', async () => {
  await app.call('vault.lock', {})
  process.send?.('locked')
})
process.send?.('open')

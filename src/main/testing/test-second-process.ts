/** A process that opens a vault, adds a few clients and ends. Arguments: folder, recovery kit, a name. Prints how the opening came out, then each client answered. */
import { writeSync } from 'node:fs'
import { createMemoryKeyStore } from './test-ports.ts'
import { openVaultApp } from './test-vault-life.ts'

const [folder = '', kit = '', name = ''] = process.argv.slice(2)
const { app } = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
const opened = await app.invoke('vault.unlockWithKit', { kit })
writeSync(1, `${opened.ok ? 'open' : opened.error.code}\n`)
if (opened.ok) {
  for (let index = 0; index < 5; index += 1) {
    const answer = await app.invoke('clients.create', { name: `${name} ${index}` })
    if (answer.ok) writeSync(1, `${name} ${index}\n`)
  }
}
await app.close()

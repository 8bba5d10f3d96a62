/** A process that becomes another user and opens a vault. Arguments: folder, user id, recovery kit. Prints how that came out: an error's code, or `open`. */
import { writeSync } from 'node:fs'
import { createMemoryKeyStore } from './test-ports.ts'
import { openVaultApp } from './test-vault-life.ts'

const [folder = '', user = '', kit = ''] = process.argv.slice(2)
// Loaded before the change of user, who may not be able to read the program.
await import('../firm.ts')
process.setgroups?.([])
process.setgid?.(Number(user))
process.setuid?.(Number(user))
const { app } = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
const answer = await app.invoke('vault.unlockWithKit', { kit })
writeSync(1, answer.ok ? 'open' : answer.error.code)
await app.close()

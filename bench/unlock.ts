import { randomBytes } from 'node:crypto'
import type { App } from '../src/main/app.ts'
import { defaultDerivation, deriveFromPassphrase, saltBytes } from '../src/main/vault/key-derivation.ts'
import { amounts, passphrase } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

/** From the passphrase to the first possible call, against the key derivation by itself. Locking lies outside the measured time. */
export async function measureUnlock(app: App): Promise<Measured[]> {
  const salt = randomBytes(saltBytes)
  const step = async (channel: string, input: unknown) => {
    const answer = await app.invoke(channel, input)
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
  }
  let unlocking = 0
  const ours = async () => {
    await step('vault.lock', {})
    const start = performance.now()
    await step('vault.unlockWithPassphrase', { passphrase })
    unlocking = performance.now() - start
  }
  const times: number[] = []
  const { bare } = await alternate(
    9,
    async () => {
      await ours()
      times.push(unlocking)
    },
    () => deriveFromPassphrase(passphrase, { name: 'argon2id', ...defaultDerivation, salt })
  )
  const sorted = times.slice(1).sort((a, b) => a - b)
  return [
    {
      subject: `unlock with the passphrase, ${amounts.accounts.toLocaleString('en-US')} accounts`,
      against: 'Argon2id alone, 64 MiB, 3 passes, 4 lanes',
      ours: sorted[sorted.length >> 1] as number,
      bare,
      goal: { kind: 'extra', most: 100 }
    }
  ]
}

/** Row 20 of the counted security tests: what is left when something is lost. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSystemRandom } from './adapters/system-random.ts'
import { wordError } from './cli/error-text.ts'
import { AppError, isAppError } from './errors.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createMemoryKeyStore, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { firstPassphrase, makeVault, openVaultApp, secretsOf } from './testing/test-vault-life.ts'
import { createVaultStore } from './vault/vault-store.ts'

const folder = newDataFolder()
let kit = ''
let secrets: Record<string, string[]> = {}
let tried = 0
let failed = 0
beforeAll(async () => {
  const firm = await openVaultApp(folder)
  kit = await makeVault(firm, { clients: 2, useKeychain: true })
  secrets = await secretsOf(firm)
  await firm.app.close()
})
afterAll(() => recordSecurityCount({ row: '20', title: 'recovery', count: tried, bar: 64 * 31 + 3, failed }))

/** The data folder carried to a computer that has never seen it, with a keychain that knows nothing. */
async function onCleanComputer() {
  const elsewhere = join(newDataFolder(), 'carried')
  mkdirSync(elsewhere)
  cpSync(folder, elsewhere, { recursive: true })
  return openVaultApp(elsewhere, { keyStore: createMemoryKeyStore() })
}

test('kit alone and passphrase alone open everything on a clean computer', async () => {
  for (const open of [
    (firm: Awaited<ReturnType<typeof onCleanComputer>>) => firm.call('vault.unlockWithKit', { kit }),
    (firm: Awaited<ReturnType<typeof onCleanComputer>>) => firm.call('vault.unlockWithPassphrase', { passphrase: firstPassphrase })
  ]) {
    tried += 1
    const firm = await onCleanComputer()
    await expect(firm.call('vault.unlockWithKeychain', {})).rejects.toThrow('vault.keychain-unusable')
    await open(firm)
    expect(await secretsOf(firm)).toEqual(secrets)
    await firm.app.close()
  }
})

test('each of the 1,984 single wrong characters of a kit is caught, and its group named', async () => {
  const store = createVaultStore({ folder, random: createSystemRandom(), clock: createTestClock() })
  const groups = kit.split(' ')
  for (const [index, group] of groups.entries()) {
    for (let at = 0; at < group.length; at++) {
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (other === group[at]) continue
        tried += 1
        const typed = groups.map((one, place) => (place === index ? one.slice(0, at) + other + one.slice(at + 1) : one)).join(' ')
        const error = await store.openWithKit(typed).catch((problem: unknown) => problem)
        const isNamed = isAppError(error, 'vault.wrong-kit') && error.params.groups.join() === String(index + 1)
        if (!isNamed) failed += 1
      }
    }
  }
  expect([tried >= 64 * 31, failed]).toEqual([true, 0])
})

test('with everything lost it is said plainly, and nothing is made anew over the vault', async () => {
  tried += 1
  const firm = await onCleanComputer()
  const other = await openVaultApp(newDataFolder())
  const otherKit = await makeVault(other, { clients: 0 })
  await other.app.close()
  await expect(firm.call('vault.unlockWithKit', { kit: otherKit })).rejects.toThrow('vault.wrong-kit')
  await expect(firm.call('vault.unlockWithPassphrase', { passphrase: 'a guess at the passphrase' })).rejects.toThrow(
    'vault.wrong-passphrase'
  )
  await expect(firm.call('vault.begin', { passphrase: firstPassphrase, memberName: 'Ana', useKeychain: false })).rejects.toThrow(
    'vault.already-exists'
  )
  expect(wordError(new AppError('vault.wrong-kit', { groups: [] }).toWire()).message).toBe(
    'this recovery kit belongs to another vault, or was replaced by a newer kit'
  )
  expect((await firm.call('vault.status', {})).state).toBe('locked')
  await firm.app.close()
})

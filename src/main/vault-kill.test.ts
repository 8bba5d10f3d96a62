/** kill -9 before every step on the disk of each change to a vault: the old vault opens or the new one, with every secret in it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSystemRandom } from './adapters/system-random.ts'
import { databaseFileName } from './db/database-files.ts'
import { closeReading, openReading } from './db/open.ts'
import { dyingEnvironment, killsFor, spread } from './testing/kill-shares.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import type { VaultChangeName } from './testing/test-dying-vault.ts'
import { createMemoryKeyStore, createTestClock, newDataFolder } from './testing/test-ports.ts'
import { addClient, firstPassphrase, makeVault, openVaultApp, secondPassphrase, secretsOf } from './testing/test-vault-life.ts'
import { createVaultStore } from './vault/vault-store.ts'

const base = newDataFolder()
let oldKit = ''
/** A backup of the vault, made before its last client. */
let backup = ''
/** What a restore of it brings back. */
let secretsInBackup: Record<string, string[]> = {}
/** First page of a table without rows. */
let spareRoot = 0
let secrets: Record<string, string[]> = {}
beforeAll(async () => {
  const firm = await openVaultApp(base, { keyStore: createMemoryKeyStore(false) })
  oldKit = await makeVault(firm, { clients: 1 })
  secretsInBackup = await secretsOf(firm)
  backup = join(base, 'backups', (await firm.call('backup.create', {})).name)
  await addClient(firm.call, 'Client 1')
  secrets = await secretsOf(firm)
  await firm.app.close()
  const store = createVaultStore({ folder: base, random: createSystemRandom(), clock: createTestClock() })
  const vault = await store.openWithKit(oldKit)
  const file = join(base, databaseFileName)
  const database = openReading(file, vault.databaseKeyHex())
  spareRoot = database.prepare("select rootpage from sqlite_schema where name = 'contacts'").pluck().get() as number
  closeReading(database, file)
  vault.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Lets a process change a copy of the vault and die before step `killAt`; 0 lets it live. */
async function changeAndDie(name: VaultChangeName, killAt: number) {
  const folder = newDataFolder()
  cpSync(base, folder, { recursive: true })
  if (name === 'salvage') spoilPage(folder)
  const program = join(import.meta.dirname, 'testing', 'test-dying-vault.ts')
  const child = spawn(process.execPath, [program, folder, name, String(killAt), oldKit, backup], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: dyingEnvironment()
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code, signal] = await once(child, 'close')
  const [newKit = '', done = ''] = output.split('\n')
  return { folder, newKit, steps: Number(/done after (\d+)/.exec(done)?.[1] ?? 0), ended: signal ?? code }
}

async function opens(folder: string, how: { kit: string } | { passphrase: string }): Promise<boolean> {
  const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
  try {
    if ('kit' in how) await firm.call('vault.unlockWithKit', how)
    else await firm.call('vault.unlockWithPassphrase', how)
    return true
  } catch (error) {
    if (/^vault\.wrong-/.test((error as Error).message)) return false
    throw error
  } finally {
    await firm.app.close()
  }
}

/** What is wrong with what a killed process left; empty when nothing is. */
const faultsAfter: Record<VaultChangeName, (folder: string, newKit: string) => Promise<string[]>> = {
  async rotation(folder, newKit) {
    const { generation } = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8'))
    const [kit, other] = generation === 1 ? [oldKit, newKit] : [newKit, oldKit]
    if (await opens(folder, { kit: other })) return ['both kits open the vault']
    const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
    await firm.call('vault.unlockWithKit', { kit })
    const found = await secretsOf(firm)
    const noted = (await firm.call('audit.list', { limit: 200 })).rows.filter(({ event }) => event === 'vault.keys-replaced').length
    await firm.app.close()
    const left = readdirSync(folder).filter((name) => name.startsWith('keydocket'))
    const expected = generation === 1 ? 'keydocket.db' : `keydocket.g${generation}.db`
    return [
      ...(JSON.stringify(found) === JSON.stringify(secrets) ? [] : ['secrets are lost']),
      ...(noted === generation - 1 ? [] : [`written down ${noted} times in generation ${generation}`]),
      ...(left.join() === expected ? [] : [`files left: ${left.join()}`])
    ]
  },
  async passphrase(folder) {
    const ways = [await opens(folder, { passphrase: firstPassphrase }), await opens(folder, { passphrase: secondPassphrase })]
    return ways.filter(Boolean).length === 1 && (await opens(folder, { kit: oldKit })) ? [] : [`passphrases that open: ${ways.join()}`]
  },
  async kit(folder, newKit) {
    const ways = [await opens(folder, { kit: oldKit }), await opens(folder, { kit: newKit })]
    return ways.filter(Boolean).length === 1 ? [] : [`kits that open: ${ways.join()}`]
  },
  async backup(folder) {
    const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
    await firm.call('vault.unlockWithKit', { kit: oldKit })
    const isSame = JSON.stringify(await secretsOf(firm)) === JSON.stringify(secrets)
    const place = join(folder, 'backups')
    const named = readdirSync(place).filter((name) => name.endsWith('.keydocket-backup'))
    const whole = (await firm.call('backup.status', {})).backups.filter(({ isVerified }) => isVerified)
    const drilled = await firm.call('backup.drill', {})
    await firm.app.close()
    return [
      ...(isSame ? [] : ['secrets are lost']),
      ...(named.length === whole.length && named.length > 0 ? [] : [`${named.length} files, ${whole.length} whole`]),
      ...(drilled.opened === drilled.backup.secrets ? [] : ['the newest does not open'])
    ]
  },
  async restore(folder) {
    const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
    await firm.call('vault.unlockWithKit', { kit: oldKit })
    const found = JSON.stringify(await secretsOf(firm))
    const told = (await firm.call('audit.list', { limit: 200 })).rows.filter(({ event }) => event === 'backup.restored').length
    const checked = await firm.call('audit.verify', {})
    await firm.app.close()
    const isNew = told === 1
    const aside = readdirSync(folder).filter((name) => name.startsWith('before-restore-'))
    const faults = [
      ...(found === JSON.stringify(isNew ? secretsInBackup : secrets) ? [] : ['neither the old nor the restored secrets']),
      ...(told <= 1 && checked.status === 'ok' ? [] : [`told ${told} times, record ${checked.status}`]),
      ...(aside.length === told ? [] : [`moved aside: ${aside.join()}`])
    ]
    if (isNew && aside[0] !== undefined) {
      const before = await openVaultApp(join(folder, aside[0]), { keyStore: createMemoryKeyStore(false) })
      await before.call('vault.unlockWithKit', { kit: oldKit })
      if (JSON.stringify(await secretsOf(before)) !== JSON.stringify(secrets)) faults.push('what was moved aside is not whole')
      await before.app.close()
    }
    return faults
  },
  async salvage(folder) {
    const firm = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
    await firm.call('vault.unlockWithKit', { kit: oldKit })
    const isDamaged = (await firm.call('vault.check', { whole: true })).damaged !== null
    if (isDamaged) await firm.call('vault.salvage', {})
    const found = await secretsOf(firm)
    const verified = await firm.call('audit.verify', {})
    await firm.app.close()
    const left = readdirSync(folder).filter((name) => name.startsWith('keydocket'))
    return [
      ...(JSON.stringify(found) === JSON.stringify(secrets) ? [] : ['secrets are lost']),
      ...(verified.status === 'ok' ? [] : [`the record does not hold: ${verified.problem?.kind}`]),
      ...(/^keydocket\.damaged-[0-9T-]+\.db,keydocket\.db$/.test(left.join()) ? [] : [`files left: ${left.join()}`])
    ]
  }
}

/** Overwrites a page that opening does not need. */
function spoilPage(folder: string): void {
  const file = join(folder, databaseFileName)
  const bytes = readFileSync(file)
  bytes.fill(0x5a, (spareRoot - 1) * 4096, spareRoot * 4096)
  writeFileSync(file, bytes)
}

/** The change, and how many kills still meet each part of it. */
test.each<[VaultChangeName, number]>([
  ['rotation', 10],
  ['passphrase', 4],
  ['kit', 4],
  ['backup', 6],
  ['restore', 7],
  ['salvage', 6]
])(
  '%s: nothing is lost, whichever step the process dies before',
  async (name, few) => {
    const whole = await changeAndDie(name, 0)
    expect([whole.ended, await faultsAfter[name](whole.folder, whole.newKit)]).toEqual([0, []])
    expect(whole.steps).toBeGreaterThan(7)
    const faults: string[] = []
    let kills = 0
    const waiting = spread(whole.steps, killsFor(name, few))
    const wanted = waiting.length
    const work = async (): Promise<void> => {
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
        const died = await changeAndDie(name, at)
        if (died.ended === 'SIGKILL') kills += 1
        else faults.push(`step ${at}: ended with ${died.ended}`)
        faults.push(...(await faultsAfter[name](died.folder, died.newKit)).map((fault) => `step ${at}: ${fault}`))
        rmSync(died.folder, { recursive: true, force: true })
      }
    }
    await Promise.all([work(), work()])
    rmSync(whole.folder, { recursive: true, force: true })
    expect(faults).toEqual([])
    process.stdout.write(`${name}: ${kills} kills over ${whole.steps} steps, 0 lost\n`)
    recordSecurityCount({
      row: `15-${name}`,
      title: `kill -9 before each step of: ${name}`,
      count: kills,
      bar: wanted,
      failed: faults.length
    })
  },
  900_000
)

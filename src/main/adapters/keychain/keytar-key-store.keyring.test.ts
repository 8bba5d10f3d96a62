import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { KeychainProblem } from '#contract'
import { createVaultService } from '../../features/vault/service.ts'
import type { VaultSession } from '../../features/vault/session.ts'
import type { KeyStore } from '../../ports.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { createListLog, createTestClock } from '../../testing/test-ports.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { createVaultStore } from '../../vault/vault-store.ts'
import { createSystemRandom } from '../system-random.ts'
import { forkKeychainProcess } from './fork-keychain-process.ts'
import { createKeytarKeyStore } from './keytar-key-store.ts'

/**
 * A real gnome-keyring in every state it is met in, once at first run and once with a vault that has a keychain slot. Each test gets a
 * keyring and a bus of its own through scripts/with-keyring.sh, so it can stop, lock or empty it; the user's keyring is never touched.
 */

const withKeyring = fileURLToPath(new URL('../../../../scripts/with-keyring.sh', import.meta.url))
const keychainProcess = fileURLToPath(new URL('./keychain-process.ts', import.meta.url))
const passphrase = 'purple tractor nine lemons'
const longestStallMs = 100

interface Keyring {
  readonly busAddress: string
  readonly daemonPid: number
  end(): Promise<void>
}

/** Starts a keyring, or answers in words why there is none here. */
async function startKeyring(): Promise<Keyring | string> {
  if (process.platform !== 'linux') return 'gnome-keyring is a Linux keychain'
  const script = 'echo "$DBUS_SESSION_BUS_ADDRESS"; echo "$KEYDOCKET_TEST_KEYRING_PID"; cat'
  const runner = spawn(withKeyring, ['sh', '-c', script], { stdio: ['pipe', 'pipe', 'pipe'] })
  const exited = once(runner, 'exit')
  const [output, complaints] = [linesOf(runner.stdout, 2), linesOf(runner.stderr, Number.POSITIVE_INFINITY)]
  const lines = await output
  if (lines.length < 2) {
    const [code] = await exited
    const reason = (await complaints).join(' ')
    if (code === 69) return reason
    throw new Error(`no keyring: ${reason}`)
  }
  return {
    busAddress: lines[0] as string,
    daemonPid: Number(lines[1]),
    async end() {
      runner.stdin.end()
      await exited
    }
  }
}

/** The first lines of a stream, fewer when it ends before. */
async function linesOf(stream: NonNullable<ChildProcess['stdout']>, count: number): Promise<string[]> {
  let text = ''
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    if (text.split('\n').length > count) break
  }
  return text.split('\n').slice(0, -1)
}

let folder: string
let keyring: Keyring
beforeEach(async ({ skip }) => {
  const started = await startKeyring()
  if (typeof started === 'string') skip(started)
  else keyring = started
  folder = mkdtempSync(join(tmpdir(), 'keydocket-keyring-'))
})
afterEach(async () => {
  await keyring.end()
  rmSync(folder, { recursive: true, force: true })
})

interface Surroundings {
  readonly module?: string
  readonly busAddress?: string
  readonly timeoutMs?: number
}

/** A key store on this test's keyring that also tells what was asked of it. */
function connect({ module = keychainProcess, busAddress = keyring.busAddress, timeoutMs = 15_000 }: Surroundings = {}) {
  const asked: string[] = []
  const environment = { ...process.env, DBUS_SESSION_BUS_ADDRESS: busAddress, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }
  const keyStore = createKeytarKeyStore({
    timeoutMs,
    service: 'Keydocket test',
    spawn: () => {
      const child = forkKeychainProcess(module, environment)
      return {
        ...child,
        send: (request) => {
          asked.push(request.op)
          child.send(request)
        }
      }
    }
  })
  onTestFinished(() => keyStore.close())
  return { keyStore, asked }
}

/** The vault feature on a folder, with a firm that has no database. */
function startVault(keyStore: KeyStore, dataFolder: string) {
  let vault: OpenVault | null = null
  const session: VaultSession = {
    state: () => (vault === null ? 'closed' : 'open'),
    async openFirm(opened) {
      vault = opened
    },
    async closeFirm() {
      vault?.close()
      vault = null
    },
    memberName: () => 'Ana',
    isReadOnly: () => false,
    findDamage: async () => null,
    async leaveFirm() {},
    watchKeys() {},
    salvage: async () => ({ rowsKept: 0, rowsLost: 0, keptAs: '' }),
    async record() {},
    async rotateFirm({ commit }) {
      await commit()
      return 0
    }
  }
  return createVaultService({
    store: createVaultStore({ folder: dataFolder, random: createSystemRandom(), clock: createTestClock() }),
    clock: createTestClock(),
    policy: { keychainSlot: 'allowed' },
    emit: () => undefined,
    keyStore,
    session,
    log: createListLog(),
    fileSaver: { saveText: async () => true }
  })
}
type Vault = ReturnType<typeof startVault>

async function prepare(vault: Vault): Promise<[string, string]> {
  const { groups, confirm } = await vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })
  return [groups[confirm[0] - 1] as string, groups[confirm[1] - 1] as string]
}

/** Longest time for which this process did nothing else while `work` ran. */
/**
 * How long work kept this process from answering, beyond what the computer keeps any process from it: a bare process that only waits runs beside it
 * at the same time, so that a busy computer does not count. Ms.
 */
async function longestStall(work: () => Promise<void>): Promise<number> {
  const bare = spawn(process.execPath, ['-e', bareLoop], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(bare.stdout, 'data')
  const measured = once(bare.stdout, 'data')
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  try {
    await work()
  } finally {
    delay.disable()
    bare.stdin.end('end')
  }
  return Math.max(0, delay.max / 1e6 - Number(String((await measured)[0])))
}

/** Says that it runs, and when its input ends the longest delay it saw, in ms. */
const bareLoop = `
  const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  process.stdin.resume().on('end', () => process.stdout.write(String(delay.max / 1e6)))
  setTimeout(() => (delay.reset(), process.stdout.write('runs')), 50)`

interface State {
  readonly name: string
  /** Brings the state about, given the entry of the existing vault, and says how to connect to the keychain from then on. */
  enter(entry: { name: string; value: string }, healthy: KeyStore): Promise<Surroundings>
  /** Why the existing vault does not open with the keychain; null when it does. */
  readonly problem: KeychainProblem | null
  /** Whether the entry of the existing vault must still be what it was. */
  readonly entryStays: boolean
  readonly firstRunGetsSlot: boolean
}

const states: readonly State[] = [
  { name: 'healthy', enter: async () => ({}), problem: null, entryStays: true, firstRunGetsSlot: true },
  {
    name: 'emptied',
    async enter({ name }, healthy) {
      await healthy.delete(name)
      return {}
    },
    problem: 'locked-or-empty',
    entryStays: false,
    firstRunGetsSlot: true
  },
  {
    name: 'holding a wrong value',
    async enter({ name, value }, healthy) {
      await healthy.set(name, `${value.slice(0, -43)}${'A'.repeat(43)}`)
      return {}
    },
    problem: 'wrong-value',
    entryStays: false,
    firstRunGetsSlot: true
  },
  {
    name: 'locked',
    async enter() {
      const object = 'array:objpath:/org/freedesktop/secrets/collection/login'
      const call = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
      execFileSync('dbus-send', [...call, 'org.freedesktop.Secret.Service.Lock', object], {
        env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: keyring.busAddress },
        stdio: 'ignore'
      })
      return {}
    },
    problem: 'locked-or-empty',
    entryStays: true,
    firstRunGetsSlot: false
  },
  {
    name: 'absent: no session bus',
    enter: async () => ({ busAddress: `unix:path=${join(folder, 'no-bus-here')}` }),
    problem: 'no-service',
    entryStays: true,
    firstRunGetsSlot: false
  },
  {
    name: 'hung',
    async enter() {
      process.kill(keyring.daemonPid, 'SIGSTOP')
      return { timeoutMs: 1_500 }
    },
    problem: 'timed-out',
    entryStays: true,
    firstRunGetsSlot: false
  },
  {
    name: 'crashing its process',
    async enter() {
      const module = join(folder, 'crash.mjs')
      writeFileSync(module, "process.on('message', () => process.kill(process.pid, 'SIGSEGV'))\n")
      return { module }
    },
    problem: 'crashed',
    entryStays: true,
    firstRunGetsSlot: false
  },
  {
    name: 'not installed',
    async enter() {
      // The same program where no package can be found.
      const module = join(folder, 'keychain', 'keychain-process.mts')
      for (const part of ['keychain', 'separate-process']) mkdirSync(join(folder, part), { recursive: true })
      copyFileSync(keychainProcess, module)
      copyFileSync(join(dirname(keychainProcess), '../separate-process/parent.ts'), join(folder, 'separate-process', 'parent.ts'))
      return { module }
    },
    problem: 'not-installed',
    entryStays: true,
    firstRunGetsSlot: false
  }
]

/** A vault with a keychain slot, made on the healthy keyring, then locked. */
async function existingVault() {
  const { keyStore } = connect()
  const dataFolder = join(folder, 'existing')
  const vault = startVault(keyStore, dataFolder)
  expect(await vault.confirmKit({ groups: await prepare(vault) })).toMatchObject({ state: 'open', keychainSlot: true })
  await vault.lock('by-hand')
  const file = join(dataFolder, 'vault.json')
  const { vaultId } = JSON.parse(readFileSync(file, 'utf8')) as { vaultId: string }
  const answer = await keyStore.get(vaultId)
  if (!answer.ok) throw new Error('the keyring does not keep what it was given')
  return { keyStore, dataFolder, file, entry: { name: vaultId, value: answer.value } }
}

describe('a keyring', () => {
  it('keeps, gives back and forgets entries, and is found to be there', async () => {
    const { keyStore } = connect()
    expect(await keyStore.available()).toBe(true)
    expect(await keyStore.get('entry')).toEqual({ ok: false, problem: 'locked-or-empty' })
    expect(await keyStore.set('entry', 'value')).toEqual({ ok: true, value: null })
    expect(await keyStore.set('entry', 'another')).toEqual({ ok: true, value: null })
    expect(await keyStore.get('entry')).toEqual({ ok: true, value: 'another' })
    expect(await keyStore.delete('entry')).toEqual({ ok: true, value: null })
    expect(await keyStore.get('entry')).toEqual({ ok: false, problem: 'locked-or-empty' })
  })
})

const counts = { tried: 0, held: 0 }
afterAll(() => {
  // Where there is no keyring there is no figure either.
  if (counts.tried === 0) return
  recordSecurityCount({
    row: '19',
    title: 'states of a real keyring, with an existing vault and at first run',
    count: counts.tried,
    bar: 2 * states.length,
    failed: counts.tried - counts.held
  })
})

describe.each(states)('a keyring that is $name', (state) => {
  it('never gets a key minted over an existing vault, and leaves its other ways in', async () => {
    counts.tried += 1
    const { keyStore: healthy, dataFolder, file, entry } = await existingVault()
    const before = readFileSync(file)
    const { keyStore, asked } = connect(await state.enter(entry, healthy))
    const vault = startVault(keyStore, dataFolder)
    let outcome = ''
    const stall = await longestStall(async () => {
      outcome = await vault.unlockWithKeychain().then(
        (status) => status.state,
        (error) => `${error.code} ${error.params.reason}`
      )
    })
    expect(outcome).toBe(state.problem === null ? 'open' : `vault.keychain-unusable ${state.problem}`)
    expect(stall).toBeLessThan(longestStallMs)

    if (state.problem !== null) expect(await vault.unlockWithPassphrase({ passphrase })).toMatchObject({ state: 'open' })
    await expect(vault.begin({ passphrase, memberName: 'Ana', useKeychain: true })).rejects.toThrow('vault.already-exists')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(asked).not.toContain('set')

    if (state.entryStays) {
      // Asking for the slot again must not replace an entry that cannot be read just now.
      const again = await longestStall(async () => void (await vault.setKeychainSlot({ enabled: true }).catch(() => {})))
      expect(again).toBeLessThan(longestStallMs)
      expect(readFileSync(file).equals(before)).toBe(true)
      if (state.name === 'hung') process.kill(keyring.daemonPid, 'SIGCONT')
      if (state.name !== 'locked') expect(await healthy.get(entry.name)).toEqual({ ok: true, value: entry.value })
    } else {
      expect(await vault.setKeychainSlot({ enabled: true })).toMatchObject({ keychainSlot: true })
      await vault.lock('by-hand')
      expect(await vault.unlockWithKeychain()).toMatchObject({ state: 'open' })
    }
    counts.held += 1
  })

  it('does not stand in the way of a first run', async () => {
    counts.tried += 1
    const { keyStore: healthy, entry } = await existingVault()
    const { keyStore } = connect(await state.enter(entry, healthy))
    const dataFolder = join(folder, 'first-run')
    mkdirSync(dataFolder)
    const vault = startVault(keyStore, dataFolder)
    const groups = await prepare(vault)
    let slot: boolean | null = null
    const stall = await longestStall(async () => {
      slot = (await vault.confirmKit({ groups })).keychainSlot
    })
    expect(slot).toBe(state.firstRunGetsSlot)
    expect(stall).toBeLessThan(longestStallMs)
    await vault.lock('by-hand')
    expect(await vault.unlockWithPassphrase({ passphrase })).toMatchObject({ state: 'open' })
    if (state.name === 'hung') process.kill(keyring.daemonPid, 'SIGCONT')
    counts.held += 1
  })
})

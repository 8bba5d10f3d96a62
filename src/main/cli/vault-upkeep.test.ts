/** Passphrase, kit and keys from the command line, each command a process of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bundledCommandLine } from '../testing/made-before.ts'

const home = mkdtempSync(join(tmpdir(), 'keydocket-upkeep-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const file = (name: string): string => join(home, name)

function run(...args: readonly string[]): Promise<{ exitCode: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [bundledCommandLine, ...args, '--data-dir', file('data'), '--json'], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, DBUS_SESSION_BUS_ADDRESS: `unix:path=${file('no-bus')}` },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const parts = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.err += text))
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, ...parts })))
}
async function answer<T>(...args: string[]): Promise<T> {
  const outcome = await run(...args)
  expect([args.join(' '), outcome.exitCode, outcome.err]).toEqual([args.join(' '), 0, ''])
  return JSON.parse(outcome.out) as T
}
const failed = async (...args: string[]) => {
  const { exitCode, out, err } = await run(...args)
  return [exitCode, out, JSON.parse(err.trim().split('\n').at(-1) ?? '').error.code]
}

it('changes the passphrase, renews the kit and replaces the keys; nothing old opens the vault afterwards', async () => {
  const passphrases = ['tangled orchard velvet quarry 48', 'nine violet lanterns by the quay', 'eleven copper kettles sing softly']
  for (const [index, text] of passphrases.entries()) writeFileSync(file(`p${index}`), text, { mode: 0o600 })
  const by = (index: number) => ['--passphrase-file', file(`p${index}`)]
  await run('init', '--kit-file', file('kit0'), ...by(0))
  await answer('client', 'add', '--name', 'Garcia Lopez, Maria', ...by(0))

  expect(await failed('vault', 'passphrase', 'change', ...by(1), '--new-passphrase-file', file('p1'))).toEqual([
    5,
    '',
    'vault.wrong-passphrase'
  ])
  expect(await answer('vault', 'passphrase', 'change', ...by(0), '--new-passphrase-file', file('p1'))).toEqual({ changed: true })
  expect(await failed('vault', 'info', ...by(0))).toEqual([5, '', 'vault.wrong-passphrase'])
  // Forgotten: the kit is proof enough.
  await answer('vault', 'passphrase', 'change', '--recovery-kit-file', file('kit0'), '--new-passphrase-file', file('p0'))

  await answer('vault', 'kit', 'renew', ...by(0), '--kit-file', file('kit1'))
  expect(statSync(file('kit1')).mode & 0o777).toBe(0o600)
  expect(await failed('vault', 'kit', 'renew', ...by(0), '--kit-file', file('kit1'))).toEqual([7, '', 'file.cannot-write'])
  expect(await failed('vault', 'info', '--recovery-kit-file', file('kit0'))).toEqual([5, '', 'vault.wrong-kit'])
  expect(await answer('vault', 'info', '--recovery-kit-file', file('kit1'))).toMatchObject({ generation: 1 })

  expect(await failed('vault', 'rotate', ...by(0), '--kit-file', file('kit2'))).toEqual([5, '', 'command.no-passphrase'])
  const rotated = await answer(
    ...['vault', 'rotate', ...by(0), '--new-passphrase-file', file('p2'), '--kit-file', file('kit2'), '--reason', 'person-left']
  )
  expect(rotated).toMatchObject({ generation: 2, state: 'open', keychainSlot: false })
  for (const old of [by(0), by(1)]) expect(await failed('vault', 'info', ...old)).toEqual([5, '', 'vault.wrong-passphrase'])
  for (const kit of ['kit0', 'kit1'])
    expect(await failed('vault', 'info', '--recovery-kit-file', file(kit))).toEqual([5, '', 'vault.wrong-kit'])
  expect(await answer('vault', 'info', '--recovery-kit-file', file('kit2'))).toMatchObject({ generation: 2, slots: [{}, {}] })
  const clients = await answer<{ name: string }[]>('client', 'list', ...by(2))
  expect(clients.map(({ name }) => name)).toEqual(['Garcia Lopez, Maria'])
  const vault = readFileSync(join(file('data'), 'vault.json'), 'utf8')
  for (const secret of passphrases) expect(vault).not.toContain(secret)
}, 240_000)

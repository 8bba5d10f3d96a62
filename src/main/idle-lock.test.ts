/** The automatic lock through the whole core, as a window meets it. */
import { expect, test } from 'vitest'
import type { Channel, Envelope, Input, Output, Settings } from '#contract'
import { type App, createApp } from './app.ts'
import type { Policy } from './ports.ts'
import { createTestClock, createTestPorts, newDataFolder } from './testing/test-ports.ts'

const passphrase = 'six quiet herons on a wire'
const minute = 60_000

async function value<C extends Channel>(app: App, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = (await app.invoke(channel, input)) as Envelope<Output<C>>
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
  return answer.value
}

async function openApp({
  policy = { keychainSlot: 'allowed' },
  host = 'electron'
}: {
  policy?: Policy
  host?: 'electron' | 'command-line'
} = {}) {
  const dataFolder = newDataFolder()
  const clock = createTestClock()
  const ports = createTestPorts({ dataFolder, clock, policy, info: { version: '0.0.0', host, computerUser: 'tester', dataFolder } })
  const app = await createApp(ports)
  const events: string[] = []
  app.onEvent((name, payload) => {
    if (name.startsWith('vault.')) events.push(`${name} ${Object.values(payload)[0]}`)
  })
  const kit = await value(app, 'vault.begin', { passphrase, memberName: 'Ana Paralegal', useKeychain: false })
  await value(app, 'vault.confirmKit', { groups: kit.confirm.map((number) => kit.groups[number - 1]) as [string, string] })
  events.length = 0
  const code = async (): Promise<string> => {
    const answer = await app.invoke('settings.get', {})
    return answer.ok ? 'ok' : answer.error.code
  }
  /** Reopens and reads why it was locked the last time. */
  const lastReason = async () => {
    await value(app, 'vault.unlockWithPassphrase', { passphrase })
    return (await value(app, 'audit.list', {})).rows.find(({ event }) => event === 'vault.locked')?.details
  }
  const set = (changes: Partial<Settings>) => value(app, 'settings.update', changes)
  return { app, clock, events, code, lastReason, set }
}

test('calls do not count as input; ten minutes after the last input the vault locks and says why', async () => {
  const { app, clock, events, code, lastReason } = await openApp()
  for (let half = 0; half < 19; half += 1) {
    clock.advance(minute / 2)
    expect(await code()).toBe('ok')
  }
  expect(events).toEqual(['vault.locking 30'])
  await value(app, 'vault.touch', {})
  clock.advance(9 * minute)
  expect(await code()).toBe('ok')
  clock.advance(minute)
  expect(await code()).toBe('vault.locked')
  expect((await value(app, 'vault.status', {})).state).toBe('locked')
  expect(events).toEqual(['vault.locking 30', 'vault.locking null', 'vault.changed locked'])
  expect(await lastReason()).toEqual({ because: 'idle' })
  await app.close()
})

test.each([
  ['the first call', async (app: App) => void (await app.invoke('settings.get', {}))],
  ['late input', async (app: App) => void (await app.invoke('vault.touch', {}))],
  ['waking up', async (app: App) => app.wake()]
])('asleep for an hour, no timer and a standing monotonic clock: %s locks', async (_what, wake) => {
  const { app, clock, code, lastReason } = await openApp()
  clock.set(clock.now() + 60 * minute)
  await wake(app)
  expect(await code()).toBe('vault.locked')
  expect(await lastReason()).toEqual({ because: 'idle' })
  expect(await code()).toBe('ok')
  await app.close()
})

test('input in time goes on counting after waking up early', async () => {
  const { app, clock, code } = await openApp()
  clock.set(clock.now() + 9 * minute)
  app.wake()
  expect(await code()).toBe('ok')
  await app.close()
})

test('the setting decides, the policy of the computer has the last word', async () => {
  const { app, clock, code, set } = await openApp({ policy: { keychainSlot: 'allowed', maxAutoLockMinutes: 5 } })
  expect(await value(app, 'vault.status', {})).toMatchObject({ maxAutoLockMinutes: 5 })
  await set({ autoLockMinutes: 2 })
  clock.advance(2 * minute)
  expect(await code()).toBe('vault.locked')
  await value(app, 'vault.unlockWithPassphrase', { passphrase })
  await set({ autoLockMinutes: 60 })
  clock.advance(5 * minute - 1)
  expect(await code()).toBe('ok')
  clock.advance(1)
  expect(await code()).toBe('vault.locked')
  await app.close()
})

test.each(['by-hand', 'computer'] as const)('locked %s is written down as that', async (because) => {
  const { app, lastReason } = await openApp()
  if (because === 'by-hand') await value(app, 'vault.lock', {})
  else await app.lock('computer')
  expect(await lastReason()).toEqual({ because })
  await app.close()
})

test('a command on the command line is not cut short', async () => {
  const { app, clock, code } = await openApp({ host: 'command-line' })
  clock.advance(24 * 60 * minute)
  expect(await code()).toBe('ok')
  await app.close()
})

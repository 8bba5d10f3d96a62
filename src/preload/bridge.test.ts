import { expect, test } from 'vitest'
import { createBridge } from './bridge.ts'
import { channels } from './contract/channels.ts'

interface Call {
  readonly channel: string
  readonly input: unknown
}

function bridgeOver(answer: unknown = { ok: true, value: {} }) {
  const calls: Call[] = []
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const api = createBridge({
    invoke: async (channel, input) => {
      calls.push({ channel, input })
      return answer
    },
    subscribe: (event, listener) => {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => set.delete(listener)
    }
  })
  const tell = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload)
  }
  return { api: api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>, on: api.on, calls, tell }
}

test('has one function for each channel, `on`, and nothing else', () => {
  const { api } = bridgeOver()
  const names = Object.entries(api).flatMap(([feature, calls]) =>
    typeof calls === 'function' ? [feature] : Object.keys(calls).map((verb) => `${feature}.${verb}`)
  )
  expect(names.sort()).toEqual([...channels, 'on'].sort())
})

test('each function calls its own channel with what it was given and passes the envelope through', async () => {
  const envelope = { ok: false, error: { code: 'vault.locked', params: {} } }
  const { api, calls } = bridgeOver(envelope)
  for (const channel of channels) {
    const [feature, verb] = channel.split('.') as [string, string]
    const input = { about: channel }
    expect(await api[feature]?.[verb]?.(input)).toBe(envelope)
    expect(calls.at(-1)).toEqual({ channel, input })
  }
  expect(calls).toHaveLength(channels.length)
})

test('cannot be changed by the page', () => {
  const { api } = bridgeOver()
  expect(Object.isFrozen(api)).toBe(true)
  for (const calls of Object.values(api)) expect(typeof calls === 'function' || Object.isFrozen(calls)).toBe(true)
  expect(() => {
    ;(api['vault'] as Record<string, unknown>)['lock'] = () => 'taken over'
  }).toThrow(TypeError)
})

test('`on` hears its event until it is stopped', () => {
  const { on, tell } = bridgeOver()
  const heard: unknown[] = []
  const stop = on('vault.changed', (payload) => heard.push(payload))
  tell('vault.changed', { state: 'open' })
  tell('settings.changed', {})
  stop()
  tell('vault.changed', { state: 'locked' })
  expect(heard).toEqual([{ state: 'open' }])
})

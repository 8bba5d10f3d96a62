import { type Channel, channels } from './contract/channels.ts'
import type { Api } from './contract/index.ts'

/** How a host carries a call and an event. The Electron preload and every other host build the same api from one of these. */
export interface Transport {
  invoke(channel: Channel, input: unknown): Promise<unknown>
  /** Calls `listener` for each event of that name; returns its unsubscribe. */
  subscribe(event: string, listener: (payload: unknown) => void): () => void
}

/** Builds `window.keydocket` from the channel names alone: named functions, no generic invoke, envelopes passed through untouched. */
export function createBridge(transport: Transport): Api {
  const api: Record<string, Record<string, unknown>> = {}
  for (const channel of channels) {
    const [feature, verb] = channel.split('.') as [string, string]
    const calls = api[feature] ?? {}
    calls[verb] = (input: unknown) => transport.invoke(channel, input)
    api[feature] = calls
  }
  for (const calls of Object.values(api)) Object.freeze(calls)
  return Object.freeze({
    ...api,
    on: (event: string, listener: (payload: unknown) => void) => transport.subscribe(event, listener)
  }) as unknown as Api
}

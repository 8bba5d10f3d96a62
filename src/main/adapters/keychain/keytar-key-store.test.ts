import { describe, expect, it } from 'vitest'
import type { KeychainReply, KeychainRequest } from './keychain-messages.ts'
import { createKeytarKeyStore, type KeychainChild } from './keytar-key-store.ts'

type Behaviour = (request: KeychainRequest, answer: (reply: KeychainReply) => void, exit: () => void) => void

/** Keychain processes that do as told: one behaviour per process, the last one for all later processes. */
function childrenThat(...behaviours: Behaviour[]) {
  const seen = { spawned: 0, killed: 0, requests: [] as KeychainRequest[] }
  const spawn = (): KeychainChild => {
    const behaviour = behaviours[Math.min(seen.spawned++, behaviours.length - 1)] as Behaviour
    const messages: ((message: unknown) => void)[] = []
    const exits: (() => void)[] = []
    return {
      send(request) {
        seen.requests.push(request)
        behaviour(
          request,
          (reply) => setImmediate(() => messages[0]?.(reply)),
          () => setImmediate(() => exits[0]?.())
        )
      },
      onMessage: (listener) => void messages.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => void seen.killed++
    }
  }
  return { seen, spawn }
}

const hang: Behaviour = () => {}
const crash: Behaviour = (_request, _answer, exit) => exit()
const remember = (): Behaviour => {
  const entries = new Map<string, string>()
  return (request, answer) => {
    if (request.op === 'set') entries.set(request.name, request.value)
    if (request.op === 'delete') entries.delete(request.name)
    answer({ id: request.id, ok: true, value: request.op === 'get' ? (entries.get(request.name) ?? null) : null })
  }
}

describe('the key store over a keychain process', () => {
  it('sets with reading back, gets, and deletes, in one process', async () => {
    const { seen, spawn } = childrenThat(remember())
    const store = createKeytarKeyStore({ spawn, service: 'Test' })
    expect(await store.set('a', 'value')).toEqual({ ok: true, value: null })
    expect(seen.requests.map((request) => request.op)).toEqual(['set', 'get'])
    expect(await store.get('a')).toEqual({ ok: true, value: 'value' })
    expect(await store.delete('a')).toEqual({ ok: true, value: null })
    expect(await store.get('a')).toEqual({ ok: false, problem: 'locked-or-empty' })
    expect([seen.spawned, seen.requests.every((request) => request.service === 'Test')]).toEqual([1, true])
  })

  it('asks one thing at a time', async () => {
    let running = 0
    let most = 0
    const { spawn } = childrenThat((request, answer) => {
      most = Math.max(most, ++running)
      setTimeout(() => {
        running--
        answer({ id: request.id, ok: true, value: 'x' })
      }, 1)
    })
    const store = createKeytarKeyStore({ spawn })
    await Promise.all(Array.from({ length: 30 }, (_, index) => store.get(`name ${index}`)))
    expect(most).toBe(1)
  })

  it('kills a process that does not answer and starts another for the next call', async () => {
    const { seen, spawn } = childrenThat(hang, remember())
    const store = createKeytarKeyStore({ spawn, timeoutMs: 20 })
    expect(await store.get('a')).toEqual({ ok: false, problem: 'timed-out' })
    expect(seen.killed).toBe(1)
    expect(await store.get('a')).toEqual({ ok: false, problem: 'locked-or-empty' })
    expect(seen.spawned).toBe(2)
  })

  it('survives a crash, a process that cannot start, and answers nobody waits for', async () => {
    const { spawn } = childrenThat(crash, (request, answer) => {
      answer({ id: request.id - 1, ok: true, value: 'of an earlier call' })
      answer({ id: request.id, ok: true, value: 'right' })
      answer({ id: request.id, ok: true, value: 'twice' })
    })
    const store = createKeytarKeyStore({ spawn })
    expect(await store.get('a')).toEqual({ ok: false, problem: 'crashed' })
    expect(await store.get('a')).toEqual({ ok: true, value: 'right' })
    expect(await store.get('a')).toEqual({ ok: true, value: 'right' })
    const unable = createKeytarKeyStore({
      spawn: () => {
        throw new Error('no such file')
      }
    })
    expect(await unable.get('a')).toEqual({ ok: false, problem: 'crashed' })
  })

  it('does not believe a set that reads back otherwise', async () => {
    const reads = (value: string | null) =>
      childrenThat((request, answer) => answer({ id: request.id, ok: true, value: request.op === 'get' ? value : null })).spawn
    expect(await createKeytarKeyStore({ spawn: reads('other') }).set('a', 'value')).toEqual({ ok: false, problem: 'wrong-value' })
    expect(await createKeytarKeyStore({ spawn: reads(null) }).set('a', 'value')).toEqual({ ok: false, problem: 'locked-or-empty' })
  })

  it('refuses values that some keychain would cut or reject, without asking', async () => {
    const { seen, spawn } = childrenThat(remember())
    const store = createKeytarKeyStore({ spawn })
    for (const value of ['', 'a\0b', 'x'.repeat(2_001)]) expect(await store.set('a', value)).toEqual({ ok: false, problem: 'refused' })
    expect(seen.requests).toEqual([])
  })

  it('counts an answering keychain as available and remembers it', async () => {
    const { seen, spawn } = childrenThat(remember())
    const store = createKeytarKeyStore({ spawn })
    expect([await store.available(), await store.available()]).toEqual([true, true])
    expect(seen.requests).toHaveLength(1)
    const absent = createKeytarKeyStore({
      spawn: childrenThat((request, answer) => answer({ id: request.id, ok: false, problem: 'no-service' })).spawn
    })
    expect(await absent.available()).toBe(false)
  })

  it('ends the process on close, also in the middle of a call', async () => {
    const { seen, spawn } = childrenThat(hang)
    const store = createKeytarKeyStore({ spawn })
    const answer = store.get('a')
    await Promise.resolve()
    store.close()
    expect(await answer).toEqual({ ok: false, problem: 'crashed' })
    expect([seen.killed, await store.get('b'), seen.spawned]).toEqual([1, { ok: false, problem: 'crashed' }, 1])
  })
})

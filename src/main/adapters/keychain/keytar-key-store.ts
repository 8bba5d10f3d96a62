import type { KeychainProblem } from '#contract'
import type { KeychainAnswer, KeyStore } from '../../ports.ts'
import { createExchange, type SeparateProcess } from '../separate-process/separate-process.ts'
import { isKeychainReply, type KeychainQuestion, type KeychainReply, type KeychainRequest } from './keychain-messages.ts'

/** A running keychain process. */
export type KeychainChild = SeparateProcess<KeychainRequest>

export interface KeytarKeyStoreOptions {
  readonly spawn: () => KeychainChild
  /** Time limit of one call to the keychain, in which a person may also have to unlock it. */
  readonly timeoutMs?: number
  /** Name under which the keychain files all entries. */
  readonly service?: string
}

/** An entry that never exists: asking for it shows whether somebody answers, and no keychain prompts for it. */
const probeName = 'availability-probe'
/** Time limit of the probe: the first screen waits for it. */
const probeTimeoutMs = 4_000
/** A failed probe is believed this long: a keyring may come up after sign-in. */
const failureIsBelievedMs = 20_000
/** The Windows Credential Manager takes 2,560 bytes; Linux cuts values at NUL. */
const maxValueBytes = 2_000

/** The keychain behind a process of its own. Calls run one at a time; one that exceeds its time costs the process, and the next call starts another. */
export function createKeytarKeyStore({ spawn, timeoutMs = 15_000, service = 'Keydocket' }: KeytarKeyStoreOptions): KeyStore {
  const exchange = createExchange<KeychainQuestion, KeychainReply>({ spawn, isReply: isKeychainReply })
  const ask = async (question: KeychainQuestion, limitMs: number): Promise<KeychainReply> => {
    const answer = await exchange.ask(question, limitMs)
    return 'reply' in answer ? answer.reply : { id: 0, ok: false, problem: answer.problem }
  }
  let lastProbe: { available: boolean; at: number } | null = null

  const get = async (name: string, limit = timeoutMs): Promise<KeychainAnswer<string>> => {
    const reply = await ask({ op: 'get', service, name }, limit)
    if (!reply.ok) return failed(reply.problem)
    return reply.value === null ? failed('locked-or-empty') : { ok: true, value: reply.value }
  }

  return {
    async available() {
      if (lastProbe?.available || (lastProbe && performance.now() - lastProbe.at < failureIsBelievedMs)) return lastProbe.available
      const answer = await get(probeName, Math.min(timeoutMs, probeTimeoutMs))
      const available = answer.ok || answer.problem === 'locked-or-empty'
      lastProbe = { available, at: performance.now() }
      return available
    },
    get: (name) => get(name),
    async set(name, value) {
      if (value.length === 0 || value.includes('\0') || Buffer.byteLength(value) > maxValueBytes) return failed('refused')
      const reply = await ask({ op: 'set', service, name, value }, timeoutMs)
      if (!reply.ok) return failed(reply.problem)
      const readBack = await get(name)
      if (!readBack.ok) return readBack
      return readBack.value === value ? { ok: true, value: null } : failed('wrong-value')
    },
    async delete(name) {
      const reply = await ask({ op: 'delete', service, name }, timeoutMs)
      return reply.ok ? { ok: true, value: null } : failed(reply.problem)
    },
    close: () => exchange.close()
  }
}

function failed(problem: KeychainProblem): { ok: false; problem: KeychainProblem } {
  return { ok: false, problem }
}

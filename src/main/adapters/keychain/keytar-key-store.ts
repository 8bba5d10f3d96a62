import type { KeychainProblem } from '#contract'
import type { KeychainAnswer, KeyStore } from '../../ports.ts'
import { isKeychainReply, type KeychainReply, type KeychainRequest } from './keychain-messages.ts'

/** A running keychain process, as child_process.fork and Electron's utilityProcess both can give it. */
export interface KeychainChild {
  send(message: KeychainRequest): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** At once, without asking the process. */
  kill(): void
}

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
  const line = createLine(spawn)
  let lastProbe: { available: boolean; at: number } | null = null

  const get = async (name: string, limit = timeoutMs): Promise<KeychainAnswer<string>> => {
    const reply = await line.ask({ op: 'get', service, name }, limit)
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
      const reply = await line.ask({ op: 'set', service, name, value }, timeoutMs)
      if (!reply.ok) return failed(reply.problem)
      const readBack = await get(name)
      if (!readBack.ok) return readBack
      return readBack.value === value ? { ok: true, value: null } : failed('wrong-value')
    },
    async delete(name) {
      const reply = await line.ask({ op: 'delete', service, name }, timeoutMs)
      return reply.ok ? { ok: true, value: null } : failed(reply.problem)
    },
    close: () => line.close()
  }
}

function failed(problem: KeychainProblem): { ok: false; problem: KeychainProblem } {
  return { ok: false, problem }
}

type Question = KeychainRequest extends infer R ? (R extends KeychainRequest ? Omit<R, 'id'> : never) : never

/** One question after the other over a process that may hang, crash, or not start. */
function createLine(spawn: () => KeychainChild) {
  let child: KeychainChild | null = null
  let waiting: { id: number; settle: (reply: KeychainReply) => void } | null = null
  let previous: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let closed = false

  const drop = (gone: KeychainChild, problem: KeychainProblem) => {
    if (child !== gone) return
    child = null
    waiting?.settle({ id: waiting.id, ok: false, problem })
  }
  const start = (): KeychainChild => {
    const started = spawn()
    started.onMessage((message) => {
      if (started === child && isKeychainReply(message) && message.id === waiting?.id) waiting.settle(message)
    })
    started.onExit(() => drop(started, 'crashed'))
    return started
  }

  const exchange = (question: Question, limitMs: number): Promise<KeychainReply> =>
    new Promise((resolve) => {
      const id = ++lastId
      const timer = setTimeout(() => {
        const hung = child
        if (hung === null) return
        drop(hung, 'timed-out')
        hung.kill()
      }, limitMs)
      waiting = {
        id,
        settle: (reply) => {
          clearTimeout(timer)
          waiting = null
          resolve(reply)
        }
      }
      try {
        if (closed) throw new Error('closed')
        child ??= start()
        child.send({ ...question, id })
      } catch {
        waiting.settle({ id, ok: false, problem: 'crashed' })
      }
    })

  return {
    ask(question: Question, limitMs: number): Promise<KeychainReply> {
      const answer = previous.then(() => exchange(question, limitMs))
      previous = answer
      return answer
    },
    close() {
      closed = true
      const running = child
      if (running === null) return
      drop(running, 'crashed')
      running.kill()
    }
  }
}

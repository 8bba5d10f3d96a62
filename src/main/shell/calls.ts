import type { Envelope } from '#contract'
import type { App } from '../app.ts'
import type { Log } from '../ports.ts'
import { isTrustedSender } from './policy.ts'

/** Who calls, as Electron tells it. */
export interface Caller {
  readonly sender: unknown
  /** Null once the frame has navigated or gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

interface Callee {
  readonly core: Pick<App, 'invoke'>
  readonly log: Log
  /** Contents of our windows. */
  readonly ours: readonly unknown[]
}

/** Hands a call of our own page on to the core; any other caller's is refused before the core knows of it. Throws Error `not allowed`. */
export function answerCall({ core, log, ours }: Callee, caller: Caller, channel: unknown, input: unknown): Promise<Envelope<unknown>> {
  // First of all: the frame is null once it has navigated or gone.
  const frame = caller.senderFrame
  const isTrusted = isTrustedSender({
    frameUrl: frame?.url ?? null,
    isMainFrame: frame?.parent === null,
    isOurWindow: ours.includes(caller.sender)
  })
  if (!isTrusted) {
    log.warn('call.untrusted-sender')
    throw new Error('not allowed')
  }
  return core.invoke(channel, input)
}

import type { AnyWireError, Channel, Input, Output } from '#contract'
import type { App } from '../app.ts'
import { isAppError } from '../errors.ts'

/** A core call that answered with an error. */
export class CoreError extends Error {
  readonly wire: AnyWireError

  constructor(wire: AnyWireError) {
    super(wire.code)
    this.name = 'CoreError'
    this.wire = wire
  }
}

/** Calls the core by channel name; the value comes back, an error is thrown as CoreError. */
export type Call = <C extends Channel>(channel: C, input: Input<C>) => Promise<Output<C>>

export function callsOf(app: Pick<App, 'invoke'>): Call {
  return async (channel, input) => {
    const envelope = await app.invoke(channel, input)
    if (!envelope.ok) throw new CoreError(envelope.error)
    return envelope.value as Output<typeof channel>
  }
}

/** The contract error inside whatever was thrown, or null when it is none. */
export function wireErrorOf(error: unknown): AnyWireError | null {
  if (error instanceof CoreError) return error.wire
  return isAppError(error) ? error.toWire() : null
}

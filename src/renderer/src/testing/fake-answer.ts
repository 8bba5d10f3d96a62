import type { Channel, ErrorCode, ErrorParams, Events, Input, Output } from '#contract'

/** An error a fake call answers. */
export interface Failure<C extends ErrorCode = ErrorCode> {
  readonly code: C
  readonly params: ErrorParams[C]
}

/** One function per channel, without envelopes. */
export type Handlers = { readonly [C in Channel]: (input: Input<C>) => Output<C> }
export type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

/** Thrown by a handler; becomes the envelope's error. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

export function refuse<C extends ErrorCode>(code: C, params: ErrorParams[C]): never {
  throw new Refusal({ code, params })
}

import type { AnyWireError, ErrorCode, ErrorParams } from '#contract'

/** An expected failure, by contract code. Anything else that is thrown is a bug and leaves as `internal` with a reference. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly params: ErrorParams[C]

  constructor(code: C, params: ErrorParams[C], options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }

  /** What crosses the bridge: plain data, no message, no stack, no cause. */
  toWire(): AnyWireError {
    return { code: this.code, params: this.params } as AnyWireError
  }
}

export function isAppError<C extends ErrorCode>(error: unknown, code?: C): error is AppError<C> {
  return error instanceof AppError && (code === undefined || error.code === code)
}

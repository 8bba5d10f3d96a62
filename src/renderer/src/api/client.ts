import type { Api, Envelope, ErrorCode, ErrorParams } from '#contract'

/** A call that main refused or could not do. The text for people is made from it by api/error-text.ts. */
export class ApiError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ApiError'
  readonly code: C
  readonly params: ErrorParams[C]
  /** Reference that also stands in the log; on `internal` only. */
  readonly ref: string | null

  constructor(code: C, params: ErrorParams[C], ref: string | null = null) {
    super(code)
    this.code = code
    this.params = params
    this.ref = ref
  }
}

/** Whether `error` is an ApiError of this code, with its params typed accordingly. */
export function isApiError<C extends ErrorCode>(error: unknown, code: C): error is ApiError<C> {
  return error instanceof ApiError && error.code === code
}

type Unwrapped<F> = F extends (input: infer I) => Promise<Envelope<infer T>> ? (input: I) => Promise<T> : never
type FeatureName = Exclude<keyof Api, 'on'>

/** The Api with the envelopes opened: each call answers its value or throws ApiError. */
export type KeydocketClient = {
  readonly [F in FeatureName]: { readonly [V in keyof Api[F]]: Unwrapped<Api[F][V]> }
} & Pick<Api, 'on'>

type AnyCall = (input: unknown) => Promise<Envelope<unknown>>

function unwrap(call: AnyCall): (input: unknown) => Promise<unknown> {
  return async (input) => {
    const answer = await call(input)
    if (answer.ok) return answer.value
    const { code, params, ref } = answer.error
    throw new ApiError(code, params, ref ?? null)
  }
}

/** Wraps every call found on `api`; there is no second list of names that could fall behind the contract. */
export function createClient(api: Api): KeydocketClient {
  const features = Object.entries(api).filter(([name]) => name !== 'on')
  const opened = features.map(([feature, calls]) => [
    feature,
    Object.fromEntries(Object.entries(calls as Record<string, AnyCall>).map(([verb, call]) => [verb, unwrap(call)]))
  ])
  return { ...Object.fromEntries(opened), on: api.on } as KeydocketClient
}

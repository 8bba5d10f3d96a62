import type { ErrorCode, ErrorParams } from '#contract'

/** What a person reads: what happened in a few words, then what it means and what to do. */
export interface ErrorText {
  readonly title: string
  readonly body: string
}

/** One wording for each code. */
export type Wording = { readonly [C in ErrorCode]: (params: ErrorParams[C], ref: string | null) => ErrorText }

export const text = (title: string, body: string): ErrorText => ({ title, body })
export const always = (title: string, body: string) => (): ErrorText => ({ title, body })

export const untouched = 'Nothing was changed.'

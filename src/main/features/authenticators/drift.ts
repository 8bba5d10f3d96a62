import { correctionBounds } from '#contract/clock'
import { type CodeKey, type CodeSettings, findStep } from './verification-code.ts'

/** How far to either side another device's code is searched, in ms. */
export const searchedMs = 10 * 60_000

export interface Drift {
  /** The other device's clock minus this computer's, in whole seconds, at least and at most. */
  readonly fromSeconds: number
  readonly toSeconds: number
  readonly agrees: boolean
  readonly correctionSeconds: number | null
}

/**
 * What the code of another device with the same key says about the clock of this computer; null when it is no code of ten minutes either way.
 * The code may have been read at the very end of its period, or typed a period late: the bounds are those of its period, no more.
 */
export function driftOf(key: CodeKey, settings: CodeSettings, typed: string, epochMs: number): Drift | null {
  const periodMs = settings.periodSeconds * 1000
  const steps = findStep(key, settings, typed, epochMs, Math.max(1, Math.ceil(searchedMs / periodMs)))
  if (steps === null) return null
  const start = steps * periodMs - (epochMs % periodMs)
  const agrees = Math.abs(steps) <= 1
  const middle = Math.round((start + periodMs / 2) / 1000)
  return {
    fromSeconds: Math.floor(start / 1000),
    toSeconds: Math.ceil((start + periodMs) / 1000),
    agrees,
    correctionSeconds: agrees || Math.abs(middle) > correctionBounds.maxSeconds ? null : middle
  }
}

import type { ClockState } from '#contract'
import { correctionBounds } from '#contract/clock'

/** Ms by which the clock may lie behind the newest time that is written down. */
export const behindMs = 60_000

export interface StoredCorrection {
  readonly seconds: number
  readonly at: number
  readonly by: string
}

export interface ClockFacts {
  /** Epoch ms of this computer's clock. */
  readonly now: number
  readonly changed: { readonly at: number; readonly byMs: number } | null
  /** The newest time written down on this computer, 0 when there is none. */
  readonly newest: number
  /** When this version was built; null where it runs from its source. */
  readonly builtAt: number | null
  readonly correction: StoredCorrection | null
}

/** What speaks against a clock, from facts alone. */
export function judge({ now, changed, newest, builtAt, correction }: ClockFacts): ClockState {
  return {
    now: Math.max(0, now),
    changed: changed === null ? null : { at: Math.max(0, changed.at), bySeconds: Math.round(changed.byMs / 1000) },
    behindSeconds: newest - now > behindMs ? Math.round((newest - now) / 1000) : null,
    beforeBuild: builtAt !== null && now < builtAt,
    correction: inForce(correction, now)
  }
}

/** A correction lasts a day. One that lies in the future was made by a clock that has been set back since: what it corrected is gone. */
function inForce(correction: StoredCorrection | null, now: number): ClockState['correction'] {
  if (correction === null || correction.seconds === 0) return null
  const until = correction.at + correctionBounds.lastsMs
  if (now >= until || now < correction.at - behindMs) return null
  return { seconds: correction.seconds, until, by: correction.by }
}

import type { AppearanceStatus } from '#contract'

export interface Appearance {
  readonly withdrawnOn: string | null
  /** When the firm closed the matter of the case; null while it is not closed, and for a case outside any matter. */
  readonly matterClosedOn: string | null
}

/**
 * State of a G-28 today (`YYYY-MM-DD`): in effect until the matter concludes unless withdrawn (Form G-28 instructions). A withdrawal counts
 * from its day on and before the closing of the matter: it is what the agency was told.
 */
export function appearanceStatus({ withdrawnOn, matterClosedOn }: Appearance, today: string): AppearanceStatus {
  if (withdrawnOn !== null && withdrawnOn <= today) return 'withdrawn'
  if (matterClosedOn !== null && matterClosedOn <= today) return 'matter-closed'
  return 'in-effect'
}

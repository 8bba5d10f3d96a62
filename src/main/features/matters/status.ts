import type { MatterStatus } from '#contract'

/** A matter is closed with a closing day, else open with an opening day, else pending. Neither day is ever in the future. */
export function matterStatus({ openedOn, closedOn }: { readonly openedOn: string | null; readonly closedOn: string | null }): MatterStatus {
  if (closedOn !== null) return 'closed'
  return openedOn === null ? 'pending' : 'open'
}

import type { AuthenticatorImportCounts, AuthenticatorPreview, EntryAccount, PreviewedEntry } from '#contract'

/** What is to become of an entry. */
export type Decision =
  | { readonly kind: 'give'; readonly account: EntryAccount }
  | { readonly kind: 'wait' }
  | { readonly kind: 'leave-out' }

export type Decisions = ReadonlyMap<number, Decision>

/** Only what is plain is proposed: the very login, new here, and able to make codes. The rest waits for a person. */
export function proposedFor({ standing, generates, suggestion }: PreviewedEntry): Decision {
  const isPlain =
    standing === 'new' && generates && suggestion !== null && suggestion.refused === null && suggestion.because === 'same-login'
  return isPlain ? { kind: 'give', account: suggestion } : { kind: 'wait' }
}

export const decisionOf = (entry: PreviewedEntry, decisions: Decisions): Decision => decisions.get(entry.position) ?? proposedFor(entry)

/** Whether the entry's key is here already, so that keeping it would keep it twice. */
export const isHere = ({ standing }: PreviewedEntry): boolean => standing !== 'new'

/** What the import would do, in numbers that add up to what was read. */
export function countsOf(preview: AuthenticatorPreview, decisions: Decisions): AuthenticatorImportCounts {
  const counts = { read: preview.entries.length, given: 0, waiting: 0, known: 0, leftOut: 0 }
  for (const entry of preview.entries) {
    const { kind } = decisionOf(entry, decisions)
    if (kind === 'give') counts.given += 1
    else if (kind === 'leave-out') counts.leftOut += 1
    else if (isHere(entry)) counts.known += 1
    else counts.waiting += 1
  }
  return counts
}

/** The decisions as main takes them. */
export function commitOf(preview: AuthenticatorPreview, decisions: Decisions) {
  const give: { position: number; accountId: string }[] = []
  const leaveOut: number[] = []
  for (const entry of preview.entries) {
    const decision = decisionOf(entry, decisions)
    if (decision.kind === 'give') give.push({ position: entry.position, accountId: decision.account.accountId })
    if (decision.kind === 'leave-out') leaveOut.push(entry.position)
  }
  return { previewId: preview.previewId, give, leaveOut }
}

import type { FactorKind, HolderKind, Parsed, SecondFactor } from '#contract'

/** What the second-factor form holds; '' stands for nothing. */
export interface FactorDraft {
  readonly kind: FactorKind | ''
  readonly holderKind: HolderKind
  readonly memberId: string
  readonly holderName: string
  readonly detail: string
  readonly addedOn: string
}

export const newFactorDraft: FactorDraft = { kind: '', holderKind: 'member', memberId: '', holderName: '', detail: '', addedOn: '' }

export function draftFromFactor({ kind, holderKind, memberId, holderName, detail, addedOn }: SecondFactor): FactorDraft {
  return { kind, holderKind, memberId: memberId ?? '', holderName, detail, addedOn: addedOn ?? '' }
}

/** The draft as main takes it. A member and a name typed for another kind of holder stay out: they would be untrue. */
export function factorFromDraft(draft: FactorDraft): Omit<Parsed<'secondFactors.add'>, 'accountId'> {
  const { holderKind } = draft
  return {
    kind: draft.kind === '' ? 'other' : draft.kind,
    holderKind,
    memberId: holderKind === 'member' && draft.memberId !== '' ? draft.memberId : null,
    holderName: holderKind === 'other' ? draft.holderName.trim() : '',
    detail: draft.detail.trim(),
    addedOn: draft.addedOn === '' ? null : draft.addedOn
  }
}

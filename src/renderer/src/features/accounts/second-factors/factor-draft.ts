import type { FactorKind, HolderKind, Parsed, SecondFactor } from '#contract'

/** What the second-factor form holds; '' stands for nothing. */
export interface FactorDraft {
  readonly kind: FactorKind | ''
  readonly holderKind: HolderKind
  readonly memberId: string
  readonly holderName: string
  readonly detail: string
  readonly addedOn: string
  /** Whether this changed at the portal; '' while not answered. */
  readonly changed: 'yes' | 'no' | ''
  readonly changedOn: string
}

const unanswered = { changed: '', changedOn: '' } as const

export const newFactorDraft: FactorDraft = {
  kind: '',
  holderKind: 'member',
  memberId: '',
  holderName: '',
  detail: '',
  addedOn: '',
  ...unanswered
}

export function draftFromFactor({ kind, holderKind, memberId, holderName, detail, addedOn }: SecondFactor): FactorDraft {
  return { kind, holderKind, memberId: memberId ?? '', holderName, detail, addedOn: addedOn ?? '', ...unanswered }
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
    addedOn: draft.addedOn === '' ? null : draft.addedOn,
    changedOn: changedOnFrom(draft)
  }
}

/** The day of the change at the portal; null where an old fact is written down. */
export const changedOnFrom = ({ changed, changedOn }: Pick<FactorDraft, 'changed' | 'changedOn'>): string | null =>
  changed === 'yes' && changedOn !== '' ? changedOn : null

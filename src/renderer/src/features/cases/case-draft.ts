import type { Case, CaseNumberKind, Input } from '#contract'

/** What the form holds: as main takes it, but for dates, which are '' when left out. */
export interface CaseDraft {
  readonly receiptNumber: string
  readonly numberKind: CaseNumberKind
  readonly form: string
  readonly office: string
  readonly filedOn: string
  readonly trackingNumber: string
  readonly receivedOn: string
  readonly noticeOn: string
  readonly priorityOn: string
  readonly decidedOn: string
  readonly note: string
  /** '' outside any matter. */
  readonly matterId: string
}

export const newCaseDraft: CaseDraft = {
  receiptNumber: '',
  numberKind: 'receipt',
  form: '',
  office: '',
  filedOn: '',
  trackingNumber: '',
  receivedOn: '',
  noticeOn: '',
  priorityOn: '',
  decidedOn: '',
  note: '',
  matterId: ''
}

export function draftFromCase(one: Case): CaseDraft {
  const { receiptNumber, numberKind, form, office, trackingNumber, note } = one
  return {
    ...{ receiptNumber, numberKind, form, office, trackingNumber, note },
    filedOn: one.filedOn ?? '',
    receivedOn: one.receivedOn ?? '',
    noticeOn: one.noticeOn ?? '',
    priorityOn: one.priorityOn ?? '',
    decidedOn: one.decidedOn ?? '',
    matterId: one.matterId ?? ''
  }
}

export function caseFromDraft(draft: CaseDraft): Omit<Input<'cases.update'>, 'id'> {
  const date = (text: string): string | null => (text === '' ? null : text)
  return {
    ...draft,
    filedOn: date(draft.filedOn),
    receivedOn: date(draft.receivedOn),
    noticeOn: date(draft.noticeOn),
    priorityOn: date(draft.priorityOn),
    decidedOn: date(draft.decidedOn),
    matterId: draft.matterId || null
  }
}

import type { AccessCode, Addressee } from '#contract'
import { bareNumber, caseNumberRemark } from '#contract/identifiers'
import { addDays } from '../../../app/calendar.ts'

/** What the notice form holds. */
export interface AccessCodeDraft {
  readonly noticeOn: string
  readonly code: string
  readonly addressee: Addressee
  readonly receipts: string
  /** The date a person set, or '' while it follows from the notice date. */
  readonly expiresOn: string
  /** Whether it replaces the earlier codes named; null while nobody said. */
  readonly replaces: boolean | null
}

/** The notice date starts empty: it is printed on the notice, and everything is counted from it. */
export function newAccessCodeDraft(): AccessCodeDraft {
  return { noticeOn: '', code: '', addressee: 'client', receipts: '', expiresOn: '', replaces: null }
}

export function draftFromAccessCode(code: AccessCode): AccessCodeDraft {
  return {
    noticeOn: code.noticeOn,
    code: '',
    addressee: code.addressee,
    receipts: code.receiptNumbers.join(', '),
    expiresOn: code.expiryEdited ? code.expiresOn : '',
    replaces: null
  }
}

/** The expiry the notice will have: the date set by hand, else the computed one; '' while neither is complete. */
export function effectiveExpiry(draft: Pick<AccessCodeDraft, 'noticeOn' | 'expiresOn'>, lifetimeDays: number | null): string {
  if (draft.expiresOn !== '') return draft.expiresOn
  return (lifetimeDays === null ? null : addDays(draft.noticeOn, lifetimeDays)) ?? ''
}

/**
 * Whether the notice replaces the earlier codes named: as a person said, else unless it comes without its code while one of those is known
 * and has not expired.
 */
export function replacesEarlier(
  { replaces, code }: Pick<AccessCodeDraft, 'replaces' | 'code'>,
  earlier: readonly Pick<AccessCode, 'hasValue' | 'daysLeft'>[]
): boolean {
  return replaces ?? (code.trim() !== '' || !earlier.some(({ hasValue, daysLeft }) => hasValue && daysLeft >= 0))
}

/** A typed search text as the receipt number it is, else ''. */
export function receiptIn(text: string): string {
  return text.trim() !== '' && caseNumberRemark('receipt', text) !== 'shape' ? bareNumber(text) : ''
}

/** Length an access code may have, as the contract says; its characters are not judged. */
export function isCodeLengthFine(code: string): boolean {
  const { length } = code.trim()
  return length === 0 || (length >= 4 && length <= 40)
}

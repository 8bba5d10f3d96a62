import type { Passcode, Portal } from '#contract'
import { addDays } from '../../../app/calendar.ts'

/** What the passcode form holds. */
export interface PasscodeDraft {
  readonly clientId: string
  readonly form: string
  readonly about: string
  readonly issuedOn: string
  /** The date a person set, or '' while it follows from the day of issue. */
  readonly expiresOn: string
  readonly code: string
  readonly handedOverOn: string
  readonly handedOverHow: string
}

/** Shown today, usually: the passcode is copied from the screen. */
export const newPasscodeDraft = (clientId: string, today: string): PasscodeDraft => ({
  ...{ clientId, form: '', about: '', issuedOn: today, expiresOn: '', code: '', handedOverOn: '', handedOverHow: '' }
})

export const draftFromPasscode = (passcode: Passcode): PasscodeDraft => ({
  clientId: passcode.clientId,
  form: passcode.form,
  about: passcode.about,
  issuedOn: passcode.issuedOn,
  expiresOn: passcode.expiryEdited ? passcode.expiresOn : '',
  code: '',
  handedOverOn: passcode.handedOverOn ?? '',
  handedOverHow: passcode.handedOverHow
})

/** The expiry it will have: the date set by hand, else the computed one; '' while neither is complete. */
export function effectiveExpiry({ issuedOn, expiresOn }: Pick<PasscodeDraft, 'issuedOn' | 'expiresOn'>, portal: Portal | null): string {
  if (expiresOn !== '') return expiresOn
  const days = portal?.passcode?.lifetimeDays
  return (days === undefined ? null : addDays(issuedOn, days)) ?? ''
}

/** The draft as the contract takes it. */
export const fieldsFromDraft = ({ clientId, form, about, issuedOn, expiresOn, code, handedOverOn, handedOverHow }: PasscodeDraft) => ({
  ...{ clientId, form: form.trim(), about, issuedOn, handedOverHow },
  expiresOn: expiresOn === '' ? null : expiresOn,
  handedOverOn: handedOverOn === '' ? null : handedOverOn,
  code: code.trim() === '' ? null : code.trim()
})

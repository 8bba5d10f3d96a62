import type { Deadline, DeadlineKind, DeadlineSubject, Input } from '#contract'
import { deadlineSubjects, documentSubjects, noticeSubjects } from '#contract/vocabulary'

/** The form's fields as text; '' is none. */
export interface DeadlineDraft {
  clientId: string
  kind: DeadlineKind
  subject: string
  title: string
  dueOn: string
  issuedOn: string
  atTime: string
  place: string
  ownerId: string
  matterId: string
  caseId: string
  accountId: string
  reminders: string
}

export const isNotice = (subject: string): subject is (typeof noticeSubjects)[number] => noticeSubjects.some((one) => one === subject)
export const isDocument = (subject: string): boolean => documentSubjects.some((one) => one === subject)

const subjectFrom = (text: string): DeadlineSubject | null => deadlineSubjects.find((one) => one === text) ?? null

/** Days typed as "14, 7, 1", most first; null when empty, undefined when they are no days. */
export function daysFromText(text: string): number[] | null | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  if (parts.length === 0) return null
  if (parts.length > 12 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) < 1 || Number(part) > 730)) return undefined
  return [...new Set(parts.map(Number))].sort((a, b) => b - a)
}

export const textFromDays = (days: readonly number[]): string => days.join(', ')

export function draftFrom(deadline: Deadline): DeadlineDraft {
  return {
    clientId: deadline.clientId,
    kind: deadline.kind,
    subject: deadline.subject ?? '',
    title: deadline.title,
    dueOn: deadline.dueOn,
    issuedOn: deadline.issuedOn ?? '',
    atTime: deadline.atTime,
    place: deadline.place,
    ownerId: deadline.ownerId,
    matterId: deadline.matterId ?? '',
    caseId: deadline.caseId ?? '',
    accountId: deadline.accountId ?? '',
    reminders: deadline.hasOwnReminders ? textFromDays(deadline.reminderDays) : ''
  }
}

/** What main is told; fields that do not belong to the kind are left behind. */
export function fieldsFrom(draft: DeadlineDraft): Omit<Input<'deadlines.update'>, 'id'> {
  const isAppointment = draft.kind === 'appointment'
  const subject = draft.kind === 'deadline' ? subjectFrom(draft.subject) : null
  return {
    kind: draft.kind,
    subject,
    title: draft.title,
    dueOn: draft.dueOn,
    issuedOn: subject === null || draft.issuedOn === '' ? null : draft.issuedOn,
    atTime: isAppointment ? draft.atTime : '',
    place: isAppointment ? draft.place : '',
    ownerId: draft.ownerId,
    matterId: draft.matterId === '' ? null : draft.matterId,
    caseId: draft.caseId === '' ? null : draft.caseId,
    accountId: draft.accountId === '' ? null : draft.accountId,
    reminderDays: daysFromText(draft.reminders) ?? null
  }
}

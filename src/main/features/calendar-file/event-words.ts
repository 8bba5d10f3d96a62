import type { Deadline, DeadlineKind, DeadlineSubject } from '#contract'
import type { CalendarEvent } from './icalendar.ts'

/** What a calendar file calls things: it is read outside the program, by every language of a program's window. */
const kinds: Record<DeadlineKind, string> = { deadline: 'Deadline', 'follow-up': 'Follow-up', appointment: 'Appointment' }
const subjects: Record<DeadlineSubject, string> = {
  rfe: 'RFE response',
  noid: 'NOID response',
  'i-94': 'I-94 expires',
  ead: 'EAD expires',
  passport: 'Passport expires',
  visa: 'Visa expires',
  'advance-parole': 'Advance parole expires',
  'other-document': 'Document expires'
}

export type CalendarDeadline = Deadline & { readonly fileNumber: string; readonly updatedAt: number }

/** Without names the file says what kind of date it is and the firm's file number; a typed title or place may hold a name. */
export function eventFrom(deadline: CalendarDeadline, withNames: boolean): CalendarEvent {
  const what = deadline.subject === null ? kinds[deadline.kind] : subjects[deadline.subject]
  const file = deadline.fileNumber === '' ? '' : `File ${deadline.fileNumber}`
  return {
    uid: `${deadline.id}@keydocket`,
    sequence: deadline.revision - 1,
    changedAt: deadline.updatedAt,
    on: deadline.dueOn,
    summary: withNames
      ? `${mark(deadline)}${deadline.atTime === '' ? '' : `${deadline.atTime} `}${deadline.title} – ${deadline.clientName}`
      : `${mark(deadline)}${[what, file].filter(Boolean).join(', ')}`,
    description: withNames
      ? [what, deadline.caseName ?? '', file, `Owner: ${deadline.ownerName}`, deadline.outcome].filter(Boolean).join('\n')
      : '',
    location: withNames ? deadline.place : '',
    categories: [kinds[deadline.kind]],
    isCancelled: deadline.cancelledAt !== null,
    alarmDays: deadline.doneAt === null ? deadline.reminderDays : []
  }
}

const mark = (deadline: Deadline): string => (deadline.doneAt === null ? '' : 'Done: ')

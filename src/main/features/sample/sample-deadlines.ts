import type { DeadlineKind, DeadlineSubject } from '#contract'
import { addDays } from '../../calendar.ts'

interface DeadlineRow {
  readonly kind: DeadlineKind
  readonly subject?: DeadlineSubject
  readonly title: string
  /** Days from the day the sample is loaded. */
  readonly due: number
  readonly issued?: number
  readonly atTime?: string
  readonly place?: string
}

/** A few dates of the made-up clients, by the client's name. */
const rows: Readonly<Record<string, readonly DeadlineRow[]>> = {
  'Adeyemi, Oluwaseun': [
    { kind: 'appointment', title: 'Biometrics', due: 1, atTime: '9:00 AM', place: 'Application Support Center' },
    { kind: 'deadline', subject: 'ead', title: 'EAD', due: 96 }
  ],
  'Álvarez Quintero, Lucía': [
    { kind: 'deadline', subject: 'rfe', title: 'Answer the RFE: proof of a shared household', due: 12, issued: -75 }
  ],
  'Banerjee, Arundhati': [{ kind: 'follow-up', title: 'Ask the employer for the latest pay slips', due: -2 }],
  'Castellanos Peña, Mateo': [{ kind: 'appointment', title: 'Interview', due: -3, atTime: '1:30 PM', place: 'Field office' }],
  'Demir, Elif': [{ kind: 'deadline', subject: 'i-94', title: 'I-94, admitted until', due: 40 }],
  'El-Masri, Karim': [
    { kind: 'deadline', subject: 'noid', title: 'Answer the NOID', due: 5, issued: -28 },
    { kind: 'deadline', subject: 'advance-parole', title: 'Advance parole', due: 150 }
  ],
  'Ferreira da Luz, Beatriz': [{ kind: 'deadline', subject: 'passport', title: 'Passport', due: 210 }],
  'Fofana, Aminata': [{ kind: 'follow-up', title: 'Confirm the authenticator with the client', due: 0 }]
}

/** The sample dates of a client, as they are stored. */
export function sampleDeadlines(clientName: string, today: string) {
  return (rows[clientName] ?? []).map(({ kind, subject = null, title, due, issued, atTime = '', place = '' }) => ({
    kind,
    subject,
    title,
    dueOn: addDays(today, due),
    atTime,
    place,
    matterId: null,
    caseId: null,
    accountId: null,
    ownerId: null,
    reminderDays: null,
    issuedOn: issued === undefined ? null : addDays(today, issued)
  }))
}

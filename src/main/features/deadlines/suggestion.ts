import type { DeadlineSuggestion } from '#contract'
import { addDays } from '../../calendar.ts'

export interface Notice {
  readonly subject: 'rfe' | 'noid'
  readonly issuedOn: string
  /** Form number of the case, e.g. "I-539". */
  readonly form: string
  /** Whether the notice came by mail. */
  readonly mailed: boolean
}

/** Calendar days (practice.md section 3, row 13). More is said to apply abroad; how many is unknown, so that is left to the letter. */
const rfeDays = 84
const rfeDaysOfI539 = 30
const noidDays = 30
const mailDays = 3
const source = 'nafsa.org; srwlawyers 2011; murthy 2007'

/** The latest day by which an answer is usually due. A suggestion for a person who holds the letter: the letter wins. */
export function suggestDueOn({ subject, issuedOn, form, mailed }: Notice): DeadlineSuggestion {
  const usual = subject === 'noid' ? noidDays : isI539(form) ? rfeDaysOfI539 : rfeDays
  const days = usual + (mailed ? mailDays : 0)
  return { dueOn: addDays(issuedOn, days), days, mailDays: mailed ? mailDays : 0, source, certainty: 'C' }
}

const isI539 = (form: string): boolean => /^\s*(form\s+)?i\s*-?\s*539a?\s*$/i.test(form)

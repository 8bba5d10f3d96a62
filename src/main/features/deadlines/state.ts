import type { DeadlineKind, DeadlineState, DeadlineSubject, Settings } from '#contract'
import { documentSubjects, noticeSubjects } from '#contract/vocabulary'
import { addDays, daysBetween } from '../../calendar.ts'

const notices: ReadonlySet<string> = new Set(noticeSubjects)
const documents: ReadonlySet<string> = new Set(documentSubjects)

export const isNotice = (subject: string | null): boolean => subject !== null && notices.has(subject)
export const isDocument = (subject: string | null): boolean => subject !== null && documents.has(subject)

export type FirmReminders = Pick<Settings, 'remindersOfDocuments' | 'remindersOfNotices' | 'remindersOfOthers'>

/** The firm's reminders for the class of a deadline. */
export function firmReminderDays(subject: DeadlineSubject | null, firm: FirmReminders): readonly number[] {
  return isDocument(subject) ? firm.remindersOfDocuments : isNotice(subject) ? firm.remindersOfNotices : firm.remindersOfOthers
}

export interface DeadlineFacts {
  readonly kind: DeadlineKind
  readonly subject: DeadlineSubject | null
  readonly dueOn: string
  /** Own reminders; null follows the firm. */
  readonly reminderDays: readonly number[] | null
  readonly snoozedUntil: string | null
  readonly doneAt: number | null
  readonly cancelledAt: number | null
}

export const reminderDaysOf = (facts: Pick<DeadlineFacts, 'subject' | 'reminderDays'>, firm: FirmReminders): readonly number[] =>
  facts.reminderDays ?? firmReminderDays(facts.subject, firm)

/** First day on which one is reminded; the due date itself when there are no reminders before it. */
export const remindFrom = (dueOn: string, days: readonly number[]): string => addDays(dueOn, -Math.max(0, ...days))

/**
 * Follows from facts and today's date, never stored. What is due today or overdue says so even while snoozed: snoozing hides reminders, not
 * a missed date. The list's statement (repository.ts) says the same in SQL.
 */
export function deadlineState(facts: DeadlineFacts, firm: FirmReminders, today: string): DeadlineState {
  if (facts.cancelledAt !== null) return 'cancelled'
  if (facts.doneAt !== null) return 'done'
  const daysLeft = daysBetween(today, facts.dueOn)
  if (daysLeft < 0) return facts.kind === 'appointment' ? 'unanswered' : 'overdue'
  if (daysLeft === 0) return 'today'
  if (facts.snoozedUntil !== null && facts.snoozedUntil > today) return 'snoozed'
  return daysLeft <= Math.max(0, ...reminderDaysOf(facts, firm)) ? 'due-soon' : 'later'
}

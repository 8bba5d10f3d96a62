import { expect, test } from 'vitest'
import { type DeadlineFacts, deadlineState, reminderDaysOf, remindFrom } from './state.ts'

const firm = { remindersOfDocuments: [180, 90], remindersOfNotices: [30, 14], remindersOfOthers: [7, 3, 1] }
const today = '2028-02-28'
const open: DeadlineFacts = {
  kind: 'deadline',
  subject: null,
  dueOn: '2028-03-20',
  reminderDays: null,
  snoozedUntil: null,
  doneAt: null,
  cancelledAt: null
}

test.each<[string, Partial<DeadlineFacts>, string]>([
  ['yesterday', { dueOn: '2028-02-27' }, 'overdue'],
  ['a follow-up of yesterday', { kind: 'follow-up', dueOn: '2028-02-27' }, 'overdue'],
  ['an appointment of yesterday', { kind: 'appointment', dueOn: '2028-02-27' }, 'unanswered'],
  ['today', { dueOn: today }, 'today'],
  ['today, snoozed', { dueOn: today, snoozedUntil: '2028-03-05' }, 'today'],
  ['overdue, snoozed', { dueOn: '2028-02-27', snoozedUntil: '2028-03-05' }, 'overdue'],
  ['seven days on, over a leap day', { dueOn: '2028-03-06' }, 'due-soon'],
  ['eight days on', { dueOn: '2028-03-07' }, 'later'],
  ['a notice in thirty days', { subject: 'rfe', dueOn: '2028-03-29' }, 'due-soon'],
  ['a notice in thirty-one days', { subject: 'noid', dueOn: '2028-03-30' }, 'later'],
  ['a document in 180 days', { subject: 'ead', dueOn: '2028-08-26' }, 'due-soon'],
  ['a document in 181 days', { subject: 'ead', dueOn: '2028-08-27' }, 'later'],
  ['own reminders win', { subject: 'ead', dueOn: '2028-03-06', reminderDays: [2] }, 'later'],
  ['own reminders are none', { dueOn: '2028-02-29', reminderDays: [] }, 'later'],
  ['snoozed until tomorrow', { dueOn: '2028-03-01', snoozedUntil: '2028-02-29' }, 'snoozed'],
  ['snoozed until today is awake', { dueOn: '2028-03-01', snoozedUntil: today }, 'due-soon'],
  ['done', { dueOn: '2028-02-27', doneAt: 5 }, 'done'],
  ['cancelled', { dueOn: '2028-02-27', cancelledAt: 5 }, 'cancelled']
])('%s', (_name, facts, state) => {
  expect(deadlineState({ ...open, ...facts }, firm, today)).toBe(state)
})

test('reminders begin with the earliest layer, or on the day itself', () => {
  expect(remindFrom('2028-03-01', [3, 1])).toBe('2028-02-27')
  expect(remindFrom('2028-03-01', [])).toBe('2028-03-01')
  expect(reminderDaysOf({ subject: 'other-document', reminderDays: null }, firm)).toEqual([180, 90])
})

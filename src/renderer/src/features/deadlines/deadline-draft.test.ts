import { expect, test } from 'vitest'
import { type DeadlineDraft, daysFromText, fieldsFrom, isDocument, isNotice } from './deadline-draft.ts'

const draft: DeadlineDraft = {
  clientId: 'client',
  kind: 'deadline',
  subject: 'rfe',
  title: 'Answer',
  dueOn: '2026-12-20',
  issuedOn: '2026-11-01',
  atTime: '9 AM',
  place: 'Office',
  ownerId: 'owner',
  matterId: '',
  caseId: '',
  accountId: 'account',
  reminders: ''
}

test.each([
  ['', null],
  ['  ', null],
  ['14, 7,1', [14, 7, 1]],
  ['1 7;14 7', [14, 7, 1]],
  ['730', [730]],
  ['731', undefined],
  ['0', undefined],
  ['7 days', undefined],
  ['-7', undefined],
  ['1.5', undefined],
  ['1 2 3 4 5 6 7 8 9 10 11 12 13', undefined]
])('"%s" means %j', (text, days) => {
  expect(daysFromText(text)).toEqual(days)
})

test('what does not belong to the kind is left behind', () => {
  expect(fieldsFrom(draft)).toMatchObject({
    subject: 'rfe',
    issuedOn: '2026-11-01',
    atTime: '',
    place: '',
    caseId: null,
    accountId: 'account'
  })
  expect(fieldsFrom({ ...draft, kind: 'appointment' })).toMatchObject({ subject: null, issuedOn: null, atTime: '9 AM', place: 'Office' })
  expect(fieldsFrom({ ...draft, subject: '' })).toMatchObject({ subject: null, issuedOn: null })
})

test('notices and documents are told apart', () => {
  expect([isNotice('rfe'), isNotice('ead'), isDocument('ead'), isDocument('noid'), isDocument('')]).toEqual([
    true,
    false,
    true,
    false,
    false
  ])
})

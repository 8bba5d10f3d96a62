import { expect, test } from 'vitest'
import { formatDate } from '../../text/dates.ts'
import { factsOf } from './facts.ts'

test('reads the details of an event as a person would say them', () => {
  expect(factsOf({ details: { count: 10, issuedOn: '2026-02-20' } })).toBe(`10 codes, issued ${formatDate('2026-02-20')}`)
  expect(factsOf({ details: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } })).toBe('SHA-1, 6 digits, every 30 seconds')
  expect(factsOf({ details: { fields: ['otherNames', 'fileNumber'] } })).toBe('other names, file number')
  expect(factsOf({ details: { method: 'passphrase' } })).toBe('with the passphrase')
  expect(factsOf({ details: { guide: 'lost-phone', step: 'mark-code-used' } })).toBe('“lost phone”, step “mark code used”')
  expect(factsOf({ details: { kind: 'text', holderKind: 'member', on: '2026-11-25' } })).toBe(
    `text, held by a member of the firm, on ${formatDate('2026-11-25')}`
  )
})

test('leaves out what says nothing, and keeps what it does not know by name', () => {
  expect(factsOf({ details: { method: 'created', replaced: 0, consentOn: null, withCode: true, fields: [] } })).toBe('')
  expect(factsOf({ details: { clipboardSeconds: 45 } })).toBe('clipboard seconds: 45')
})

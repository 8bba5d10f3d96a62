import { expect, test } from 'vitest'
import type { PathRecord } from '#contract'
import { pathRecords } from '#contract/vocabulary'
import { type AccountRecords, isRecorded } from './recorded.ts'

const begun = { at: 1000, on: '2026-11-25' }
const none: AccountRecords = {
  ...{ custody: 'firm-holds', consentOn: null, clientId: 'c', lastSignedInOn: null, usernameChangedAt: null, caseChangedAt: null },
  ...{ backupCodeRecordedAt: null, backupCodeUsedAt: null, backupCodeCheckedAt: null, authenticatorAddedAt: null },
  ...{ authenticatorConfirmedAt: null, accessCodeRecordedAt: null, accessCodeRequestedOn: null, accessCodeUsedAt: null },
  ...{ factorChangedAt: null, firmsWays: 1 }
}

/** By kind: what counts, and what lies before the path or is something else. */
const cases: Readonly<Record<Exclude<PathRecord, 'note'>, readonly [counts: Partial<AccountRecords>, not: Partial<AccountRecords>]>> = {
  'backup-code': [{ backupCodeRecordedAt: 1000 }, { backupCodeRecordedAt: 999, backupCodeUsedAt: 2000, backupCodeCheckedAt: 2000 }],
  'backup-code-used': [{ backupCodeUsedAt: 1000 }, { backupCodeUsedAt: 999, backupCodeRecordedAt: 2000 }],
  'backup-code-current': [{ backupCodeCheckedAt: 1000 }, { backupCodeCheckedAt: 999, backupCodeRecordedAt: 2000 }],
  authenticator: [{ authenticatorAddedAt: 1000 }, { authenticatorAddedAt: 999, authenticatorConfirmedAt: 2000 }],
  'authenticator-confirmed': [{ authenticatorConfirmedAt: 1000 }, { authenticatorConfirmedAt: 999, authenticatorAddedAt: 2000 }],
  'access-code': [{ accessCodeRecordedAt: 1000 }, { accessCodeRecordedAt: 999, accessCodeRequestedOn: '2026-11-26' }],
  'access-code-request': [{ accessCodeRequestedOn: '2026-11-25' }, { accessCodeRequestedOn: '2026-11-24', accessCodeRecordedAt: 999 }],
  'access-code-used': [{ accessCodeUsedAt: 1000 }, { accessCodeUsedAt: 999 }],
  'second-factor': [{ factorChangedAt: 1000 }, { factorChangedAt: 999 }],
  'firms-ways': [{ firmsWays: 0 }, { firmsWays: 1 }],
  'sign-in': [{ lastSignedInOn: '2026-11-25' }, { lastSignedInOn: '2026-11-24' }],
  username: [{ usernameChangedAt: 1000 }, { usernameChangedAt: 999 }],
  case: [{ caseChangedAt: 1000 }, { caseChangedAt: 999 }],
  custody: [{ consentOn: '2026-01-01' }, { consentOn: null }],
  'client-custody': [{ custody: 'client-holds' }, { custody: 'firm-holds', consentOn: '2026-11-26' }]
}

test.each(Object.entries(cases))('%s', (record, [counts, not]) => {
  const step = { record: record as PathRecord }
  expect(isRecorded(step, '', { ...none, ...counts }, { begun, mayKeepSecrets: true })).toBe(true)
  expect(isRecorded(step, '', { ...none, ...not }, { begun, mayKeepSecrets: true })).toBe(false)
})

test('a note counts when something stands there', () => {
  expect(isRecorded({ record: 'note' }, '', none, { begun, mayKeepSecrets: true })).toBe(false)
  expect(isRecorded({ record: 'note' }, '123', none, { begun, mayKeepSecrets: true })).toBe(true)
})

test('a new code logged answers the request for it', () =>
  expect(isRecorded({ record: 'access-code-request' }, '', { ...none, accessCodeRecordedAt: 1000 }, { begun, mayKeepSecrets: true })).toBe(
    true
  ))

test('nothing is looked for where nothing is asked, or where it may not be kept', () => {
  expect(isRecorded({ record: null }, '', none, { begun, mayKeepSecrets: true })).toBeNull()
  const kept = pathRecords.filter((record) => isRecorded({ record }, '', none, { begun, mayKeepSecrets: false }) === null)
  expect(kept).toEqual(['backup-code', 'backup-code-used', 'backup-code-current', 'authenticator', 'authenticator-confirmed'])
  expect(isRecorded({ record: 'case' }, '', { ...none, clientId: null }, { begun, mayKeepSecrets: true })).toBeNull()
})

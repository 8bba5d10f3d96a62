import { expect, test } from 'vitest'
import type { AccessCode, BackupCode, BackupCodeSet } from '#contract'
import { accessCodeToUse, backupCodeToUse } from './code-to-use.ts'

const code = (position: number, state: BackupCode['state'], isMine = false) =>
  ({ position, state, reservation: state === 'reserved' ? { isMine } : null }) as BackupCode
const set = (replacedAt: number | null, ...codes: BackupCode[]) => ({ replacedAt, codes }) as unknown as BackupCodeSet

test('the next unused code of the current set is offered, never one of a replaced set', () => {
  const sets = [set(5, code(1, 'unused')), set(null, code(1, 'used'), code(2, 'void'), code(3, 'unused'), code(4, 'unused'))]
  expect(backupCodeToUse({ sets })).toMatchObject({ code: { position: 3 }, total: 4 })
  expect(backupCodeToUse({ sets: sets.slice(0, 1) })).toBeNull()
})

test('one’s own reserved code comes first, somebody else’s is not offered', () => {
  expect(backupCodeToUse({ sets: [set(null, code(1, 'unused'), code(2, 'reserved', true))] })?.code.position).toBe(2)
  expect(backupCodeToUse({ sets: [set(null, code(1, 'reserved'), code(2, 'unused'))] })?.code.position).toBe(2)
  expect(backupCodeToUse({ sets: [set(null, code(1, 'reserved'), code(2, 'used'))] })).toBeNull()
})

test('of access codes the longest lasting one that is kept here and still counts', () => {
  const one = (expiresOn: string, status: AccessCode['status'], hasValue = true) => ({ expiresOn, status, hasValue }) as AccessCode
  const codes = [one('2027-01-01', 'new'), one('2027-02-01', 'new', false), one('2027-03-01', 'used'), one('2027-01-05', 'expiring')]
  expect(accessCodeToUse(codes)?.expiresOn).toBe('2027-01-05')
  expect(accessCodeToUse(codes.slice(1, 3))).toBeNull()
})

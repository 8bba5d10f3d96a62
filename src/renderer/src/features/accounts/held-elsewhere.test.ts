import { expect, test } from 'vitest'
import type { CustodyMode } from '#contract'
import { backupCodesElsewhere, isHeldElsewhere, noAuthenticatorHere } from './held-elsewhere.ts'

const held = (custody: CustodyMode) => ({ custody, clientName: 'Okafor, Chidi' })

test('nobody is asked to add what custody keeps out', () => {
  expect(noAuthenticatorHere(held('firm-holds'))).toMatch(/Add one/)
  expect(noAuthenticatorHere(held('client-holds'))).toBe('No authenticator is kept here: Okafor, Chidi signs in with their own.')
  expect(noAuthenticatorHere(held('tracked-only'))).toBe(
    'No authenticator is kept here: whoever holds this account signs in with their own.'
  )
})

test('the client is named only where the client is the holder', () => {
  expect(backupCodesElsewhere(held('client-holds'))).toMatch(/^Okafor, Chidi keeps/)
  expect(backupCodesElsewhere(held('tracked-only'))).toMatch(/^Whoever holds this account keeps/)
  expect(
    (['client-holds', 'tracked-only', 'firm-holds', 'firms-own'] as const).filter((custody) => isHeldElsewhere(held(custody)))
  ).toEqual(['client-holds', 'tracked-only'])
})

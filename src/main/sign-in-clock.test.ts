import { describe, expect, test } from 'vitest'
import { passwordDueOn, reminderClocksOf, signInDueOn, signInSteps } from './sign-in-clock.ts'
import { testPortals } from './testing/test-portals.ts'

const locks = testPortals.find(({ id }) => id === 'sevis')
const sheets = testPortals.find(({ id }) => id === 'login-gov')

describe('rules S1 to S3 of docs/clocks.md', () => {
  // Last sign-in on 2026-01-01: locks through 02-15, help desk through 04-01.
  test.each([
    ['2026-01-01', '2026-02-15', []],
    ['2026-02-15', '2026-02-15', []],
    ['2026-02-16', '2026-04-01', ['Locks']],
    ['2026-04-01', '2026-04-01', ['Locks']],
    ['2026-04-02', '2026-04-01', ['Locks', 'Help desk']]
  ])('seen on %s: sign in by %s', (today, due, passed) => {
    const steps = signInSteps('2026-01-01', locks?.signInClocks ?? [], today)
    expect(signInDueOn(steps)).toBe(due)
    expect(steps.filter((step) => step.hasPassed).map((step) => step.what)).toEqual(passed)
  })

  test('where the portal states nothing there is no day, but a reminder of the firm', () => {
    expect(signInDueOn(signInSteps('2026-01-01', sheets?.signInClocks ?? [], '2026-01-02'))).toBeNull()
    for (const portal of [sheets, undefined]) {
      expect(reminderClocksOf(portal).map(({ days, certainty }) => [days, certainty])).toEqual([[60, 'U']])
    }
    expect(reminderClocksOf(locks)).toBe(locks?.signInClocks)
  })
})

test('rule W1: a password is due its days after the noted change', () => {
  expect(passwordDueOn('2026-01-01', locks)).toBe('2026-04-01')
  expect(passwordDueOn(null, locks)).toBeNull()
  expect(passwordDueOn('2026-01-01', sheets)).toBeNull()
  expect(passwordDueOn('2026-01-01', undefined)).toBeNull()
})

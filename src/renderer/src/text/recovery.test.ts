import { expect, test } from 'vitest'
import type { RecoverabilityOf, Way } from '#contract'
import { recoveryText } from './recovery.ts'

const way = (more: Partial<Way>): Way => ({
  kind: 'factor',
  counts: true,
  because: null,
  person: null,
  factorKind: 'text',
  waitBusinessDays: null,
  ...more
})
const recovery = (more: Partial<RecoverabilityOf>): RecoverabilityOf => ({
  value: 'yes',
  singlePerson: false,
  people: [],
  ways: [],
  daysSinceSignIn: null,
  signInDueOn: null,
  signInSteps: [],
  passwordDueOn: null,
  ...more
})

test('the answer names the people, or the usual wait', () => {
  expect(recoveryText.answer(recovery({}))).toBe('Yes, anybody at the firm')
  expect(recoveryText.answer(recovery({ value: 'with-person', people: ['Ana', 'Zoe'] }))).toBe('Only with Ana and Zoe')
  const asked = recovery({ value: 'help-desk', ways: [way({ kind: 'help-desk', waitBusinessDays: 10 })] })
  expect(recoveryText.answer(asked)).toBe('Only through the portal’s help desk, usually about 10 federal business days')
  expect(recoveryText.answer({ ...asked, ways: [] })).toBe('Only through the portal’s help desk')
  expect(recoveryText.answer(recovery({ value: 'unknown' }))).toBe('Nothing recorded')
})

test('a way that does not count always says why', () => {
  for (const kind of ['authenticator-here', 'backup-code-here'] as const) {
    const kept = recoveryText.way(way({ kind }))
    for (const because of ['none', 'not-offered'] as const)
      expect(recoveryText.way(way({ kind, counts: false, because })), `${kind} ${because}`).not.toBe(kept)
  }
  expect(recoveryText.way(way({ counts: false, because: 'holder-left', person: 'Zoe' }))).toBe('Text message of Zoe, who has left the firm')
  expect(recoveryText.way(way({ kind: 'backup-code-here', counts: false, because: 'presumed-stale' }))).toContain('presumed stale')
  expect(recoveryText.way(way({ kind: 'help-desk', counts: false, because: 'not-offered' }))).toContain('cannot recover')
})

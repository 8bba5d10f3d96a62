import { expect, test } from 'vitest'
import { factorFromDraft, newFactorDraft } from './factor-draft.ts'

const typed = { ...newFactorDraft, kind: 'text', memberId: 'member-1', holderName: ' her daughter ', detail: ' ends in 0142 ' } as const

test('names the member only when a member holds it', () => {
  expect(factorFromDraft({ ...typed, holderKind: 'member' })).toMatchObject({
    memberId: 'member-1',
    holderName: '',
    detail: 'ends in 0142'
  })
  expect(factorFromDraft({ ...typed, holderKind: 'client' })).toMatchObject({ memberId: null, holderName: '' })
  expect(factorFromDraft({ ...typed, holderKind: 'other' })).toMatchObject({ memberId: null, holderName: 'her daughter' })
})

test('an empty date is no date', () => {
  expect(factorFromDraft(typed).addedOn).toBeNull()
  expect(factorFromDraft({ ...typed, addedOn: '2026-03-01' }).addedOn).toBe('2026-03-01')
})

import { describe, expect, it } from 'vitest'
import type { AuthenticatorPreview, EntrySuggestion, PreviewedEntry } from '#contract'
import { commitOf, countsOf, type Decisions, proposedFor } from './decisions.ts'

const account: EntrySuggestion = {
  ...{
    accountId: 'a',
    clientId: 'c',
    clientName: 'Garcia Lopez, María',
    portalId: 'uscis',
    portalName: 'USCIS',
    username: 'maria@example.com'
  },
  ...{ because: 'same-login', refused: null }
}
const entry = (position: number, facts: Partial<PreviewedEntry> = {}): PreviewedEntry => ({
  ...{ position, kind: 'totp', issuer: 'USCIS', label: 'maria@example.com', note: '', algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
  ...{ generates: true, remark: null, standing: 'new', knownAs: null, suggestion: account },
  ...facts
})

describe('what is proposed for an entry', () => {
  it('is its account where portal and sign-in name are the account’s', () => {
    expect(proposedFor(entry(1))).toEqual({ kind: 'give', account })
  })
  it.each([
    ['known already', { standing: 'known' }],
    ['without codes', { generates: false }],
    ['like no account', { suggestion: null }],
    ['like a sign-in name only', { suggestion: { ...account, because: 'same-username' } }],
    ['of an account that may keep no secret', { suggestion: { ...account, refused: 'consent-missing' } }]
  ] as const)('waits when it is %s', (_case, facts) => {
    expect(proposedFor(entry(1, facts))).toEqual({ kind: 'wait' })
  })
})

describe('an import as decided', () => {
  const preview: AuthenticatorPreview = {
    ...{ previewId: 'p', format: 'aegis', sourceName: 'aegis.json', leftOut: [], unread: [] },
    entries: [entry(1), entry(2, { suggestion: null }), entry(3, { standing: 'known' }), entry(4)]
  }
  const decisions: Decisions = new Map([[4, { kind: 'leave-out' }]])

  it('counts every entry once', () => {
    expect(countsOf(preview, decisions)).toEqual({ read: 4, given: 1, waiting: 1, known: 1, leftOut: 1 })
  })
  it('names what is given and what stays out', () => {
    expect(commitOf(preview, decisions)).toEqual({ previewId: 'p', give: [{ position: 1, accountId: 'a' }], leaveOut: [4] })
  })
})

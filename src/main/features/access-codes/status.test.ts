import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Portal } from '#contract/portals'
import { accessCodeStatus, replacementDueOn } from './status.ts'

const uscis = Portal.parse({
  ...JSON.parse(readFileSync(new URL('../../../../resources/portals/uscis.json', import.meta.url), 'utf8')),
  helpDesk: { businessDays: 10, page: null, topics: [], contact: null }
})
const facts = { expiresOn: '2026-12-31', usedAt: null, usedByOther: false, replacedAt: null, replacementRequestedOn: null }

describe('the status of an access code', () => {
  it.each([
    ['on its last day', {}, '2026-12-31', 'expiring'],
    ['the day after', {}, '2027-01-01', 'expired'],
    ['long before', {}, '2026-10-01', 'new'],
    ['asked for anew while good', { replacementRequestedOn: '2026-10-01' }, '2026-10-02', 'replacement-requested'],
    ['asked for anew while expiring', { replacementRequestedOn: '2026-12-30' }, '2026-12-31', 'replacement-requested'],
    ['asked for anew after expiry', { replacementRequestedOn: '2027-01-04' }, '2027-02-01', 'replacement-requested'],
    ['replaced after it was asked for', { replacementRequestedOn: '2027-01-04', replacedAt: 1 }, '2027-02-01', 'replaced'],
    ['used although a new one was asked for', { replacementRequestedOn: '2027-01-04', usedAt: 1 }, '2027-02-01', 'used'],
    ['used by another', { replacementRequestedOn: '2027-01-04', usedAt: 1, usedByOther: true }, '2027-02-01', 'used-by-other']
  ])('%s', (_, change, today, status) => {
    expect(accessCodeStatus({ ...facts, ...change }, uscis, today)).toBe(status)
  })
})

describe('the day by which a replacement usually comes', () => {
  it('is ten federal business days later', () => {
    expect(replacementDueOn('2026-11-20', uscis)).toBe('2026-12-07')
    expect(replacementDueOn(null, uscis)).toBeNull()
  })
  it("takes the portal's own number, else ten as the firm's setting", () => {
    expect(replacementDueOn('2026-03-02', { ...uscis, helpDesk: { businessDays: 3, page: null, topics: [], contact: null } })).toBe(
      '2026-03-05'
    )
    expect(replacementDueOn('2026-03-02', { ...uscis, helpDesk: { businessDays: null, page: null, topics: [], contact: null } })).toBe(
      '2026-03-16'
    )
    expect(replacementDueOn('2026-03-02', { ...uscis, helpDesk: null })).toBe('2026-03-16')
    expect(replacementDueOn('2026-03-02', undefined)).toBe('2026-03-16')
  })
})

import { expect, it } from 'vitest'
import { appearanceStatus } from './status.ts'

const today = '2026-11-22'

it.each([
  // withdrawn on, matter closed on, state
  [null, null, 'in-effect'],
  ['2026-11-22', null, 'withdrawn'],
  ['2026-01-05', null, 'withdrawn'],
  // The firm's zone moved west after the note: not that day yet.
  ['2026-11-23', null, 'in-effect'],
  [null, '2026-11-22', 'matter-closed'],
  [null, '2026-11-23', 'in-effect'],
  // What the agency was told comes before what the firm closed, whichever was first.
  ['2026-10-01', '2026-11-01', 'withdrawn'],
  ['2026-11-10', '2026-11-01', 'withdrawn']
] as const)('withdrawn %s, matter closed %s: %s', (withdrawnOn, matterClosedOn, status) => {
  expect(appearanceStatus({ withdrawnOn, matterClosedOn }, today)).toBe(status)
})

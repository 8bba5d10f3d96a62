import { expect, test } from 'vitest'
import { formatDate } from '../../text/dates.ts'
import { clockText, waitText } from './waiting.ts'

test('the clock shows minutes and seconds, hours when there are any, and never less than nothing', () => {
  expect([0, -5, 900, 61_000, 3_600_000, 3_723_000].map(clockText)).toEqual(['0:00', '0:00', '0:01', '1:01', '1:00:00', '1:02:03'])
})

const step = { stepId: 's', doneAt: null, doneBy: null, note: '', waitUntil: null, waitUntilDay: null, blockedBy: [], isRecorded: null }
const guideStep = (wait: { minutes: number | null; businessDays: number | null } | null) => ({
  id: 's',
  text: 'Wait',
  words: [],
  page: null,
  wait,
  record: null,
  code: null,
  after: [],
  required: true,
  source: 'portals.md',
  certainty: 'A' as const
})
const hour = guideStep({ minutes: 60, businessDays: null })

test('a running clock counts down, a clock that ran out says so', () => {
  const now = Date.UTC(2026, 10, 22, 12)
  expect(waitText({ ...step, waitUntil: now + 90_000 }, hour, now, '2026-11-22')).toContain('1:30 left')
  expect(waitText({ ...step, waitUntil: now }, hour, now, '2026-11-22')).toContain('ended')
})

test('business days name the day, and what has not begun says how long it takes', () => {
  const waiting = { ...step, waitUntilDay: '2026-12-08' }
  expect(waitText(waiting, hour, 0, '2026-12-07')).toBe(`Usually done by ${formatDate('2026-12-08')}, in 1 day.`)
  expect(waitText(waiting, hour, 0, '2026-12-10')).toContain('2 days ago. Ask again.')
  expect(waitText(step, guideStep({ minutes: null, businessDays: 10 }), 0, '2026-11-22')).toBe(
    'Usually takes about 10 federal business days.'
  )
  expect(waitText(step, hour, 0, '2026-11-22')).toBe('Wait 1 hour.')
  expect(waitText(step, guideStep(null), 0, '2026-11-22')).toBeNull()
})

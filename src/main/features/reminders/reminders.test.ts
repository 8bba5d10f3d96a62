import { expect, test } from 'vitest'
import { layerOf, notificationText, pastLayer, type ReminderFacts, remind } from './reminders.ts'

const today = '2026-11-22'
const open: ReminderFacts = {
  id: 'a',
  kind: 'deadline',
  title: 'Answer the RFE',
  clientName: 'Garcia Lopez, María',
  dueOn: '2026-11-25',
  days: [7, 3, 1],
  snoozedUntil: null,
  shownLayer: null
}

test.each([
  ['2026-11-30', null],
  ['2026-11-29', 7],
  ['2026-11-26', 7],
  ['2026-11-25', 3],
  ['2026-11-24', 3],
  ['2026-11-23', 1],
  ['2026-11-22', 0],
  ['2026-11-21', pastLayer]
])('due on %s: layer %s', (dueOn, layer) => {
  expect(layerOf(dueOn, [7, 3, 1], today)).toBe(layer)
})

test('without reminders only the day itself and after count', () => {
  expect(layerOf('2026-11-23', [], today)).toBeNull()
  expect(layerOf(today, [], today)).toBe(0)
})

test('each layer once: what was shown is not said again, the next layer is', () => {
  expect(remind([open], today).shown).toEqual([{ id: 'a', layer: 3 }])
  expect(remind([{ ...open, shownLayer: 3 }], today)).toEqual({ note: null, shown: [] })
  // Two layers passed while the vault was closed: the one it is in now is said, once.
  expect(remind([{ ...open, shownLayer: 7 }], today).shown).toEqual([{ id: 'a', layer: 3 }])
  expect(remind([{ ...open, shownLayer: 3 }], '2026-11-24').shown).toEqual([{ id: 'a', layer: 1 }])
  expect(remind([{ ...open, shownLayer: pastLayer }], '2026-12-24')).toEqual({ note: null, shown: [] })
})

test('nothing while snoozed, and again from that day on', () => {
  expect(remind([{ ...open, snoozedUntil: '2026-11-23' }], today).note).toBeNull()
  expect(remind([{ ...open, snoozedUntil: today }], today).note).not.toBeNull()
})

test('one notification, by urgency; names only when allowed', () => {
  const { note } = remind(
    [
      { ...open, id: 'b', dueOn: '2026-11-20' },
      { ...open, id: 'c', dueOn: today },
      { ...open, id: 'd', dueOn: today, kind: 'appointment', title: 'Biometrics' },
      open
    ],
    today
  )
  if (note === null) throw new Error('nothing to say')
  expect(notificationText(note, false)).toEqual({
    title: '1 past its date, 1 deadline and 1 appointment today, 1 deadline coming up',
    body: 'Open Keydocket to see them.'
  })
  expect(JSON.stringify(notificationText(note, false))).not.toMatch(/Garcia|RFE|Biometrics/)
  expect(notificationText(note, true).body).toBe(
    'Garcia Lopez, María: Answer the RFE\nGarcia Lopez, María: Answer the RFE\nGarcia Lopez, María: Biometrics\nand 1 more'
  )
})

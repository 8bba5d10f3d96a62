import { expect, test } from 'vitest'
import { keychainEntryFromText, keychainEntryText } from './keychain-entry.ts'

const slotId = '0190aaaa-0000-7000-8000-000000000000'
const key = Buffer.alloc(32, 7)

test('an entry reads back as it was written, with an anchor and without', () => {
  expect(keychainEntryText({ slotId, key })).toMatch(/^v1\./)
  for (const entry of [
    { slotId, key },
    { slotId, key, anchor: { seq: 18_342, hashPrefix: '7f3a90c211de5b04' } }
  ]) {
    expect(keychainEntryFromText(keychainEntryText(entry))).toEqual(entry)
  }
  expect(
    keychainEntryText({ slotId, key, anchor: { seq: Number.MAX_SAFE_INTEGER, hashPrefix: 'f'.repeat(16) } }).length
  ).toBeLessThanOrEqual(117)
})

test('anything else is no entry', () => {
  const v2 = keychainEntryText({ slotId, key, anchor: { seq: 5, hashPrefix: '7f3a90c211de5b04' } })
  const others = [
    '',
    'v1',
    v2.replace('v2', 'v1'),
    v2.replace('v2', 'v3'),
    v2.replace('.5.', '.05.'),
    v2.replace('.5.', '.0.'),
    v2.slice(0, -1)
  ]
  for (const text of [...others, `${v2}0`, v2.replace('.5.', '.'), keychainEntryText({ slotId, key }).replace('v1', 'v2'), `${v2}\n`]) {
    expect([text, keychainEntryFromText(text)]).toEqual([text, null])
  }
})

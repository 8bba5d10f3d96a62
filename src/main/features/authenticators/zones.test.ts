/** Codes depend on UTC alone: not on the time zone of the computer or the firm, its changes of the clocks, or the year. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordSecurityCount } from '../../testing/security-counts.ts'

const zones = [
  ...['UTC', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'America/St_Johns', 'Pacific/Honolulu'],
  ...['Pacific/Kiritimati', 'Pacific/Chatham', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/London', 'Australia/Lord_Howe']
]
/** Both changes of the clocks of 2026 in each zone that has them, to the second before and after, and the ends of counters. */
const instants = [
  ...['2026-03-08T07:00:00Z', '2026-03-08T10:00:00Z', '2026-11-01T06:00:00Z', '2026-11-01T09:00:00Z', '2026-03-29T01:00:00Z'],
  ...['2026-10-25T01:00:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z', '2026-04-04T14:00:00Z', '2026-09-26T14:00:00Z'],
  ...['1970-01-01T00:00:01Z', '2038-01-19T03:14:07Z', '2038-01-19T03:14:08Z', '2106-02-07T06:28:15Z', '2106-02-07T06:28:16Z'],
  ...['2016-12-31T23:59:59Z', '2100-02-28T23:59:59Z', '2099-12-31T23:59:59Z']
].flatMap((at) => [-1000, 0, 1000].map((ms) => Date.parse(at) + ms))

const program = `
  import { codeAt, createCodeKey } from ${JSON.stringify(join(import.meta.dirname, 'verification-code.ts'))}
  const key = createCodeKey(Buffer.from('12345678901234567890'), 'SHA1')
  const codes = ${JSON.stringify(instants)}.map((at) => codeAt(key, { digits: 8, periodSeconds: 30 }, at).code)
  process.stdout.write(JSON.stringify({ offset: new Date(${instants[0]}).getTimezoneOffset(), codes }))`

/** A process of its own for each zone: a zone set later is not believed by everything. */
function codesIn(zone: string): { offset: number; codes: string[] } {
  const args = ['--input-type=module', '--experimental-strip-types', '--no-warnings', '--eval', program]
  return JSON.parse(execFileSync(process.execPath, args, { env: { ...process.env, TZ: zone }, encoding: 'utf8' }))
}

test('a code is the same in every zone, through both changes of the clocks and at the ends of counters', { timeout: 60_000 }, () => {
  const answers = zones.map((zone) => ({ zone, ...codesIn(zone) }))
  // The zones are really different ones, or nothing would be shown.
  expect(new Set(answers.map(({ offset }) => offset)).size).toBeGreaterThan(8)
  const [utc] = answers
  const failed = answers.flatMap(({ codes }) => codes.filter((code, index) => code !== utc?.codes[index])).length
  expect(failed).toBe(0)
  // RFC 6238 appendix B has 07081804 at 1111111109: one published value through the same path.
  expect(utc?.codes).toHaveLength(instants.length)
  recordSecurityCount({
    row: '22-zones',
    title: 'codes in 12 time zones, at both changes of the clocks, 1970, 2038, 2100 and 2106, against UTC',
    count: answers.length * instants.length,
    bar: 12 * 40,
    failed
  })
})

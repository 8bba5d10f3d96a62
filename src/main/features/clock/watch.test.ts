import { expect, test } from 'vitest'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { createTestClock } from '../../testing/test-ports.ts'
import { judge } from './judgement.ts'
import { createClockWatch, jumpBetween, lookEveryMs } from './watch.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute
const year = 365 * day
const start = Date.parse('2026-11-22T15:00:00Z')

/** By how much the clock is set, and whether that is more than timers being late or a clock that is set right by and by. */
const jumps: readonly [string, number, boolean][] = [
  ['1 s', second, false],
  ['2 s', 2 * second, false],
  ['2.001 s', 2 * second + 1, true],
  ['a step of NTP, 3 s', 3 * second, true],
  ['30 s', 30 * second, true],
  ['1 min', minute, true],
  ['1 h', 60 * minute, true],
  ['1 day', day, true],
  ['1 year', year, true],
  ['10 years', 10 * year, true]
]
const bothWays = jumps.flatMap(([name, ms, isSeen]) => [[`+${name}`, ms, isSeen] as const, [`-${name}`, -ms, isSeen] as const])

test.each(bothWays)('the clock is set by %s', (_name, ms, isSeen) => {
  expect(jumpBetween({ wall: start, monotonic: 7 }, { wall: start + lookEveryMs + ms, monotonic: 7 + lookEveryMs })).toBe(isSeen ? ms : 0)
})

test('every jump is told within ten seconds, however often the clock is set', () => {
  let failed = 0
  for (const [, ms, isSeen] of bothWays) {
    const clock = createTestClock(start)
    const watch = createClockWatch(clock)
    const heard: number[] = []
    watch.listen(({ byMs }) => void heard.push(byMs))
    watch.start()
    clock.advance(12_345)
    clock.set(clock.now() + ms)
    clock.advance(lookEveryMs)
    clock.advance(lookEveryMs)
    if (heard.length !== (isSeen ? 1 : 0) || watch.changed()?.byMs !== (isSeen ? ms : undefined)) failed += 1
    watch.stop()
    clock.set(start)
    clock.advance(day)
    if (heard.length > (isSeen ? 1 : 0)) failed += 1
  }
  expect(failed).toBe(0)
  recordSecurityCount({
    row: '22-jumps',
    title: 'jumps of the clock from 1 s to 10 years either way, told within 10 s or rightly left alone',
    count: bothWays.length,
    bar: 20,
    failed
  })
})

test('a clock that is set and set back has not changed; several jumps count as one', () => {
  const clock = createTestClock(start)
  const watch = createClockWatch(clock)
  for (const ms of [minute, 30 * second]) {
    clock.set(clock.now() + ms)
    watch.look()
  }
  expect(watch.changed()?.byMs).toBe(90 * second)
  clock.set(clock.now() - 90 * second)
  watch.look()
  expect(watch.changed()).toBeNull()
})

test('sleep is no jump, whichever clock stands still meanwhile; a jump after waking is', () => {
  for (const monotonicSleeps of [true, false]) {
    for (const asleepMs of [60 * minute, day, 3 * day]) {
      let wall = start
      let monotonic = 5
      const watch = createClockWatch({ now: () => wall, monotonic: () => monotonic, after: () => () => {} })
      watch.sleep()
      wall += asleepMs
      if (!monotonicSleeps) monotonic += asleepMs
      // A timer that was due during the sleep may run before the system says that it woke up.
      watch.look()
      watch.wake()
      expect(watch.changed()).toBeNull()
      wall += minute
      watch.look()
      expect(watch.changed()?.byMs).toBe(minute)
    }
  }
})

test('what happens while nobody listens is told to the next listener, once', () => {
  const clock = createTestClock(start)
  const watch = createClockWatch(clock)
  clock.set(start + minute)
  watch.look()
  clock.set(start + 3 * minute)
  watch.look()
  expect(watch.listen(() => {})).toEqual({ byMs: 3 * minute, before: start + minute })
  watch.unlisten()
  expect(watch.listen(() => {})).toBeNull()
})

const facts = { now: start, changed: null, newest: start, builtAt: start - day, correction: null }
const correction = (seconds: number, at: number) => ({ seconds, at, by: 'Ana' })

test.each([
  ['nothing speaks against it', {}, {}],
  ['a minute behind is let pass', { newest: start + minute }, {}],
  ['more than a minute behind is not', { newest: start + minute + 1 }, { behindSeconds: 60 }],
  ['ten years behind', { newest: start + 10 * year, builtAt: start + 9 * year }, { behindSeconds: (10 * year) / 1000, beforeBuild: true }],
  ['years ahead of anything known', { newest: 0 }, {}],
  ['before the build', { builtAt: start + 1 }, { beforeBuild: true }],
  ['run from its source', { builtAt: null }, {}],
  ['was set', { changed: { at: start - second, byMs: -2501 } }, { changed: { at: start - second, bySeconds: -3 } }],
  ['corrected', { correction: correction(-300, start - day + 1) }, { correction: { seconds: -300, until: start + 1, by: 'Ana' } }],
  ['corrected a day ago', { correction: correction(120, start - day) }, {}],
  ['corrected by a clock that has been set back since', { correction: correction(120, start + 2 * minute) }, {}],
  ['correction ended', { correction: correction(0, start) }, {}],
  ['1970', { now: 0, newest: 0, builtAt: start }, { now: 0, beforeBuild: true }],
  ['before 1970', { now: -year, newest: 0, builtAt: null }, { now: 0, behindSeconds: year / 1000 }]
])('judges: %s', (_name, given, expected) => {
  expect(judge({ ...facts, ...given })).toEqual({
    now: start,
    changed: null,
    behindSeconds: null,
    beforeBuild: false,
    correction: null,
    ...expected
  })
})

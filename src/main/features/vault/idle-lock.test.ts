import { expect, it } from 'vitest'
import { createTestClock } from '../../testing/test-ports.ts'
import { createIdleLock, lockMinutes, msLeft } from './idle-lock.ts'

const minute = 60_000
const hour = 60 * minute
const touchedAt = { wall: 1_000_000_000, monotonic: 5_000 }

it.each([
  ['at once', 0, 0, 10 * minute],
  ['a millisecond before the end', 10 * minute - 1, 10 * minute - 1, 1],
  ['at the very end', 10 * minute, 10 * minute, 0],
  ['after an hour asleep with the monotonic clock standing still', hour, 0, -50 * minute],
  ['after an hour asleep with both clocks going on', hour, hour, -50 * minute],
  ['with the date set back a day', -24 * hour, 4 * minute, 6 * minute],
  ['with the date set back a day, time over', -24 * hour, 10 * minute, 0],
  ['with the date set forward a day', 24 * hour, minute, 10 * minute - 24 * hour]
])('%s', (_when, wall, monotonic, left) => {
  expect(msLeft(touchedAt, { wall: touchedAt.wall + wall, monotonic: touchedAt.monotonic + monotonic }, 10 * minute)).toBe(left)
})

it.each([
  [10, null, 10],
  [10, 5, 5],
  [2, 5, 2],
  [120, 120, 120]
])('setting %s under a policy of at most %s: %s minutes', (setting, most, minutes) => expect(lockMinutes(setting, most)).toBe(minutes))

function start(minutes = 10) {
  const clock = createTestClock()
  const told: string[] = []
  const limit = { minutes }
  const idle = createIdleLock({
    clock,
    minutes: () => limit.minutes,
    lock: () => void told.push('lock'),
    emit: (name, payload) => void told.push(`${name} ${JSON.stringify(payload)}`)
  })
  idle.start()
  return { clock, told, limit, idle }
}
const pass = (clock: { advance(ms: number): void }, ms: number): void => {
  for (let left = ms; left > 0; left -= 1_000) clock.advance(Math.min(1_000, left))
}

it('warns once, half a minute before, and locks once', () => {
  const { clock, told, idle } = start()
  pass(clock, 9.5 * minute - 1_000)
  expect(told).toEqual([])
  pass(clock, 1_000)
  expect(told).toEqual(['vault.locking {"seconds":30}'])
  pass(clock, 29_000)
  expect([told.length, idle.isOver()]).toEqual([1, false])
  pass(clock, hour)
  expect(told).toEqual(['vault.locking {"seconds":30}', 'lock'])
})

it('begins anew with input, takes the warning back, and warns again', () => {
  const { clock, told, idle } = start()
  pass(clock, 9 * minute)
  idle.touch()
  pass(clock, 9 * minute)
  expect(told).toEqual([])
  pass(clock, 45_000)
  idle.touch()
  expect(told).toEqual(['vault.locking {"seconds":30}', 'vault.locking {"seconds":null}'])
  pass(clock, 9.5 * minute)
  expect(told.slice(2)).toEqual(['vault.locking {"seconds":30}'])
})

it('input that comes after the end opens nothing again, nor does a date set back', () => {
  const { clock, told, idle } = start()
  clock.set(clock.now() + hour)
  expect(idle.isOver()).toBe(true)
  idle.touch()
  clock.set(clock.now() - 2 * hour)
  idle.touch()
  expect([told, idle.isOver()]).toEqual([['lock'], true])
})

it('follows a setting that changes meanwhile, within a tick', () => {
  const { clock, told, limit } = start()
  pass(clock, 3 * minute)
  limit.minutes = 1
  pass(clock, 15_000)
  expect(told).toEqual(['lock'])
})

it('looks no more once stopped', () => {
  const { clock, told, idle } = start()
  idle.stop()
  pass(clock, hour)
  expect([told, idle.isOver()]).toEqual([[], false])
})

import { expect, test, vi } from 'vitest'
import { createTicker, type Timing } from './clock.ts'

/** A clock turned by hand, with one timer at most, which is all the ticker may hold. */
function handClock(start: number) {
  let time = start
  let timer: { at: number; run: () => void } | null = null
  const timing: Timing = {
    now: () => time,
    after(ms, run) {
      if (timer) throw new Error('a second timer')
      const mine = { at: time + ms, run }
      timer = mine
      return () => {
        if (timer === mine) timer = null
      }
    }
  }
  return {
    timing,
    isRunning: () => timer !== null,
    /** Moves on without running what is due, as a busy window does. */
    stall(ms: number) {
      time += ms
    },
    /** Moves on by `ms`, letting due timers run. */
    turn(ms: number) {
      const end = time + ms
      while (timer && timer.at <= end) {
        time = timer.at
        const { run } = timer
        timer = null
        run()
      }
      time = end
    }
  }
}

test('ticks at full seconds for everyone with one timer, and only while somebody listens', () => {
  const clock = handClock(10_400)
  const ticker = createTicker(clock.timing)
  expect(clock.isRunning()).toBe(false)

  const first = vi.fn()
  const second = vi.fn()
  const leaveFirst = ticker.subscribe(first)
  const leaveSecond = ticker.subscribe(second)
  clock.turn(600)
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(1)
  expect(ticker.now()).toBe(11_000)

  leaveFirst()
  clock.turn(2_000)
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(3)

  leaveSecond()
  expect(clock.isRunning()).toBe(false)
})

test('answers the same time between ticks, and a fresh one after a pause without listeners', () => {
  const clock = handClock(50_000)
  const ticker = createTicker(clock.timing)
  const leave = ticker.subscribe(() => undefined)
  clock.stall(1_500)
  expect(ticker.now()).toBe(50_000)
  leave()
  clock.turn(60_000)
  expect(ticker.now()).toBe(111_500)
})

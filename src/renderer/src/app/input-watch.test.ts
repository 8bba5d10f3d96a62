import { expect, test } from 'vitest'
import { createInputWatch } from './input-watch.ts'

const by = (type: string, isTrusted = true) => ({ type, isTrusted })

function start() {
  const at = { now: 1_000 }
  let sent = 0
  const watch = createInputWatch(
    () => at.now,
    () => {
      sent += 1
    }
  )
  return { at, watch, sent: () => sent }
}

test('the first input is told at once, then at most every five seconds', () => {
  const { at, watch, sent } = start()
  for (let ms = 0; ms <= 10_000; ms += 100) {
    at.now = 1_000 + ms
    watch.take(by('pointermove'))
  }
  expect(sent()).toBe(3)
})

test('input made up by a script does not count', () => {
  const { watch, sent } = start()
  expect([watch.take(by('keyup', false)), sent()]).toEqual([false, 0])
})

test('under the warning a press or a key counts at once, a pointer that moves does not', () => {
  const { watch, sent } = start()
  watch.take(by('wheel'))
  watch.warn(true)
  expect(watch.take(by('pointermove'))).toBe(false)
  expect(watch.take(by('wheel'))).toBe(false)
  expect(watch.take(by('keyup'))).toBe(true)
  expect(watch.take(by('pointerup'))).toBe(true)
  expect(sent()).toBe(3)
  watch.warn(false)
  expect(watch.take(by('pointermove'))).toBe(false)
})

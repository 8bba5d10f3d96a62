import { expect, test } from 'vitest'
import { createListLog, createMemoryClipboard, createTestClock } from '../../testing/test-ports.ts'
import { createTimedClipboard } from './timed-clipboard.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function made() {
  const clock = createTestClock()
  const clipboard = createMemoryClipboard()
  const outcomes: string[] = []
  const timed = createTimedClipboard({
    clipboard,
    clock,
    log: createListLog(),
    emit: (_name, payload) => void outcomes.push((payload as { outcome: string }).outcome)
  })
  return { clock, clipboard, outcomes, timed }
}

test('a clipboard that cannot be read at its time is cleared when it can', async () => {
  const { clock, clipboard, outcomes, timed } = made()
  await timed.copy('123456', 30)
  const read = clipboard.read
  clipboard.read = () => Promise.reject(new Error('held by another program'))
  clock.advance(30_000)
  await settled()
  expect([clipboard.content, outcomes]).toEqual(['123456', ['failed']])
  clipboard.read = read
  clock.advance(5_000)
  await settled()
  expect([clipboard.content, outcomes]).toEqual(['', ['failed', 'cleared']])
})

test('clearing on lock waits for a clearing under way and does not skip it', async () => {
  const { clock, clipboard, timed } = made()
  await timed.copy('123456', 30)
  let answer: (text: string) => void = () => {}
  clipboard.read = () => new Promise((resolve) => (answer = resolve))
  clock.advance(30_000)
  await settled()
  const locking = timed.release()
  answer('123456')
  await locking
  expect(clipboard.content).toBe('')
})

test('a copy made while an older one is being cleared stays its full time', async () => {
  const { clock, clipboard, timed } = made()
  await timed.copy('111111', 30)
  let answer: (text: string) => void = () => {}
  const read = clipboard.read
  clipboard.read = () => new Promise((resolve) => (answer = resolve))
  clock.advance(30_000)
  await settled()
  const copying = timed.copy('222222', 30)
  clipboard.read = read
  answer('111111')
  await copying
  await settled()
  expect(clipboard.content).toBe('222222')
})

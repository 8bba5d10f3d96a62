import { expect, test } from 'vitest'
import { createLink } from './link.ts'

interface Sums {
  add(input: { a: number; b: number }): number
  fail(input: null): null
  wait(input: null): null
}

/** Two ends in one process; messages are cloned and arrive later, as between two. */
function pair(ours: Record<string, (input: never) => unknown>) {
  const listeners: ((message: unknown) => void)[] = []
  const end = (mine: number, other: number) => ({
    send: (message: unknown) => {
      const copy = structuredClone(message)
      queueMicrotask(() => listeners[other]?.(copy))
    },
    onMessage: (listener: (message: unknown) => void) => {
      listeners[mine] = listener
    }
  })
  createLink(end(0, 1), ours)
  return createLink<Sums>(end(1, 0), {})
}

test('calls are answered, each with its own answer', async () => {
  const link = pair({ add: ({ a, b }: { a: number; b: number }) => a + b })
  expect(await Promise.all([link.call('add', { a: 1, b: 2 }), link.call('add', { a: 10, b: 20 })])).toEqual([3, 30])
})

test('a failure over there is a failure here, with its name and message', async () => {
  const link = pair({
    fail: () => {
      throw new RangeError('too far')
    }
  })
  await expect(link.call('fail', null)).rejects.toMatchObject({ name: 'RangeError', message: 'too far' })
})

test('a call nobody serves is not in the stand-in', async () => {
  await expect(pair({}).call('fail', null)).rejects.toThrow('not in the stand-in: fail')
})

test('when the other side is gone, waiting and later calls fail', async () => {
  const link = pair({ wait: () => new Promise(() => {}) })
  const waiting = link.call('wait', null)
  link.end()
  await expect(waiting).rejects.toThrow('gone')
  await expect(link.call('wait', null)).rejects.toThrow('gone')
})

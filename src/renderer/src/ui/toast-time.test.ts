import { expect, it } from 'vitest'
import { shownForMs } from './toast-time.ts'

it('leaves time to undo, and never covers the page for good but for an error', () => {
  expect(shownForMs({})).toBe(6_000)
  expect(shownForMs({ tone: 'good', action: {} })).toBe(20_000)
  expect(shownForMs({ tone: 'bad', action: {} })).toBeNull()
})

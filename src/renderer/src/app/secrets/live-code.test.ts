import { describe, expect, it } from 'vitest'
import { groupsOf } from './Characters.tsx'
import { codeAt } from './live-code.ts'

const codes = { code: '111111', nextCode: '222222', expiresAt: 60_000, periodSeconds: 30, madeAt: 35_000, earlier: null }

describe('codeAt', () => {
  it('is the code with its time until it expires', () => {
    expect(codeAt(codes, 35_000)).toEqual({ code: '111111', nextCode: '222222', secondsLeft: 25, fractionLeft: 25 / 30 })
    expect(codeAt(codes, 59_999)).toMatchObject({ code: '111111', secondsLeft: 1 })
  })

  it('is the next code from the very millisecond of expiry, with no code after it known', () => {
    expect(codeAt(codes, 60_000)).toEqual({ code: '222222', nextCode: null, secondsLeft: 30, fractionLeft: 1 })
    expect(codeAt(codes, 89_999)).toMatchObject({ code: '222222', secondsLeft: 1 })
  })

  it('is nothing once both periods are over', () => {
    expect(codeAt(codes, 90_000)).toBeNull()
  })
})

it.each([
  ['12345', ['123', '45']],
  ['123456', ['123', '456']],
  ['1234567', ['1234', '567']],
  ['12345678', ['1234', '5678']],
  ['123456789', ['123', '456', '789']],
  ['1234567890', ['12345', '67890']]
])('groups %s for reading', (code, groups) => {
  expect(groupsOf(code)).toEqual(groups)
  expect(groupsOf(code).join('')).toBe(code)
})

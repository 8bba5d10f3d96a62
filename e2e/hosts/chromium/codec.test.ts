import { isDeepStrictEqual } from 'node:util'
import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { decode, encode } from './codec.ts'

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array(),
  fc.constantFrom(null, undefined, Number.NaN, -0, Number.POSITIVE_INFINITY)
)
const names = fc.oneof(fc.string(), fc.constantFrom('$', 'v', '__proto__', 'constructor'))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 4 }).map((entries) => ownProperties(entries))
  )
}))

function ownProperties(entries: [string, unknown][]): object {
  const object = {}
  for (const [name, entry] of entries)
    Object.defineProperty(object, name, { value: entry, writable: true, enumerable: true, configurable: true })
  return object
}

property.prop([value])('arrives as it was sent', (sent) => {
  expect(isDeepStrictEqual(decode(encode(sent)), sent)).toBe(true)
})

test('a large picture arrives whole', () => {
  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251)
  expect(Buffer.compare(decode(encode(bytes)) as Uint8Array, bytes)).toBe(0)
})

test.each<[string, () => unknown]>([
  ['a map', () => new Map([[1, 2]])],
  ['a set', () => new Set([1])],
  ['a function', () => () => 1],
  ['a symbol', () => Symbol('x')],
  ['an error', () => new Error('x')],
  ['a pattern', () => /x/],
  [
    'a cycle',
    () => {
      const cycle: Record<string, unknown> = {}
      cycle['self'] = cycle
      return cycle
    }
  ]
])('%s is refused, not flattened', (_name, make) => {
  expect(() => encode({ deep: [make()] })).toThrow('not in the stand-in')
})

import { expect, test } from 'vitest'
import { createListPlaces } from './list-places.ts'

test('each list keeps its own place until the vault is locked', () => {
  const places = createListPlaces()
  expect(places.of('accounts').read()).toBeNull()
  places.of('accounts').keep({ scrollTop: 720, rowId: 'a' })
  places.of('report single-person').keep({ scrollTop: 36, rowId: null })
  expect(places.of('accounts')).toBe(places.of('accounts'))
  expect(places.of('accounts').read()).toEqual({ scrollTop: 720, rowId: 'a' })
  expect(places.of('clients').read()).toBeNull()
  places.reset()
  expect(places.of('accounts').read()).toBeNull()
  expect(places.getState()).toEqual({})
})

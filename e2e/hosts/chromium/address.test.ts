import { expect, test } from 'vitest'
import { toAppAddress, toWebAddress } from './address.ts'

test.each([
  ['app://keydocket', 'https://keydocket.localhost'],
  ['app://keydocket/', 'https://keydocket.localhost/'],
  ['app://keydocket/index.html#/x', 'https://keydocket.localhost/index.html#/x'],
  ['app://keydocket?x', 'https://keydocket.localhost?x']
])('%s is %s', (app, web) => {
  expect(toWebAddress(app)).toBe(web)
  expect(toAppAddress(web)).toBe(app)
})

test.each([
  'https://keydocket.localhost.example.com/',
  'https://keydocket.localhost:8080/',
  'https://keydocket.localhost@example.com/',
  'https://example.com/https://keydocket.localhost/',
  'about:blank'
])('%s is not ours', (address) => {
  expect(toAppAddress(address)).toBe(address)
})

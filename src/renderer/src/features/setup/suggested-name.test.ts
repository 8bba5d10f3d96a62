import { expect, it } from 'vitest'
import { suggestedName } from './suggested-name.ts'

it.each([
  ['Dana Whitfield', 'Dana Whitfield'],
  ['dwhitfield', 'dwhitfield'],
  ['root', ''],
  ['Administrator', '']
])('suggests for "%s" the name "%s"', (computerUser, name) => {
  expect(suggestedName(computerUser)).toBe(name)
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createListLog, newDataFolder } from '../testing/test-ports.ts'
import { machinePolicyFile, readMachinePolicy } from './machine-policy.ts'

const strict = { keychainSlot: 'forbidden', maxAutoLockMinutes: 10, clipboard: 'forbidden' }

it.each([
  [null, { keychainSlot: 'allowed' }],
  ['{}', { keychainSlot: 'allowed' }],
  ['{"keychainSlot":"allowed"}', { keychainSlot: 'allowed' }],
  ['{"keychainSlot":"forbidden"}', { keychainSlot: 'forbidden' }],
  ['{"maxAutoLockMinutes":5}', { keychainSlot: 'allowed', maxAutoLockMinutes: 5 }],
  ['{"keychainSlot":"forbidden","maxAutoLockMinutes":120}', { keychainSlot: 'forbidden', maxAutoLockMinutes: 120 }],
  ['{"clipboard":"forbidden"}', { keychainSlot: 'allowed', clipboard: 'forbidden' }],
  ['{"clipboard":"allowed"}', { keychainSlot: 'allowed', clipboard: 'allowed' }],
  ['{"clipboard":false}', strict],
  ['{"maxAutoLockMinutes":0}', strict],
  ['{"maxAutoLockMinutes":121}', strict],
  ['{"maxAutoLockMinutes":2.5}', strict],
  ['{"maxAutoLockMinutes":"5"}', strict],
  ['{"maxAutoLockMinutes":null}', strict],
  ['{"keychainSlot":"sometimes"}', strict],
  ['null', strict],
  ['{"keychainSlot":', strict],
  ['', strict]
])('reads %s', (text, policy) => {
  const file = join(newDataFolder(), 'policy.json')
  if (text !== null) writeFileSync(file, text)
  expect(readMachinePolicy(createListLog(), file)).toEqual(policy)
})

it('lies where people cannot write', () => {
  expect(machinePolicyFile('linux')).toBe('/etc/keydocket/policy.json')
  expect(machinePolicyFile('darwin')).toBe('/Library/Application Support/Keydocket/policy.json')
  expect(machinePolicyFile('win32', 'C:\\ProgramData')).toMatch(/^C:\\ProgramData.Keydocket.policy\.json$/)
})

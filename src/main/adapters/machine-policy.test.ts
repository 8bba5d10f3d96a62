import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createListLog, newDataFolder } from '../testing/test-ports.ts'
import { machinePolicyFile, readMachinePolicy } from './machine-policy.ts'

it.each([
  [null, 'allowed'],
  ['{}', 'allowed'],
  ['{"keychainSlot":"allowed"}', 'allowed'],
  ['{"keychainSlot":"forbidden"}', 'forbidden'],
  ['{"keychainSlot":"sometimes"}', 'forbidden'],
  ['null', 'forbidden'],
  ['{"keychainSlot":', 'forbidden'],
  ['', 'forbidden']
])('reads %s as %s', (text, keychainSlot) => {
  const file = join(newDataFolder(), 'policy.json')
  if (text !== null) writeFileSync(file, text)
  expect(readMachinePolicy(createListLog(), file)).toEqual({ keychainSlot })
})

it('lies where people cannot write', () => {
  expect(machinePolicyFile('linux')).toBe('/etc/keydocket/policy.json')
  expect(machinePolicyFile('darwin')).toBe('/Library/Application Support/Keydocket/policy.json')
  expect(machinePolicyFile('win32', 'C:\\ProgramData')).toMatch(/^C:\\ProgramData.Keydocket.policy\.json$/)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { autoLockBounds } from '#contract/vocabulary'
import type { Log, Policy } from '../ports.ts'

/** Where firm IT puts policy.json: a folder that people cannot write to. */
export function machinePolicyFile(platform = process.platform, programData = process.env['ProgramData'] ?? 'C:\\ProgramData'): string {
  if (platform === 'win32') return join(programData, 'Keydocket', 'policy.json')
  return platform === 'darwin' ? '/Library/Application Support/Keydocket/policy.json' : '/etc/keydocket/policy.json'
}

/**
 * The policy of this computer: `{"keychainSlot":"forbidden","maxAutoLockMinutes":5,"clipboard":"forbidden"}`, each of them optional. Without a file everything is allowed; a file
 * that cannot be understood counts as a strict one, since somebody meant to restrict something.
 */
export function readMachinePolicy(log: Log, file = machinePolicyFile()): Policy {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return { keychainSlot: 'allowed' }
    log.error('policy.unreadable', error)
    return strict
  }
  const policy = policyFrom(text)
  if (policy === null) log.warn('policy.not-understood')
  return policy ?? strict
}

/** No keychain, no clipboard, and nobody may put the automatic lock off beyond the default of the settings. */
const strict: Policy = { keychainSlot: 'forbidden', maxAutoLockMinutes: 10, clipboard: 'forbidden' }

/** Null when it is not understood. */
function policyFrom(text: string): Policy | null {
  try {
    const { keychainSlot = 'allowed', maxAutoLockMinutes, clipboard } = JSON.parse(text) as Record<string, unknown>
    if (!isPermission(keychainSlot)) return null
    if (maxAutoLockMinutes !== undefined && !isMinutes(maxAutoLockMinutes)) return null
    if (clipboard !== undefined && !isPermission(clipboard)) return null
    return {
      keychainSlot,
      ...(maxAutoLockMinutes === undefined ? {} : { maxAutoLockMinutes }),
      ...(clipboard === undefined ? {} : { clipboard })
    }
  } catch {
    return null
  }
}

const isPermission = (value: unknown): value is 'allowed' | 'forbidden' => value === 'allowed' || value === 'forbidden'
const isMinutes = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= autoLockBounds.min && value <= autoLockBounds.max

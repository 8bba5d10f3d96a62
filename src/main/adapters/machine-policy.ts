import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, Policy } from '../ports.ts'

/** Where firm IT puts policy.json: a folder that people cannot write to. */
export function machinePolicyFile(platform = process.platform, programData = process.env['ProgramData'] ?? 'C:\\ProgramData'): string {
  if (platform === 'win32') return join(programData, 'Keydocket', 'policy.json')
  return platform === 'darwin' ? '/Library/Application Support/Keydocket/policy.json' : '/etc/keydocket/policy.json'
}

/**
 * The policy of this computer, `{"keychainSlot":"forbidden"}` for now. Without a file everything is allowed; a file that cannot be understood counts
 * as the strictest policy, since somebody meant to restrict something.
 */
export function readMachinePolicy(log: Log, file = machinePolicyFile()): Policy {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return { keychainSlot: 'allowed' }
    log.error('policy.unreadable', error)
    return { keychainSlot: 'forbidden' }
  }
  try {
    const { keychainSlot = 'allowed' } = JSON.parse(text) as { keychainSlot?: unknown }
    if (keychainSlot === 'allowed' || keychainSlot === 'forbidden') return { keychainSlot }
  } catch {
    // Said below.
  }
  log.warn('policy.not-understood')
  return { keychainSlot: 'forbidden' }
}

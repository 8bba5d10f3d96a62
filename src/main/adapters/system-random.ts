import { randomBytes } from 'node:crypto'
import type { Random } from '../ports.ts'

/** The operating system's random generator, through node:crypto. */
export function createSystemRandom(): Random {
  return { bytes: (length) => randomBytes(length) }
}

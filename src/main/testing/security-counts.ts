import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a test of SECURITY.md's counted rows tried, and how often what it tried went through. */
export interface SecurityCount {
  /** Name of the row and of its file. */
  readonly row: string
  readonly title: string
  readonly count: number
  readonly bar: string
  readonly failed: number
}

/** Writes test-results/security/<row>.json when KEYDOCKET_SECURITY_COUNTS is set. */
export function recordSecurityCount(count: SecurityCount): void {
  if (process.env['KEYDOCKET_SECURITY_COUNTS'] === undefined) return
  const folder = join(import.meta.dirname, '../../../test-results/security')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${count.row}.json`), `${JSON.stringify(count)}\n`)
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One row of the counted security tests (security.md section 8). */
export interface SecurityCount {
  /** Number of the row, with a word where several tests share it: `13` or `13-header`. */
  readonly row: string
  readonly title: string
  /** Cases that were tried. */
  readonly count: number
  /** What the row asks for: a number of cases, or words. */
  readonly bar: number | string
  /** Cases that came out wrong. */
  readonly failed: number
}

/** Keeps the figures of a test for the summary, when one is being made (KEYDOCKET_SECURITY_COUNTS is set): test-results/security/<row>.json. */
export function recordSecurityCount(count: SecurityCount): void {
  if (!process.env['KEYDOCKET_SECURITY_COUNTS']) return
  const folder = join(import.meta.dirname, '../../../test-results/security')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${count.row}.json`), `${JSON.stringify(count)}\n`)
}

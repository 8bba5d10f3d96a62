import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one row of the security test list (security.md section 8) came to. `npm run test:security` collects these. */
export interface SecurityCount {
  /** Number of the row, with a letter where several tests share it: "15", "15b". */
  readonly row: string
  readonly title: string
  /** Cases tried. */
  readonly count: number
  /** What the list asks for, in its words. */
  readonly bar: string
  readonly failed: number
}

const folder = join(import.meta.dirname, '../../../test-results/security')

/** Writes the row's count where KEYDOCKET_SECURITY_COUNTS is set; otherwise does nothing. */
export function recordSecurityCount(count: SecurityCount): void {
  if (process.env['KEYDOCKET_SECURITY_COUNTS'] === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${count.row}.json`), `${JSON.stringify(count)}\n`)
}

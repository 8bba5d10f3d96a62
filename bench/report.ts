import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus, platform, release } from 'node:os'

/** `times`: ours / bare at most. `rate`: bare / ours at least. `milliseconds`: ours at most. `extra`: ours - bare at most, in milliseconds. */
export type Goal =
  | { readonly kind: 'times'; readonly most: number }
  | { readonly kind: 'rate'; readonly least: number }
  | { readonly kind: 'milliseconds'; readonly most: number }
  | { readonly kind: 'extra'; readonly most: number }

/** Two ways of doing one job. Times in milliseconds for the amount of work the subject names. */
export interface Measured {
  readonly subject: string
  /** What the bare side did. */
  readonly against: string
  readonly ours: number
  readonly bare: number
  /** Null: for information, nothing was promised. */
  readonly goal: Goal | null
}

function judged({ ours, bare, goal }: Measured): { goal: string; reached: string; met: boolean | null } {
  switch (goal?.kind) {
    case 'times':
      return { goal: `<= ${goal.most}x`, reached: `${(ours / bare).toFixed(2)}x`, met: ours / bare <= goal.most }
    case 'rate':
      return { goal: `>= ${goal.least} of bare`, reached: `${(bare / ours).toFixed(2)} of bare`, met: bare / ours >= goal.least }
    case 'milliseconds':
      return { goal: `<= ${goal.most} ms`, reached: `${(ours / bare).toFixed(2)}x`, met: ours <= goal.most }
    case 'extra':
      return { goal: `bare + ${goal.most} ms`, reached: `+ ${(ours - bare).toFixed(0)} ms`, met: ours - bare <= goal.most }
    default:
      return { goal: '-', reached: `${(ours / bare).toFixed(2)}x`, met: null }
  }
}

const milliseconds = (value: number): string => `${value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4)} ms`

const columns = ['subject', 'ours', 'bare', 'ratio', 'goal', 'met?'] as const

function cells(row: Measured): readonly string[] {
  const { goal, reached, met } = judged(row)
  return [row.subject, milliseconds(row.ours), milliseconds(row.bare), reached, goal, met === null ? '-' : met ? 'yes' : 'NO']
}

/** The table for a terminal. */
export function tableText(rows: readonly Measured[]): string {
  const lines = [columns, ...rows.map(cells)]
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const text = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')
  )
  return [text[0], widths.map((width) => '-'.repeat(width)).join('  '), ...text.slice(1)].join('\n')
}

/** One sentence on how many goals were met, naming those that were not. */
export function verdict(rows: readonly Measured[]): string {
  const withGoal = rows.filter((row) => row.goal !== null)
  const missed = withGoal.filter((row) => judged(row).met === false)
  const met = `${withGoal.length - missed.length} of ${withGoal.length} goals met`
  return missed.length === 0 ? `${met}.` : `${met}. MISSED: ${missed.map((row) => row.subject).join('; ')}.`
}

/** Facts about the machine that a reader needs to place the figures; nothing that names it. */
export function machine(): string {
  const { version } = createRequire(import.meta.url)('better-sqlite3/package.json') as { version: string }
  return `Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, better-sqlite3-multiple-ciphers ${version}, ${platform()} ${release().split('-')[0]} ${arch()}, ${cpus().length} cores`
}

/** Writes the table as a page. */
export function savePage(path: string, rows: readonly Measured[], seconds: number): void {
  const line = (fields: readonly string[]): string => `| ${fields.join(' | ')} |`
  const text = [
    '# Benchmark results',
    '',
    `${new Date().toISOString().slice(0, 10)}. ${machine()}. ${Math.round(seconds)} s in all, from \`npm run bench -- --save\`.`,
    '',
    'Both sides of a row ran in turns in one run: trust the ratio within a row, not one time against a time of another day. The',
    'database is encrypted on both sides. Medians of several rounds.',
    '',
    line(columns),
    line(columns.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(cells(row))),
    '',
    verdict(rows),
    '',
    'What the bare side did:',
    '',
    ...rows.map((row) => `* ${row.subject}: ${row.against}`),
    ''
  ].join('\n')
  writeFileSync(path, text)
}

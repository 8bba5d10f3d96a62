// `npm run test:security [-- ROW...] [--save]`: runs the tests that keep count and sets their figures against the list of security tests.
// With rows named, the figures of the others stay as their last run left them. Exit code 1 when a counted row that was run failed, fell below its
// bar or left no figure. --save writes docs/security-report.md, with the commit each figure was counted at.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildProgram } from './prepare.mjs'
import { findCommand, node24, node24Environment, root, runInForeground } from './processes.mjs'
import { securityRows } from './security-rows.mjs'

/**
 * `commit`: where it was counted; stamped after the run.
 * @typedef {{ row: string, title: string, count: number, bar: number | string, failed: number, commit?: string }} SecurityCount
 * @typedef {{ row: string, what: string, count: string, bar: string, verdict: string, isBad: boolean, commit?: string }} Line
 */

const figures = join(root, 'test-results', 'security')
const report = join(root, 'docs', 'security-report.md')

/** The list's number of a counted row: 5 of `5-bad`. @param {string} row */
const numberOf = (row) => Number.parseInt(row, 10)

/** The tests that keep count, with the list's rows each of them counts for. @returns {{ file: string, rows: number[] }[]} */
function countingTests() {
  const names = ['src', 'scripts', 'e2e/specs'].flatMap((folder) =>
    /** @type {string[]} */ (readdirSync(join(root, folder), { recursive: true })).map((name) => join(folder, name))
  )
  return names
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .filter(({ text }) => text.includes('recordSecurityCount('))
    .map(({ file, text }) => ({ file, rows: [...text.matchAll(/\brow: ['`](\d+)/g)].map((match) => Number(match[1])) }))
}

/** @returns {SecurityCount[]} */
function readFigures() {
  const names = existsSync(figures) ? readdirSync(figures).filter((name) => name.endsWith('.json')) : []
  const counts = names.map(read)
  return counts.sort((one, other) => numberOf(one.row) - numberOf(other.row) || one.row.localeCompare(other.row))
}

/** @param {string} name */
const read = (name) => /** @type {SecurityCount} */ (JSON.parse(readFileSync(join(figures, name), 'utf8')))

/** Forgets what is about to be counted anew. @param {ReadonlySet<number>} rows */
function forget(rows) {
  mkdirSync(figures, { recursive: true })
  for (const name of readdirSync(figures)) if (rows.has(numberOf(read(name).row))) rmSync(join(figures, name))
}

/** Writes the commit beside every figure that was counted just now. @param {string} commit */
function stamp(commit) {
  for (const name of readdirSync(figures)) {
    const figure = read(name)
    if (figure.commit === undefined) writeFileSync(join(figures, name), JSON.stringify({ ...figure, commit }))
  }
}

/** Short name of the present commit, with what was changed since said. */
function presentCommit() {
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const changes = execFileSync('git', ['status', '--porcelain', '--', '.', ':!docs/security-report.md'], { cwd: root, encoding: 'utf8' })
  return changes === '' ? commit : `${commit} with changes`
}

/** @param {number} value */
const grouped = (value) => value.toLocaleString('en-US')

/** @param {SecurityCount} count @returns {Line} */
function lineOf({ row, title, count, bar, failed, commit }) {
  const isShort = count === 0 || (typeof bar === 'number' && count < bar)
  const verdict = failed > 0 ? `${grouped(failed)} FAILED` : isShort ? 'TOO FEW' : 'held'
  return {
    row,
    what: title,
    count: grouped(count),
    bar: typeof bar === 'number' ? grouped(bar) : bar,
    verdict,
    isBad: failed > 0 || isShort,
    ...(commit === undefined ? {} : { commit })
  }
}

/**
 * All lines of the table: one for each figure, one for each row without.
 * @param {readonly SecurityCount[]} counts @param {ReadonlySet<number>} expected rows whose tests were run
 * @returns {Line[]}
 */
export function linesOf(counts, expected) {
  return securityRows.flatMap(({ row, what, uncounted, partly, listed }) => {
    const own = counts.filter((count) => numberOf(count.row) === row)
    const without = { row: String(row), what, count: '-', bar: '-', isBad: false }
    if (own.length === 0) {
      if (expected.has(row)) return [{ ...without, verdict: 'NO FIGURE: the test failed early or was skipped', isBad: true }]
      return [{ ...without, verdict: uncounted ?? 'not run this time' }]
    }
    const lines = own.map(lineOf)
    const tried = own.reduce((sum, { count }) => sum + count, 0)
    const notes = [
      ...(listed !== undefined && tried < listed ? [`the list asks for ${grouped(listed)} cases`] : []),
      ...(partly ? [partly] : [])
    ]
    return lines.map((line, index) => (index === 0 && notes.length > 0 ? { ...line, verdict: [line.verdict, ...notes].join('; ') } : line))
  })
}

/** @param {readonly Line[]} lines */
function asTable(lines) {
  const rows = [
    ['row', 'what', 'count', 'bar', 'verdict'],
    ...lines.map(({ row, what, count, bar, verdict }) => [row, what, count, bar, verdict])
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => /** @type {string} */ (cells[column]).length)))
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  )
}

/** @param {readonly Line[]} lines */
function save(lines) {
  const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|')
  writeFileSync(
    report,
    [
      '# Security tests, counted',
      '',
      `Made by \`npm run test:security -- --save\` on ${new Date().toISOString().slice(0, 10)}; the last column names the commit a figure was counted at.`,
      '',
      '| row | what | count | bar | verdict | commit |',
      '|---|---|---:|---:|---|---|',
      ...lines.map(
        ({ row, what, count, bar, verdict, commit = '-' }) => `| ${[row, what, count, bar, verdict, commit].map(cell).join(' | ')} |`
      ),
      ''
    ].join('\n')
  )
}

/** Whether this system has the program. @param {string} name */
const canRun = (name) => findCommand(name) !== null

/** Starts a test runner, with a throw-away keyring where this system has one. @param {readonly string[]} command */
function runTests(command) {
  const canHaveKeyring = process.platform === 'linux' && ['dbus-run-session', 'gnome-keyring-daemon'].every(canRun)
  return runInForeground(canHaveKeyring ? [join(root, 'scripts', 'with-keyring.sh'), ...command] : command, {
    env: Object.assign(node24Environment(), { KEYDOCKET_SECURITY_COUNTS: '1' })
  })
}

/** Runs the tests that need no window. @param {readonly string[]} files @returns {Promise<number>} exit code */
async function runUnitTests(files) {
  if (files.length === 0) return 0
  const vitest = [node24, join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'scripts/vitest.config.ts']
  return runTests([...vitest, '--reporter=dot', '--silent=true', ...files])
}

/** Builds the program and runs the tests that need its window. @param {readonly string[]} files @returns {Promise<number>} exit code */
async function runWindowTests(files) {
  if (files.length === 0) return 0
  if (!buildProgram()) return 1
  const playwright = [node24, join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--config', 'e2e/playwright.config.ts']
  const display = canRun('xvfb-run') ? ['xvfb-run', '-a', '-s', '-screen 0 1440x1000x24'] : []
  return runTests([...display, ...playwright, '--headed', '--reporter=line', ...files])
}

/** @param {readonly string[]} words @returns {Promise<number>} */
async function main(words) {
  const wanted = words.filter((word) => word !== '--save').map(Number)
  const unknown = wanted.filter((row) => !securityRows.some((one) => one.row === row))
  if (unknown.length > 0) {
    process.stdout.write(`Unknown: ${words.join(' ')}. Rows are 1 to ${securityRows.length}.\n`)
    return 2
  }
  const tests = countingTests().filter(({ rows }) => wanted.length === 0 || rows.some((row) => wanted.includes(row)))
  if (tests.length === 0) {
    process.stdout.write('No test keeps count of these rows.\n')
    return 2
  }
  const counted = new Set(tests.flatMap(({ rows }) => rows))
  const commit = presentCommit()
  forget(wanted.length === 0 ? new Set(securityRows.map(({ row }) => row)) : counted)
  const files = tests.map(({ file }) => file)
  const unitCode = await runUnitTests(files.filter((file) => !file.endsWith('.spec.ts')))
  const windowCode = await runWindowTests(files.filter((file) => file.endsWith('.spec.ts')))
  const code = unitCode || windowCode
  stamp(commit)
  const lines = linesOf(readFigures(), counted)
  process.stdout.write(`\n${asTable(lines).join('\n')}\n\n`)
  const bad = lines.filter(({ isBad }) => isBad)
  if (words.includes('--save')) save(lines)
  process.stdout.write(
    bad.length > 0
      ? `Not held: ${bad.map(({ row }) => row).join(', ')}\n`
      : `${lines.filter(({ verdict }) => verdict.startsWith('held')).length} figures held${code === 0 ? '' : ', but a test beside them failed'}\n`
  )
  return bad.length > 0 || code !== 0 ? 1 : 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))

// `npm test [-- lint|types|unit|build|e2e]...`: everything that is checked, with counts. Runs on any Node from 14 on; brings its own Node 24.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProgram, installLibraries } from './prepare.mjs'
import { findCommand, isThere, node24, node24Environment, root, runInForeground } from './processes.mjs'
import { endToEndPackages, ensureSystemPackages, testPackages } from './system-packages.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[], secondTry?: string[] }} Counts
 *   `secondTry`: names of those among the passed that failed the first time
 * @typedef {{ name: string, title: string, run: () => Promise<Counts> }} Step
 */

const results = join(root, 'test-results')
/** @param {string} line */
const print = (line) => void process.stdout.write(`${line}\n`)
/** @param {string} name */
const library = (name) => join(root, 'node_modules', ...name.split('/'))

/** @type {readonly Step[]} */
const steps = [
  { name: 'lint', title: 'Lint', run: lint },
  { name: 'types', title: 'Types', run: () => check([[node24, 'scripts/typecheck.mjs']]) },
  { name: 'unit', title: 'Unit and integration tests', run: unitTests },
  { name: 'build', title: 'Build', run: async () => oneCheck(buildProgram({ always: true })) },
  { name: 'e2e', title: 'End-to-end tests', run: endToEndTests }
]

/** @param {readonly string[]} wanted @returns {Promise<number>} */
async function main(wanted) {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    print(`Unknown part: ${unknown.join(' ')}. Parts: ${steps.map((step) => step.name).join(' ')}.`)
    return 2
  }
  const chosen = steps.filter((step) => wanted.length === 0 || wanted.includes(step.name))
  const parts = chosen.map((step) => step.name)
  const packages = [
    ...(parts.includes('unit') || parts.includes('e2e') ? testPackages : []),
    ...(parts.includes('e2e') ? endToEndPackages : [])
  ]
  for (const missing of ensureSystemPackages(packages)) print(`Without ${missing.package}: ${missing.without} will be skipped.`)
  if (!installLibraries()) return 1
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })

  /** @type {Counts} */
  const total = { passed: 0, failed: 0, skipped: [] }
  /** @type {string[]} */
  const secondTry = []
  const failedSteps = []
  for (const step of chosen) {
    const startedAt = Date.now()
    print(`\n== ${step.title} ==`)
    const counts = await step.run()
    print(`== ${step.title}: ${sentence(counts)} (${((Date.now() - startedAt) / 1000).toFixed(1)} s) ==`)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped.push(...counts.skipped)
    secondTry.push(...(counts.secondTry || []))
    if (counts.failed > 0) failedSteps.push(step.title)
  }

  print('')
  for (const reason of new Set(total.skipped.map((skipped) => skipped.reason))) {
    print(`Skipped (${reason}):`)
    for (const skipped of total.skipped) if (skipped.reason === reason) print(`  ${skipped.name}`)
  }
  for (const name of secondTry) print(`Passed only at the second try: ${name}`)
  if (failedSteps.length > 0) print(`Failed: ${failedSteps.join(', ')}`)
  print(`Keydocket: ${sentence(total)}`)
  return total.failed === 0 ? 0 : 1
}

/** @param {Counts} counts */
const sentence = (counts) => `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped`

/** A step that is one check. @param {boolean} ok @returns {Counts} */
const oneCheck = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] })

/** Runs commands one after the other, all of them; one check. @param {readonly (readonly string[])[]} commands */
async function check(commands) {
  let ok = true
  for (const command of commands) ok = (await runInForeground(command, { env: node24Environment() })) === 0 && ok
  return oneCheck(ok)
}

function lint() {
  const folders = ['src', 'e2e', 'bench', 'scripts', 'electron.vite.config.ts'].filter(isThere)
  return check([
    [node24, library('@biomejs/biome/bin/biome'), 'check', '--config-path=scripts', ...folders],
    [node24, 'scripts/lock-check.mjs']
  ])
}

/** A private session bus with a throw-away keyring around a command, where this system has one. @param {readonly string[]} command */
function withKeyring(command) {
  const possible = process.platform === 'linux' && findCommand('dbus-run-session') !== null && findCommand('gnome-keyring-daemon') !== null
  return possible ? [join(root, 'scripts', 'with-keyring.sh'), ...command] : command
}

async function unitTests() {
  const file = join(results, 'unit.json')
  const env = Object.assign(node24Environment(), { KEYDOCKET_TEST_COUNTS: file })
  const vitest = [node24, library('vitest/vitest.mjs'), 'run', '--config', 'scripts/vitest.config.ts']
  const code = await runInForeground(withKeyring([...vitest, '--reporter=default', '--reporter=./scripts/test-counts-reporter.ts']), {
    env
  })
  return checked(code, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
}

async function endToEndTests() {
  const missing = ['xvfb-run', 'xauth'].filter((command) => findCommand(command) === null)
  if (process.platform === 'linux' && !process.env['DISPLAY'] && missing.length > 0) {
    return { passed: 0, failed: 0, skipped: [{ name: 'end-to-end tests', reason: `no display and no ${missing.join(', no ')}` }] }
  }
  if (!buildProgram()) return oneCheck(false)
  const file = join(results, 'end-to-end.json')
  const env = Object.assign(node24Environment(), { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const playwright = [
    node24,
    library('@playwright/test/cli.js'),
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--headed',
    // A slow machine may lose a race once; what loses it twice is broken.
    '--retries=1',
    '--reporter=list,json'
  ]
  const display = process.platform === 'linux' && missing.length === 0 ? ['xvfb-run', '-a', '-s', '-screen 0 1440x1000x24'] : []
  // A folder of its own, so that everything written during the run can be searched for what the specs told in confidence.
  const temp = mkdtempSync(join(tmpdir(), 'keydocket-end-to-end-'))
  try {
    const code = await runInForeground(withKeyring([...display, ...playwright]), { env: Object.assign(env, { TMPDIR: temp }) })
    const counts = checked(code, existsSync(file) ? playwrightCounts(JSON.parse(readFileSync(file, 'utf8'))) : null)
    const record = join(results, 'written.jsonl')
    if (existsSync(record)) {
      const isClean = (await runInForeground([node24, 'e2e/search-written.ts', temp, record], { env: node24Environment() })) === 0
      if (isClean) counts.passed += 1
      else counts.failed += 1
    }
    return counts
  } finally {
    rmSync(temp, { recursive: true, force: true })
  }
}

/** Counts of Playwright's JSON report. @param {any} report @returns {Counts} */
function playwrightCounts(report) {
  /** @type {string[]} */
  const secondTry = []
  const counts = { passed: 0, failed: (report.errors || []).length, skipped: /** @type {Counts['skipped']} */ ([]), secondTry }
  /** @param {any} suite @param {string[]} path */
  const visit = (suite, path) => {
    for (const spec of suite.specs || []) {
      for (const test of spec.tests) {
        const name = [...path, spec.title].join(' > ')
        const reason = (test.annotations || []).find((/** @type {any} */ note) => ['skip', 'fixme'].includes(note.type))
        if (test.status === 'skipped')
          counts.skipped.push({ name: `${test.projectName}: ${name}`, reason: reason?.description || 'no reason given' })
        else if (test.status === 'unexpected') counts.failed += 1
        else counts.passed += 1
        if (test.status === 'flaky') secondTry.push(`${test.projectName}: ${name}`)
      }
    }
    for (const inner of suite.suites || []) visit(inner, [...path, inner.title])
  }
  for (const suite of report.suites || []) visit(suite, [suite.title])
  return counts
}

/** No tests at all, and a runner that failed beside its tests, are failures too. @param {number} code @param {Counts | null} counts @returns {Counts} */
function checked(code, counts) {
  const known = counts || { passed: 0, failed: 0, skipped: [] }
  if (known.passed + known.failed === 0) {
    print('No test was run.')
    known.failed = 1
  } else if (code !== 0 && known.failed === 0) {
    print(`The test runner ended with ${code} although no test failed.`)
    known.failed = 1
  }
  return known
}

// Colour codes make a log unreadable.
if (!process.stdout.isTTY) process.env['NO_COLOR'] = '1'
process.exitCode = await main(process.argv.slice(2))

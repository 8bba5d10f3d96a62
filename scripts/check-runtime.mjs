// `npm run check:runtime [-- --packaged PROGRAM] [-- --require]`: what only Electron's own runtime can prove (docs/electron-posture.md). Starts the
// built application in it, with an empty data folder, and asks main and the page; reads the fuses of a packaged program and tries its switches.
// Where there is no runtime it says so and ends with 0, with --require with 1. Exit code 1 when something does not hold.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron, openInElectron } from '../e2e/hosts/electron.ts'
import { pageHeaders } from '../src/main/shell/page-headers.ts'
import { pagePreferences, sessionName } from '../src/main/shell/policy.ts'
import { root } from './processes.mjs'
import { computeAnswers, knownAnswers } from './runtime/crypto-answers.mjs'
import { judgePackaged } from './runtime/fuses.mjs'
import { findMainFacts, judgeClipboard, judgeMain } from './runtime/main-facts.mjs'
import { findPageFacts, judgePage } from './runtime/page-facts.mjs'

/** @typedef {import('./runtime/fuses.mjs').Verdict} Verdict */

/** @param {Readonly<Record<string, string>>} found @returns {Verdict[]} */
export function judgeAnswers(found) {
  return Object.entries(knownAnswers).map(([name, wanted]) => ({
    check: `known answer: ${name}`,
    wanted,
    found: found[name] ?? 'not computed',
    holds: found[name] === wanted
  }))
}

/** @param {readonly Verdict[]} verdicts @returns {string[]} */
export function asLines(verdicts) {
  const width = Math.max(0, ...verdicts.map(({ check }) => check.length))
  return verdicts.map(({ check, wanted, found, holds }) =>
    `${holds ? 'holds ' : 'FAILS '} ${check.padEnd(width)}  ${holds ? found : `wanted ${wanted}, found ${found}`}`.trimEnd()
  )
}

/** Whatever only a packaged program shows: its fuses, and that it does not start opened to others. @param {string} program @returns {Verdict[]} */
function checkPackaged(program) {
  const switches = [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--js-flags=--expose-gc',
    '--load-extension=/',
    '--no-sandbox'
  ]
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-packaged-'))
  const refused = switches.map((name) => {
    const { status } = spawnSync(program, [name, `--data-dir=${folder}`], { timeout: 20_000, killSignal: 'SIGKILL' })
    return {
      check: `packaged with ${name}`,
      wanted: 'ends with 1',
      found: status === null ? 'ran on' : `ended with ${status}`,
      holds: status === 1
    }
  })
  const asNode = spawnSync(program, ['-e', "console.log('runs as Node')"], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', KEYDOCKET_DATA_DIR: folder },
    timeout: 20_000,
    killSignal: 'SIGKILL',
    encoding: 'utf8'
  })
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const isNode = (asNode.stdout ?? '').includes('runs as Node')
  return [
    ...judgePackaged(program, root),
    ...refused,
    { check: 'packaged as Node', wanted: 'no', found: isNode ? 'yes' : 'no', holds: !isNode }
  ]
}

/** Starts the built application twice in Electron's runtime. @returns {Promise<Verdict[]>} */
async function checkRunning() {
  const data = mkdtempSync(join(tmpdir(), 'keydocket-runtime-'))
  const answersFolder = mkdtempSync(join(tmpdir(), 'keydocket-answers-'))
  const start = () => openInElectron({ root, args: [`--data-dir=${data}`], onPage: () => {} })
  /** @type {Verdict[]} */
  const verdicts = []
  try {
    const { app, page } = await start()
    const preferences = pagePreferences({ isPackaged: false })
    verdicts.push(
      ...judgeMain(await app.evaluate(findMainFacts, sessionName), { preferences, headers: pageHeaders, platform: process.platform })
    )
    verdicts.push(...judgeAnswers(await app.evaluate(computeAnswers, { project: root, folder: answersFolder })))
    verdicts.push(...judgePage(await page.evaluate(findPageFacts)))
    verdicts.push(...(await openAndCopy(app, page)))
    const closed = app.waitForEvent('close')
    await app.evaluate((electron) => electron.app.quit())
    await closed
    const left = readdirSync(data).filter((name) => name.endsWith('-wal'))
    verdicts.push({ check: 'quitting leaves no open log', wanted: 'none', found: left.join(', ') || 'none', holds: left.length === 0 })

    const again = await start()
    const status = await again.page.evaluate(() => /** @type {any} */ (window).keydocket.vault.status({}))
    verdicts.push({
      check: 'locked after quitting',
      wanted: 'locked',
      found: status.value?.state ?? status.error?.code,
      holds: status.value?.state === 'locked'
    })
    await again.app.close()
  } finally {
    for (const folder of [data, answersFolder]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return verdicts
}

/**
 * A vault through the product's own door, which runs its self-test, and one copied code.
 * @param {import('playwright').ElectronApplication} app @param {import('playwright').Page} page @returns {Promise<Verdict[]>}
 */
async function openAndCopy(app, page) {
  const outcome = await page.evaluate(async () => {
    const { vault, accounts, accessCodes } = /** @type {any} */ (window).keydocket
    const begun = await vault.begin({ passphrase: 'seven plain lanterns over harbour', memberName: 'Ana Diaz', useKeychain: false })
    if (!begun.ok) return begun.error.code
    const { groups, confirm } = begun.value
    const confirmed = await vault.confirmKit({ groups: confirm.map((/** @type {number} */ place) => groups[place - 1]) })
    if (!confirmed.ok) return confirmed.error.code
    const account = await accounts.create({ clientId: null, portalId: 'uscis', username: 'm@example.com', custody: 'firms-own' })
    if (!account.ok) return account.error.code
    const code = await accessCodes.record({ accountId: account.value.id, code: 'K7Q2M9X4', noticeOn: '2026-01-15' })
    if (!code.ok) return code.error.code
    const copied = await accessCodes.copy({ id: code.value.id })
    return copied.ok ? 'opened and copied' : copied.error.code
  })
  const types = await app.evaluate(async ({ clipboard }) => (await clipboard.read()).flatMap((item) => item.types))
  return [
    { check: 'a vault opens, a code is copied', wanted: 'opened and copied', found: outcome, holds: outcome === 'opened and copied' },
    ...judgeClipboard(types, process.platform)
  ]
}

/** @param {readonly string[]} words @returns {Promise<number>} */
async function main(words) {
  const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`)
  const at = words.indexOf('--packaged')
  const program = at === -1 ? null : (words[at + 1] ?? '')
  if (program !== null && !existsSync(program)) {
    print('--packaged needs the program of a packaged application.')
    return 2
  }
  const missing =
    findElectron() === null
      ? "Electron's runtime is not on this machine (npx install-electron brings it)"
      : existsSync(join(root, 'out/main/index.js'))
        ? null
        : 'the program is not built (npm run build)'
  /** @type {Verdict[]} */
  const verdicts = []
  if (program !== null) verdicts.push(...checkPackaged(program))
  if (missing === null) verdicts.push(...(await checkRunning()))
  for (const line of asLines(verdicts)) print(line)
  const failed = verdicts.filter(({ holds }) => !holds).length
  if (verdicts.length > 0) print(`${verdicts.length - failed} hold, ${failed} fail.`)
  if (missing !== null) print(`Not run: ${missing}. Nothing is said about the running application.`)
  return failed > 0 || (missing !== null && words.includes('--require')) ? 1 : 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))

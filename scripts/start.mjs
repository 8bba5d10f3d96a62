// `npm start [-- --data-dir DIR]`: opens the window. Runs on any Node from 14 on; brings its own Node 24.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProgram, installLibraries } from './prepare.mjs'
import { findCommand, node24, node24Environment, root, runInForeground, say } from './processes.mjs'
import { ensureSystemPackages, howToInstall, windowPackages } from './system-packages.mjs'

/** Seconds without a single new byte after which the fetch of Electron's runtime is given up. */
const patienceSeconds = 20
/** An Electron that ends with an error this soon never showed a window. */
const startSeconds = 10

const host = process.env['KEYDOCKET_HOST'] || ''
const args = process.argv.slice(2)

process.exitCode = await start()

/** @returns {Promise<number>} */
async function start() {
  if (!['', 'electron', 'chromium'].includes(host)) {
    say('KEYDOCKET_HOST is electron or chromium.')
    return 2
  }
  if (!installLibraries() || !buildProgram()) return 1
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    explainCommandLine()
    return 0
  }
  if (host !== 'chromium') {
    const electron = await electronRuntime()
    if (electron !== null) {
      const code = await startElectron(electron)
      if (code !== null) return code
      say('Electron could not start here.')
    }
    if (host === 'electron') {
      say("KEYDOCKET_HOST=electron was asked for, but Electron's runtime is not usable here.")
      return 1
    }
    if (electron === null)
      say("Electron's runtime cannot be had here: the window opens in Chromium, through a stand-in (e2e/hosts/chromium).")
  }
  return startChromium()
}

/** Path of Electron's program, fetched once when missing; null when it cannot be had. @returns {Promise<string | null>} */
async function electronRuntime() {
  if (installedElectron() !== null) return installedElectron()
  say("Fetching Electron's runtime …")
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-electron-'))
  const env = Object.assign(node24Environment(), { TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' })
  const child = spawn(node24, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, env, stdio: 'ignore' })
  await new Promise((resolve) => {
    let seen = 0
    let lastGrowth = Date.now()
    const timer = setInterval(() => {
      const size = sizeOf(folder) + sizeOf(join(root, 'node_modules', 'electron', 'dist'))
      if (size !== seen) lastGrowth = Date.now()
      seen = size
      if (Date.now() - lastGrowth > patienceSeconds * 1000) child.kill('SIGKILL')
    }, 500)
    child.on('error', () => undefined)
    child.on('close', () => {
      clearInterval(timer)
      resolve(undefined)
    })
  })
  rmSync(folder, { recursive: true, force: true })
  return installedElectron()
}

/** @returns {string | null} */
function installedElectron() {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist'), readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : null
}

/** Bytes below a folder; 0 when it is not there. @param {string} folder @returns {number} */
function sizeOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).size)
    }, 0)
  } catch {
    return 0
  }
}

/** Exit code, or null when Electron failed before it could show a window. @param {string} electron @returns {Promise<number | null>} */
async function startElectron(electron) {
  const asRoot = process.platform === 'linux' && typeof process.getuid === 'function' && process.getuid() === 0
  if (asRoot) say("Started as root: Chromium's sandbox does not work for root and is off. Use an ordinary user for real work.")
  const startedAt = Date.now()
  const code = await runInForeground([electron, ...(asRoot ? ['--no-sandbox'] : []), root, ...args])
  return code !== 0 && code < 128 && Date.now() - startedAt < startSeconds * 1000 ? null : code
}

/** @returns {Promise<number>} */
async function startChromium() {
  let chromium = findChromium()
  if (chromium === null) {
    ensureSystemPackages(windowPackages, { quiet: true })
    chromium = findChromium()
  }
  if (chromium === null) {
    say('Neither Electron nor Chromium is here.')
    say(
      process.platform === 'linux' ? howToInstall(windowPackages) : 'Install Chromium or Google Chrome, or name it in KEYDOCKET_CHROMIUM.'
    )
    return 1
  }
  const env = Object.assign(node24Environment(), { KEYDOCKET_CHROMIUM: chromium, KEYDOCKET_STAND_IN_ANNOUNCED: '1' })
  return runInForeground([node24, join(root, 'e2e', 'hosts', 'chromium', 'launch.ts'), ...args], { env })
}

/** @returns {string | null} */
function findChromium() {
  const named = process.env['KEYDOCKET_CHROMIUM']
  if (named) return existsSync(named) ? named : null
  for (const command of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = findCommand(command)
    if (found !== null) return found
  }
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(Boolean)
  const usual = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...programs.map((folder) => join(String(folder), 'Google', 'Chrome', 'Application', 'chrome.exe')),
    ...programs.map((folder) => join(String(folder), 'Chromium', 'Application', 'chrome.exe'))
  ]
  return usual.find((path) => existsSync(path)) || null
}

function explainCommandLine() {
  say(`There is no display here, so no window can open. Keydocket is installed and built; use it from the command line:

  npm run --silent cli -- init --kit-file recovery-kit.txt      make a vault (asks for a passphrase)
  npm run --silent cli -- client add --name "Garcia Lopez, Maria"
  npm run --silent cli -- account add --client "Garcia Lopez, Maria" --portal uscis --username maria@example.com --custody firm-holds --consent-date 2026-01-31
  npm run --silent cli -- authenticator add maria@example.com --qr picture.png
  npm run --silent cli -- code maria@example.com

  npm run --silent cli -- --help                                everything else, also in docs/command-line.md`)
}

// Runs on any Node from 14 on: nothing newer in here, no dependency.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findCommand, isThere, node24, node24Environment, root, runQuietly, say } from './processes.mjs'
import { ensureSystemPackages, keychainBuildPackages } from './system-packages.mjs'

/** The npm that is fetched where the system's is too old to read the lock file. */
const npmVersion = '11.19.1'
const oldestNpm = 8

/** @param {string} path @returns {any} */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Sees to it that the libraries of package-lock.json are installed. @returns {boolean} */
export function installLibraries() {
  if (librariesMatch()) return true
  ensureSystemPackages(keychainBuildPackages, { quiet: true })
  say('Installing the libraries (a minute or two) …')
  const npm = npmCommand()
  if (npm === null) return false
  const done = runQuietly([...npm.command, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: installEnvironment(npm.path)
  })
  npm.cleanUp()
  if (!done || !librariesMatch()) {
    say('The libraries could not be installed (see above).')
    return false
  }
  if (!isThere('node_modules/keytar/build/Release/keytar.node')) {
    say('The keychain module could not be built: passphrase and recovery kit only.')
    ensureSystemPackages(keychainBuildPackages)
  }
  return true
}

/** Whether node_modules is what package-lock.json says, by npm's own record of what it installed. */
function librariesMatch() {
  if (!existsSync(node24) || !isThere('node_modules/.package-lock.json')) return false
  const wanted = readJson('package-lock.json').packages
  const installed = readJson('node_modules/.package-lock.json').packages
  for (const path of Object.keys(wanted)) {
    if (path === '') continue
    const there = installed[path]
    if (there ? there.version !== wanted[path].version || !isThere(path) : !wanted[path].optional) return false
  }
  const { dependencies, devDependencies } = readJson('package.json')
  const locked = wanted[''] || {}
  return sameMap(dependencies, locked.dependencies) && sameMap(devDependencies, locked.devDependencies)
}

/** @param {Record<string, string>} [a] @param {Record<string, string>} [b] */
function sameMap(a = {}, b = {}) {
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => a[name] === b[name])
}

/**
 * How to start an npm that can read the lock file: the system's, or one fetched for this purpose into a temporary folder together with Node 24.
 * @returns {{ command: string[], path: string, cleanUp: () => void } | null}
 */
function npmCommand() {
  const own = process.env['npm_execpath']
  const found = findCommand('npm')
  const system = own && /npm-cli\.c?js$/.test(own) ? [process.env['npm_node_execpath'] || process.execPath, own] : found ? [found] : null
  if (system === null) {
    say('npm was not found: install Node.js with npm first.')
    return null
  }
  const [program = '', ...args] = system
  const answer = spawnSync(program, [...args, '--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32' && program.endsWith('.cmd')
  })
  const major = Number(/^[0-9]+/.exec((answer.stdout || '').trim())?.[0] || 0)
  if (major >= oldestNpm) return { command: system, path: '', cleanUp: () => undefined }

  const folder = mkdtempSync(join(tmpdir(), 'keydocket-npm-'))
  const nodeVersion = readJson('package.json').devDependencies.node
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const cleanUp = () => rmSync(folder, { recursive: true, force: true })
  const fetched = runQuietly([...system, 'install', '--no-save', '--no-audit', '--no-fund', `node@${nodeVersion}`, `npm@${npmVersion}`], {
    cwd: folder
  })
  if (!fetched) {
    cleanUp()
    return null
  }
  const modules = join(folder, 'node_modules')
  const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return {
    command: [node, join(modules, 'npm', 'bin', 'npm-cli.js')],
    path: `${dirname(node)}${delimiter}${join(modules, '.bin')}${delimiter}`,
    cleanUp
  }
}

/** @param {string} pathInFront @returns {NodeJS.ProcessEnv} */
function installEnvironment(pathInFront) {
  const env = Object.assign({}, process.env, { PATH: pathInFront + (process.env['PATH'] || '') })
  // Headers beside the running Node save node-gyp a download; the keychain module uses Node-API only, so the version does not matter.
  const prefix = dirname(dirname(process.execPath))
  if (!env['npm_config_nodedir'] && existsSync(join(prefix, 'include', 'node', 'node_api.h'))) env['npm_config_nodedir'] = prefix
  return env
}

const builtFrom = join(root, 'out', '.built-from')

/** Builds out/ when the sources changed since. @param {{ always?: boolean }} [options] @returns {boolean} */
export function buildProgram(options = {}) {
  const fingerprint = sourceFingerprint()
  if (!options.always && isThere('out/main/cli.js') && existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === fingerprint) return true
  say('Building …')
  rmSync(builtFrom, { force: true })
  if (
    !runQuietly([node24, join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], { env: node24Environment() })
  ) {
    say('The build failed (see above).')
    return false
  }
  mkdirSync(dirname(builtFrom), { recursive: true })
  writeFileSync(builtFrom, fingerprint)
  return true
}

/** Path, size and time of every file the build reads. */
function sourceFingerprint() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json']) addFile(hash, file)
  addFolder(hash, 'src')
  return hash.digest('hex')
}

/** @param {import('node:crypto').Hash} hash @param {string} folder */
function addFolder(hash, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) addFolder(hash, path)
    else if (!/\.test\.tsx?$/.test(entry.name)) addFile(hash, path)
  }
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addFile(hash, path) {
  const status = statSync(join(root, path))
  hash.update(`${path}\n${status.size}\n${status.mtimeMs}\n`)
}

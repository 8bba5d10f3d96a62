// Runs on any Node from 14 on: nothing newer in here, no dependency.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Plain lines for people go to standard error: standard output belongs to the program that is started. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`)

/** @param {string} command @returns {string | null} its path, found as a shell would */
export function findCommand(command) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of (process.env['PATH'] || '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, command + ending)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not here.
      }
    }
  }
  return null
}

/**
 * Runs a program without showing its output; when it fails, the end of it is shown.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, quietFailure?: boolean }} [options]
 * @returns {boolean} whether it ended well
 */
export function runQuietly(command, options = {}) {
  const [program = '', ...args] = command
  const result = spawnSync(program, args, {
    cwd: options.cwd || root,
    env: options.env || process.env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === 'win32' && program.endsWith('.cmd'),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  if (result.status === 0) return true
  if (!options.quietFailure) {
    const output =
      `${result.stdout || ''}${result.stderr || ''}`.trim() || String(result.error || `ended with ${result.signal || result.status}`)
    say(output.split('\n').slice(-40).join('\n'))
  }
  return false
}

/**
 * Runs a program in the foreground and hands signals on to it.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 and more when a signal ended it
 */
export function runInForeground(command, options = {}) {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: options.env || process.env, stdio: 'inherit' })
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    // Ctrl+C reaches the child by itself: the handler is there so that this process stays for the exit code.
    for (const signal of signals)
      process.on(signal, () => void (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
    child.on('error', (error) => {
      say(`${program}: ${error.message}`)
      resolve(127)
    })
    child.on('exit', (code, signal) => resolve(code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code))
  })
}

/** Path of Node 24 as package.json brings it; exists once the libraries are installed. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Environment in which `node` is Node 24 and the libraries' programs are found. @returns {NodeJS.ProcessEnv} */
export function node24Environment() {
  const folders = [dirname(node24), join(root, 'node_modules', '.bin'), process.env['PATH'] || '']
  return Object.assign({}, process.env, { PATH: folders.join(delimiter) })
}

/** @param {string} path relative to the project */
export const isThere = (path) => existsSync(join(root, path))

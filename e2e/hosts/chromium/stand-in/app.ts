import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { driver, settings, whenDriverGone } from './driver.ts'
import { notInStandIn, only, preventable } from './only.ts'

type AppPart = Pick<
  Electron.App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setPath'
  | 'whenReady'
>

const manifest = JSON.parse(readFileSync(join(settings.root, 'package.json'), 'utf8')) as { version: string; productName: string }
const paths = new Map<string, string>([
  ['userData', join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), manifest.productName)],
  ['documents', existsSync(join(homedir(), 'Documents')) ? join(homedir(), 'Documents') : homedir()]
])
let becomeReady: () => void = () => {}
const ready = new Promise<void>((resolve) => {
  becomeReady = resolve
})
let isReady = false
let isQuitting = false

class StandInApp extends EventEmitter implements AppPart {
  readonly isPackaged = false
  getVersion(): string {
    return manifest.version
  }
  getAppPath(): string {
    return settings.root
  }
  getPath(name: string): string {
    return paths.get(name) ?? notInStandIn(`app.getPath('${name}')`)
  }
  setPath(name: string, path: string): void {
    if (name !== 'userData') notInStandIn(`app.setPath('${name}')`)
    if (!statSync(path).isDirectory()) throw new Error(`not a folder: ${path}`)
    paths.set(name, path)
  }
  isReady(): boolean {
    return isReady
  }
  whenReady(): Promise<void> {
    return ready
  }
  enableSandbox(): void {
    if (isReady) throw new Error('app.enableSandbox() must be called before app is ready')
  }
  requestSingleInstanceLock(): boolean {
    return takeLock(join(this.getPath('userData'), 'stand-in.lock'))
  }
  setAboutPanelOptions(): void {}
  quit(): void {
    if (isQuitting) return
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    isQuitting = true
    this.emit('will-quit', preventable({}))
    this.exit(0)
  }
  exit(code = 0): void {
    this.emit('quit', {}, code)
    process.exit(code)
  }
}

const standIn = new StandInApp()
/** Typed as the shell sees it: the events are Electron's, whose overloads a plain emitter cannot state. */
export const app = only('app', standIn) as AppPart & EventEmitter

/** Electron is ready only after main's entry has loaded: so is this. */
export function startApp(): void {
  setImmediate(() => {
    isReady = true
    standIn.emit('ready', {})
    becomeReady()
  })
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => standIn.quit())
whenDriverGone(() => standIn.quit())
process.once('exit', () => driver.end())

/** A file with the number and start time of the process that holds it; a dead holder's file is taken over. */
function takeLock(path: string, mayRetry = true): boolean {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  try {
    writeSync(openSync(path, 'wx', 0o600), `${process.pid} ${startTimeOf(process.pid)}`)
    process.once('exit', () => rmSync(path, { force: true }))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const [pid, startTime] = readFileSync(path, 'utf8').split(' ')
  if (startTimeOf(Number(pid)) === startTime && startTime !== undefined) return false
  if (!mayRetry) return false
  rmSync(path, { force: true })
  return takeLock(path, false)
}

/** Field 22 of /proc/PID/stat, counted after the command name, which may hold spaces (proc(5)). Undefined for a process that is gone. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

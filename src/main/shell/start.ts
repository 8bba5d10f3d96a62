import { app, BrowserWindow, dialog, powerMonitor } from 'electron'
import { type App, createApp } from '../app.ts'
import type { Ports } from '../ports.ts'
import { createElectronPorts } from './electron-ports.ts'
import { type Folders, settleFolders } from './folders.ts'
import { connectWindows } from './ipc.ts'
import { setMenu } from './menu.ts'
import { forbiddenSwitches } from './policy.ts'
import { registerAppScheme, serveRenderer } from './protocol.ts'
import { createWindowSession } from './session.ts'
import { startProblem } from './start-problem.ts'
import { guardAllPages, loadPage, openWindow } from './window.ts'

/** Runs the product. Everything before the first `await` happens before Electron is ready, which some of it requires. */
export async function start(): Promise<void> {
  if (refusesSwitches()) return
  const folders = settleFolders()
  if (!isFirstInstance()) return
  app.enableSandbox()
  registerAppScheme()
  guardAllPages()
  try {
    await app.whenReady()
    const ports = createElectronPorts(folders)
    const core = await createApp(ports, { checkOutput: !app.isPackaged })
    lockWithTheComputer(core)
    closeBeforeQuitting(core)
    await showWindow(core, ports, folders)
  } catch (error) {
    stopWith(error, folders.data)
  }
}

/** A packaged application refuses to run with its window or traffic opened to others. */
function refusesSwitches(): boolean {
  const refused = app.isPackaged ? forbiddenSwitches(process.argv) : []
  if (refused.length === 0) return false
  process.stderr.write(`Keydocket does not start with: ${refused.map((name) => `--${name}`).join(', ')}\n`)
  app.exit(1)
  return true
}

/** One window per data folder. A second start shows the first one's window and ends; what it was started with is not looked at. */
function isFirstInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Keydocket is already open with this data folder.\n')
    app.quit()
    return false
  }
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window === undefined) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  return true
}

async function showWindow(core: App, ports: Ports, folders: Folders): Promise<void> {
  const session = createWindowSession()
  serveRenderer(session, folders.renderer)
  connectWindows(core, ports.log)
  setMenu({ lock: () => void core.lock('by-hand') })
  const open = () => {
    const window = openWindow({ session, preload: folders.preload })
    // Windows ends the session: the computer shuts down or its user signs out.
    window.on('session-end', () => void core.lock('computer'))
    return loadPage(window)
  }
  app.on('window-all-closed', () => {
    if (process.platform === 'darwin') void core.lock('by-hand')
    else app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void open()
  })
  await open()
}

/** Suspend comes from every system; lock-screen from macOS and Windows; fast user switching from macOS; shutdown from Linux and macOS. */
function lockWithTheComputer(core: App): void {
  const lock = () => void core.lock('computer')
  powerMonitor.on('suspend', () => void core.sleep())
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('user-did-resign-active', lock)
  powerMonitor.on('shutdown', lock)
  // In case suspend was never told: timers stood still meanwhile.
  powerMonitor.on('resume', () => core.wake())
}

/** Quitting waits until the core has locked, cleared the clipboard and closed its file. */
function closeBeforeQuitting(core: App): void {
  let isClosed = false
  let isClosing = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void core.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}

function stopWith(error: unknown, dataFolder: string): void {
  dialog.showErrorBox('Keydocket cannot start', startProblem(error, dataFolder))
  app.exit(1)
}

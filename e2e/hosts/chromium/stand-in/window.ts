import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app } from './app.ts'
import { driver } from './driver.ts'
import { notInStandIn, only, onlyOptions, preventable } from './only.ts'
import { type StandInSession, settleSession } from './session.ts'

type WindowPart = Pick<
  Electron.BrowserWindow,
  'close' | 'focus' | 'isDestroyed' | 'isMinimized' | 'loadURL' | 'restore' | 'setContentProtection' | 'show'
>
type ContentsPart = Pick<Electron.WebContents, 'forcefullyCrashRenderer' | 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler'>

const knownOptions = ['width', 'height', 'minWidth', 'minHeight', 'show', 'title', 'webPreferences']
/** Preferences whose value here is the one Chromium runs with anyway; anything else cannot be had. */
const requiredPreferences: Readonly<Record<string, unknown>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // Chromium's own stay: the stand-in asks its questions with them.
  disableDialogs: true
}

let current: StandInWindow | null = null

class StandInContents extends EventEmitter implements ContentsPart {
  isGone = false
  isRendererEnded = false
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null
  isDestroyed(): boolean {
    return this.isGone
  }
  forcefullyCrashRenderer(): void {
    this.isRendererEnded = true
  }
  reload(): void {
    if (!this.isRendererEnded) notInStandIn('reloading a page in its own process')
    this.isRendererEnded = false
    void driver
      .call('reloadInNewProcess', null)
      .then(() => this.emit('did-finish-load', {}))
      .catch(() => {})
  }
  send(channel: string, ...args: unknown[]): void {
    // Cloned here, so that later changes to the sender's objects do not travel.
    void driver.call('send', { channel, args: structuredClone(args) }).catch(() => {})
  }
  setWindowOpenHandler(handler: NonNullable<typeof this.openHandler>): void {
    this.openHandler = handler
  }
}

class StandInWindow extends EventEmitter implements WindowPart {
  readonly contents = new StandInContents()
  readonly webContents = only('webContents', this.contents)
  readonly created: Promise<null>

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (current !== null) notInStandIn('a second window')
    const { width = 800, height = 600, title = 'Electron', webPreferences = {} } = options
    onlyOptions('BrowserWindow', options, knownOptions)
    onlyOptions('webPreferences', webPreferences, ['session', 'preload', 'devTools', ...Object.keys(requiredPreferences)])
    for (const [name, value] of Object.entries(requiredPreferences)) {
      if ((webPreferences as Record<string, unknown>)[name] !== value) notInStandIn(`webPreferences.${name} other than ${String(value)}`)
    }
    if (webPreferences.preload === undefined || webPreferences.session === undefined)
      notInStandIn('a window without a preload and a session of its own')
    settleSession(webPreferences.session as unknown as StandInSession)
    current = this
    app.emit('browser-window-created', {}, only('BrowserWindow', this))
    app.emit('web-contents-created', {}, this.webContents)
    this.created = driver.call('createWindow', { width, height, title, preload: readFileSync(webPreferences.preload, 'utf8') })
    // Reported by loadURL, which waits for it.
    this.created.catch(() => {})
    // What `new` answers: the window with its gaps made loud.
    // biome-ignore lint/correctness/noConstructorReturn: the proxy stands for this very object
    return only('BrowserWindow', this)
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return current === null ? [] : [only('BrowserWindow', current) as unknown as Electron.BrowserWindow]
  }

  async loadURL(url: string): Promise<void> {
    await this.created
    await driver.call('load', { url })
    this.emit('ready-to-show', {})
    this.contents.emit('did-finish-load', {})
  }
  show(): void {}
  setContentProtection(_isOn: boolean): void {}
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  focus(): void {
    void driver.call('focusWindow', null)
  }
  isDestroyed(): boolean {
    return this.contents.isGone
  }
  close(): void {
    void driver.call('closeWindow', null)
  }
}

export const BrowserWindow = StandInWindow

type Listener = Parameters<Electron.IpcMain['handle']>[1]
const listeners = new Map<string, Listener>()
export const ipcMain = only('ipcMain', {
  handle(channel, listener) {
    if (listeners.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    listeners.set(channel, listener)
  }
} satisfies Pick<Electron.IpcMain, 'handle'>)

/** A call from the page, as Electron hands it to main. */
export async function callMain(channel: string, args: unknown[], frameUrl: string, isMainFrame: boolean): Promise<unknown> {
  const listener = listeners.get(channel)
  if (listener === undefined) throw new Error(`No handler registered for '${channel}'`)
  if (current === null) throw new Error('the window is closed')
  const top = only('senderFrame', { url: frameUrl, parent: null as object | null })
  const frame = isMainFrame ? top : only('senderFrame', { url: frameUrl, parent: top })
  const event = only('event', { sender: current.webContents, senderFrame: frame }) as unknown as Electron.IpcMainInvokeEvent
  return listener(event, ...args)
}

/** Whether a listener refuses this navigation. */
export function refusesNavigation(url: string, isMainFrame: boolean): boolean {
  const details = preventable({ url, isMainFrame, isSameDocument: false })
  current?.contents.emit('will-frame-navigate', details)
  return details.defaultPrevented
}

export function askToOpen(url: string): void {
  const handler = current?.contents.openHandler
  if (!handler) notInStandIn('opening windows without a window-open handler')
  const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'default' } } as const
  const answer = handler(details as Electron.HandlerDetails)
  if (answer.action !== 'deny') notInStandIn(`window-open answer ${answer.action}`)
}

export function windowGone(): void {
  const window = current
  if (window === null) return
  current = null
  window.contents.isGone = true
  window.contents.emit('destroyed')
  window.emit('closed', {})
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else app.quit()
}

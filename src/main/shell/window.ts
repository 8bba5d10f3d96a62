import { app, BrowserWindow, type Session } from 'electron'
import { guardPage } from './guards.ts'
import { pagePreferences, startUrl } from './policy.ts'

export interface WindowOptions {
  readonly session: Session
  /** The built preload: one CommonJS file. */
  readonly preload: string
}

/** Applies the navigation policy to every page there will ever be, whoever creates it. Call before the first window. */
export function guardAllPages(): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents))
}

/** Opens the main window; it shows itself once its first picture is ready. The title never names a client: task bars and screen sharing show it. */
export function openWindow({ session, preload }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 880,
    minHeight: 600,
    show: false,
    title: 'Keydocket',
    webPreferences: { session, preload, ...pagePreferences({ isPackaged: app.isPackaged }) }
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  return window
}

/** Loads our page. Separate from opening, so that calls are served before the page can make one. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(startUrl)
}

/**
 * Ends the page's process and loads the same screen in a new one: JavaScript cannot wipe its memory, and a heap that held names and codes would keep them
 * until it is reused. What the old page asked is not answered any more. The address holds words and ids only.
 */
export function renewPage(window: BrowserWindow): void {
  const contents = window.webContents
  contents.forcefullyCrashRenderer()
  // At once after it, a reload runs in a new process (electron.d.ts).
  contents.reload()
}

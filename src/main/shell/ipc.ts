import { BrowserWindow, ipcMain } from 'electron'
import { type Events, wire } from '#contract'
import type { App } from '../app.ts'
import type { Log } from '../ports.ts'
import { answerCall } from './calls.ts'
import { renewPage } from './window.ts'

/** Carries calls from our windows to the core and events from the core to our windows. Returns what stops the events. */
export function connectWindows(core: App, log: Log): () => void {
  ipcMain.handle(wire.invoke, (event, channel: unknown, input: unknown) => {
    const ours = BrowserWindow.getAllWindows().map((window) => window.webContents)
    return answerCall({ core, log, ours }, event, channel, input)
  })
  return core.onEvent((name, payload) => {
    // Instead of being told: its page goes, and the new one asks for itself.
    if (name === 'vault.changed' && (payload as Events['vault.changed']).state === 'locked') {
      for (const window of BrowserWindow.getAllWindows()) if (!window.isDestroyed()) renewPage(window)
      return
    }
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(wire.event, name, payload)
    }
  })
}

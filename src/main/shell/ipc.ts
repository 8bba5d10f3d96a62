import { BrowserWindow, ipcMain } from 'electron'
import { wire } from '#contract'
import type { App } from '../app.ts'
import type { Log } from '../ports.ts'
import { answerCall } from './calls.ts'

/** Carries calls from our windows to the core and events from the core to our windows. Returns what stops the events. */
export function connectWindows(core: App, log: Log): () => void {
  ipcMain.handle(wire.invoke, (event, channel: unknown, input: unknown) => {
    const ours = BrowserWindow.getAllWindows().map((window) => window.webContents)
    return answerCall({ core, log, ours }, event, channel, input)
  })
  return core.onEvent((name, payload) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(wire.event, name, payload)
    }
  })
}

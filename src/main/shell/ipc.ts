import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { wire } from '#contract'
import type { App } from '../app.ts'
import type { Log } from '../ports.ts'
import { isTrustedSender } from './policy.ts'

/** Carries calls from our windows to the core and events from the core to our windows. Returns what stops the events. */
export function connectWindows(core: App, log: Log): () => void {
  ipcMain.handle(wire.invoke, (event, channel: unknown, input: unknown) => {
    if (!isTrusted(event)) {
      log.warn('call.untrusted-sender')
      throw new Error('not allowed')
    }
    return core.invoke(channel, input)
  })
  return core.onEvent((name, payload) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(wire.event, name, payload)
    }
  })
}

function isTrusted(event: IpcMainInvokeEvent): boolean {
  // First of all: the frame is null once it has navigated or gone.
  const frame = event.senderFrame
  return isTrustedSender({
    frameUrl: frame?.url ?? null,
    isMainFrame: frame?.parent === null,
    isOurWindow: BrowserWindow.getAllWindows().some((window) => window.webContents === event.sender)
  })
}

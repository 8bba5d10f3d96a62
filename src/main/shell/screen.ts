import { app, BrowserWindow } from 'electron'
import type { Screen } from '../ports.ts'

/**
 * Windows leaves a protected window out of captures, older Windows shows it black. macOS does so only for programs that capture in the old way: since
 * macOS 15 ScreenCaptureKit shows it. Linux has no such thing.
 */
export function createElectronScreen(): Screen {
  let isOn = true
  app.on('browser-window-created', (_event, window) => window.setContentProtection(isOn))
  return {
    protect(wanted) {
      isOn = wanted
      for (const window of BrowserWindow.getAllWindows()) window.setContentProtection(wanted)
    }
  }
}

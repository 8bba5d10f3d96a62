import type { Session, WebContents } from 'electron'
import { isNavigationAllowed, isPermissionAllowed, isRequestAllowed, windowOpenDecision } from './policy.ts'

/** Puts every decision about a session in our hands: it loads nothing but our own files, grants nothing and keeps no download. */
export function guardSession(own: Session): Session {
  own.setSpellCheckerEnabled(false)
  own.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isRequestAllowed(details.url) }))
  own.setPermissionRequestHandler((_contents, permission, callback) => callback(isPermissionAllowed(permission)))
  own.setPermissionCheckHandler((_contents, permission) => isPermissionAllowed(permission))
  own.setDevicePermissionHandler(() => false)
  // macOS asks the person itself and has no such handler.
  if (process.platform !== 'darwin') own.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  own.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  own.on('will-download', (event) => event.preventDefault())
  return own
}

/** Applies the navigation policy to a page, whoever made it. */
export function guardPage(contents: WebContents): void {
  contents.setWindowOpenHandler(windowOpenDecision)
  contents.on('will-frame-navigate', (details) => {
    if (!isNavigationAllowed(details)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => {
    if (!isNavigationAllowed(details)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

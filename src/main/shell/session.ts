import { type Session, session } from 'electron'
import { isPermissionAllowed, isRequestAllowed } from './policy.ts'

/**
 * The session every window uses: in memory only (no `persist:`), so Chromium writes no cache, history or storage of ours to the disk. It loads
 * nothing but our own files and grants nothing.
 */
export function createWindowSession(): Session {
  const own = session.fromPartition('keydocket', { cache: false })
  own.setSpellCheckerEnabled(false)
  own.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isRequestAllowed(details.url) }))
  own.setPermissionRequestHandler((_contents, permission, callback) => callback(isPermissionAllowed(permission)))
  own.setPermissionCheckHandler((_contents, permission) => isPermissionAllowed(permission))
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  own.on('will-download', (event) => event.preventDefault())
  return own
}

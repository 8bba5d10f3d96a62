import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { requestedDataFolder } from './policy.ts'

export interface Folders {
  /** vault.json and the database. */
  readonly data: string
  readonly logs: string
  /** portals/ and icons. */
  readonly resources: string
  /** The built window. */
  readonly renderer: string
  readonly preload: string
  readonly keychainProcess: string
  readonly parserProcess: string
}

/**
 * Where everything is. Also tells Electron where to keep Chromium's own few files, because the single-instance lock belongs to that folder: one
 * running window per data folder. Call before anything else asks Electron for a path.
 */
export function settleFolders(): Folders {
  const requested = requestedDataFolder(process.argv, process.env)
  if (requested !== null) {
    const chromiumFiles = join(resolve(requested), 'window')
    mkdirSync(chromiumFiles, { recursive: true, mode: 0o700 })
    app.setPath('userData', chromiumFiles)
  }
  const data = requested === null ? join(app.getPath('userData'), 'data') : resolve(requested)
  const root = app.getAppPath()
  return {
    data,
    logs: join(data, 'logs'),
    resources: join(root, 'resources'),
    renderer: join(root, 'out/renderer'),
    preload: join(root, 'out/preload/index.cjs'),
    keychainProcess: join(root, 'out/main/keychain-process.js'),
    parserProcess: join(root, 'out/main/parser-process.js')
  }
}

import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

export const surroundings = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() })

/** The folder the window uses too (Electron's userData/data), unless `--data-dir` or KEYDOCKET_DATA_DIR names another. */
export function dataFolderFor(option: string | undefined, { platform, env, home }: Surroundings): string {
  const named = option ?? env['KEYDOCKET_DATA_DIR']
  if (named) return resolve(named)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Keydocket', 'data')
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Keydocket', 'data')
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'Keydocket', 'data')
}

/** Folder for what can be made anew at any time. */
export function cacheFolderFor({ platform, env, home }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Keydocket')
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Keydocket', 'Cache')
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'Keydocket')
}

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'

/** Electron's binary as its package has unpacked it, or the one named in KEYDOCKET_ELECTRON. Null when it is not on this machine; nothing is downloaded. */
export function findElectron(): string | null {
  const named = process.env['KEYDOCKET_ELECTRON']
  if (named) return existsSync(named) ? named : null
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

export interface ElectronOptions {
  readonly root: string
  readonly args: readonly string[]
  readonly onPage: (page: Page) => void
}

export interface RunningElectron {
  readonly page: Page
  readonly app: ElectronApplication
  readonly mainPid: number
}

/** Starts the built application in Electron's own runtime. Not for a packaged build: its fuses refuse the inspector that Playwright needs. */
export async function openInElectron({ root, args, onPage }: ElectronOptions): Promise<RunningElectron> {
  const executablePath = findElectron()
  if (executablePath === null) throw new Error("Electron's runtime is not on this machine")
  const isRoot = process.getuid?.() === 0
  const app = await _electron.launch({ executablePath, args: [root, ...args, ...(isRoot ? ['--no-sandbox'] : [])] })
  const page = await app.firstWindow()
  onPage(page)
  await page.waitForURL('app://keydocket/**')
  await page.waitForLoadState('load')
  return { page, app, mainPid: app.process().pid ?? 0 }
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

/** The Chromium to use: KEYDOCKET_CHROMIUM, else where systems put it, else one that Playwright installed. Null when there is none. */
export function findChromium(): string | null {
  const named = process.env['KEYDOCKET_CHROMIUM']
  if (named) return existsSync(named) ? named : null
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

export const noChromium = 'No Chromium found. Install the package chromium, or name one in KEYDOCKET_CHROMIUM.'

export interface BrowserOptions {
  /** Throw-away profile folder. */
  readonly profile: string
  readonly headless: boolean
  readonly width: number
  readonly height: number
  readonly title: string
  /** Let Playwright end the browser on SIGINT and its kin; off where the owner of the process handles them. */
  readonly handleSignals: boolean
}

/** A Chromium in one window without browser frame, driven through a pipe: no port. */
export async function launchBrowser({ profile, headless, width, height, title, handleSignals }: BrowserOptions): Promise<BrowserContext> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error(noChromium)
  const isRoot = process.getuid?.() === 0
  // Neither the vault's passphrase nor what is typed into forms is the browser's to keep; Electron keeps no forms.
  mkdirSync(join(profile, 'Default'), { recursive: true })
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({
      credentials_enable_service: false,
      profile: { password_manager_enabled: false },
      autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false }
    })
  )
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless,
    viewport: null,
    serviceWorkers: 'block',
    acceptDownloads: false,
    // Chromium's own sandbox cannot be set up by root.
    chromiumSandbox: !isRoot,
    handleSIGINT: handleSignals,
    handleSIGTERM: handleSignals,
    handleSIGHUP: handleSignals,
    // With about:blank in the command line the --app switch is ignored and an ordinary browser window opens.
    ignoreDefaultArgs: ['about:blank', '--enable-automation'],
    args: [
      `--app=data:text/html,<title>${encodeURIComponent(title)}</title>`,
      // Without it a bar warns of --no-sandbox.
      '--test-type',
      `--class=${title}`,
      `--window-size=${width},${height}`,
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
}

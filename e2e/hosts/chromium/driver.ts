import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { findChromium, noChromium } from './browser.ts'
import { type BrowserSideOptions, createBrowserSide } from './browser-side.ts'
import { type MainCalls, type StandInSettings, settingsVariable } from './calls.ts'
import type { BrowserClipboard } from './clipboard-page.ts'
import { type Channel, createLink, type Link } from './link.ts'

export interface DriverOptions extends BrowserSideOptions {
  /** Folder of package.json, with the built out/ in it. */
  readonly root: string
  /** Arguments of the application itself, such as --data-dir=FOLDER. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Called with the browser's profile once the browser has ended, before the profile is removed. */
  readonly onEnded?: (profile: string) => void
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A running application: main's process and its Chromium. */
export interface Running {
  readonly page: Page
  readonly clipboard: BrowserClipboard
  readonly mainPid: number
  /** Fires a power event of the computer, as main sees it. */
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>
  /** Asks main to quit, as the menu does; answers when everything has ended. */
  quit(): Promise<Ended>
  /** Ends main's process at once (SIGKILL); answers when everything has ended. */
  kill(): Promise<Ended>
  /** When main's process has ended, for whatever reason, and the browser and its profile are gone. */
  readonly ended: Promise<Ended>
}

/** Main ended before it had a window: what it said stands on standard error. */
export class EndedEarly extends Error {
  readonly ended: Ended
  constructor(ended: Ended) {
    super(`Keydocket ended before its window opened (${ended.signal ?? `exit code ${ended.code}`}).`)
    this.name = 'EndedEarly'
    this.ended = ended
  }
}

/** Starts the built application with the stand-in for Electron; answers when its page has loaded, throws EndedEarly when main ends before. */
export async function openInChromium(options: DriverOptions): Promise<Running> {
  if (findChromium() === null) throw new Error(noChromium)
  const profile = mkdtempSync(join(tmpdir(), 'keydocket-chromium-'))
  const main = startMain(options, profile)
  const browser = createBrowserSide(options, profile)
  const link: Link<MainCalls> = createLink<MainCalls>(channelTo(main), browser.answers)
  browser.connect(link)
  const ended = new Promise<Ended>((resolve) => {
    main.once('exit', (code, signal) => {
      link.end()
      const removed = browser
        .close()
        .then(() => options.onEnded?.(profile))
        .then(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
      // What is left of a throw-away profile is no reason not to end.
      void removed.catch(() => {}).then(() => resolve({ code, signal }))
    })
  })
  const early = ended.then((how): never => {
    throw new EndedEarly(how)
  })
  early.catch(() => {})
  link.call('ready', null).catch(() => {})
  const { page, clipboard } = await Promise.race([browser.loaded, early])
  return {
    page,
    clipboard,
    mainPid: main.pid ?? 0,
    ended,
    power: async (event) => {
      await link.call('power', { event })
    },
    quit: () => {
      // Main ends before it answers.
      link.call('quit', null).catch(() => {})
      return ended
    },
    kill: () => {
      main.kill('SIGKILL')
      return ended
    }
  }
}

function startMain({ root, args, env = {} }: DriverOptions, profile: string): ChildProcess {
  const settings: StandInSettings = { root, profile }
  return fork(join(root, 'out/main/index.js'), [...args], {
    execArgv: ['--import', new URL('./stand-in/register.ts', import.meta.url).href],
    env: { ...process.env, ...env, [settingsVariable]: JSON.stringify(settings) },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
}

/** A message to a process that is just ending is lost, like its answer; that it ended is told by `ended`. */
function channelTo(main: ChildProcess): Channel {
  main.on('error', () => {})
  return {
    send: (message) => {
      if (main.connected) main.send(message as never, () => {})
    },
    onMessage: (listener) => main.on('message', listener)
  }
}

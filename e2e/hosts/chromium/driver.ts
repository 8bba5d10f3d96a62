import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Dialog, Page, Route } from 'playwright'
import { toAppAddress, toWebAddress, webOrigin } from './address.ts'
import { findChromium, launchBrowser, noChromium } from './browser.ts'
import { type DriverCalls, type MainCalls, type StandInSettings, settingsVariable } from './calls.ts'
import { type BrowserClipboard, openClipboard } from './clipboard-page.ts'
import { decode, encode } from './codec.ts'
import { type Answering, type Channel, createLink, type Link } from './link.ts'
import { bindingName, type PageAnswer, type PageCall, preloadScript, receiverKey } from './page-side.ts'

export interface DriverOptions {
  /** Folder of package.json, with the built out/ in it. */
  readonly root: string
  /** Arguments of the application itself, such as --data-dir=FOLDER. */
  readonly args: readonly string[]
  readonly headless: boolean
  readonly env?: Readonly<Record<string, string | undefined>>
  /** End the browser on SIGINT and its kin. Off where the caller turns them into an orderly end. */
  readonly handleSignals?: boolean
  /** Called with the page before it loads anything. */
  readonly onPage?: (page: Page) => void
  /** Answers prompts and confirmations. Without it they wait for a person. */
  readonly onDialog?: (dialog: Dialog) => Promise<void>
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
      void browser.close().finally(() => {
        rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
        resolve({ code, signal })
      })
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

interface Loaded {
  readonly page: Page
  readonly clipboard: BrowserClipboard
}

/** The Chromium half: created when main makes its window. */
function createBrowserSide(options: DriverOptions, profile: string) {
  let context: BrowserContext | null = null
  let page: Page | null = null
  let clipboard: BrowserClipboard | null = null
  let link: Link<MainCalls> | null = null
  /** The address main itself is loading: the one navigation that is not the page's own wish. */
  let loading: string | null = null
  let reportLoaded: (loaded: Loaded) => void = () => {}
  const loaded = new Promise<Loaded>((resolve) => {
    reportLoaded = resolve
  })
  const need = <T>(part: T | null): T => {
    if (part === null) throw new Error('not in the stand-in: before the window is there')
    return part
  }
  const calls = (): Link<MainCalls> => need(link)

  async function createWindow({ width, height, title, preload }: Parameters<DriverCalls['createWindow']>[0]): Promise<null> {
    const { headless, handleSignals = true, onPage, onDialog } = options
    context = await launchBrowser({ profile, headless, width, height, title, handleSignals }).catch((error: Error) => {
      // Main only learns that it failed: this is for the person who started it.
      process.stderr.write(`Chromium could not start: ${error.message.split('\n')[0]}\n`)
      throw error
    })
    const own = context.pages()[0] ?? (await context.newPage())
    page = own
    await context.grantPermissions([], { origin: webOrigin })
    await context.route('**/*', (route) => serve(route, own))
    await context.exposeBinding(bindingName, (source, text: string) =>
      answerPage(source.frame.url(), source.frame.parentFrame() === null, text)
    )
    await context.addInitScript({ content: preloadScript(preload) })
    clipboard = await openClipboard(context)
    context.on('page', (other) => void refuseWindow(other))
    // With a listener of any kind Playwright leaves dialogs open, so that a person can answer them.
    own.on('dialog', (dialog) => void onDialog?.(dialog))
    own.on(
      'close',
      () =>
        void calls()
          .call('windowClosed', null)
          .catch(() => {})
    )
    onPage?.(own)
    return null
  }

  async function answerPage(frameUrl: string, isMainFrame: boolean, text: string): Promise<string> {
    const call = decode(text) as PageCall
    let answer: PageAnswer
    try {
      const value =
        call.kind === 'open'
          ? await calls().call('open', { url: toAppAddress(call.url) })
          : await calls().call('invoke', { channel: call.channel, args: call.args, frameUrl: toAppAddress(frameUrl), isMainFrame })
      answer = { ok: true, value }
    } catch (error) {
      answer = { ok: false, message: String(error) }
    }
    return encode(answer)
  }

  async function serve(route: Route, own: Page): Promise<void> {
    try {
      const request = route.request()
      const frame = request.frame()
      const url = toAppAddress(request.url())
      if (frame.page() !== own) return await route.abort('aborted')
      if (request.isNavigationRequest() && url !== loading) {
        const isMainFrame = frame.parentFrame() === null
        if (await calls().call('navigate', { url, isMainFrame })) return await route.abort('aborted')
      }
      const response = await calls().call('request', { url, method: request.method() })
      if (response === null) return await route.abort('blockedbyclient')
      await route.fulfill({ status: response.status, headers: response.headers, body: Buffer.from(response.body) })
    } catch {
      // A page that is going away, or a request the stand-in does not know: refused either way.
      await route.abort('failed').catch(() => {})
    }
  }

  /** A link to a new window does not pass through window.open in the page; it is asked for and closed here. */
  async function refuseWindow(other: Page): Promise<void> {
    await calls()
      .call('open', { url: toAppAddress(other.url()) })
      .catch(() => {})
    await other.close().catch(() => {})
  }

  const answers = {
    createWindow,
    load: async ({ url }) => {
      loading = url
      try {
        await need(page).goto(toWebAddress(url), { waitUntil: 'load' })
      } finally {
        loading = null
      }
      reportLoaded({ page: need(page), clipboard: need(clipboard) })
      return null
    },
    closeWindow: async () => {
      await need(page).close()
      return null
    },
    focusWindow: async () => {
      await need(page).bringToFront()
      return null
    },
    send: async (message) => {
      const deliver = ([key, text]: readonly [string, string]): void => {
        const receive = (window as unknown as Record<symbol, unknown>)[Symbol.for(key)] as ((text: string) => void) | undefined
        receive?.(text)
      }
      await need(page).evaluate(deliver, [receiverKey, encode(message)] as const)
      return null
    },
    prompt: ({ text, suggestion }) =>
      need(page).evaluate(([question, answer]) => window.prompt(question, answer), [text, suggestion] as const),
    confirm: ({ text }) => need(page).evaluate((question) => window.confirm(question), text),
    readClipboard: () => need(clipboard).read(),
    writeClipboard: async ({ text }) => {
      await need(clipboard).write(text)
      return null
    }
  } satisfies Answering<DriverCalls>

  return {
    answers,
    loaded,
    connect: (toMain: Link<MainCalls>) => {
      link = toMain
    },
    close: async () => {
      await context?.close().catch(() => {})
    }
  }
}

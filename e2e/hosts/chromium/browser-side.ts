import type { BrowserContext, Dialog, Page, Route } from 'playwright'
import { toAppAddress, toWebAddress, webOrigin } from './address.ts'
import { launchBrowser } from './browser.ts'
import type { DriverCalls, MainCalls } from './calls.ts'
import { type BrowserClipboard, openClipboard } from './clipboard-page.ts'
import { decode, encode } from './codec.ts'
import type { Answering, Link } from './link.ts'
import { bindingName, type PageAnswer, type PageCall, preloadScript, receiverKey } from './page-side.ts'

export interface BrowserSideOptions {
  readonly headless: boolean
  /** End the browser on SIGINT and its kin. Off where the caller turns them into an orderly end. */
  readonly handleSignals?: boolean
  /** Called with the page before it loads anything. */
  readonly onPage?: (page: Page) => void
  /** Answers prompts and confirmations. Without it they wait for a person. */
  readonly onDialog?: (dialog: Dialog) => Promise<void>
  /** Told each address that would open in the computer's browser. Nothing opens. */
  readonly onExternal?: (url: string) => void
  /** Told the formats of the system that should have been written beside each text put on the clipboard. */
  readonly onClipboardMarks?: (marks: readonly string[]) => void
}

export interface Loaded {
  readonly page: Page
  readonly clipboard: BrowserClipboard
}

/** The Chromium half: created when main makes its window. */
export function createBrowserSide(options: BrowserSideOptions, profile: string) {
  let context: BrowserContext | null = null
  let page: Page | null = null
  let clipboard: BrowserClipboard | null = null
  let link: Link<MainCalls> | null = null
  /** The address main itself is loading: the one navigation that is not the page's own wish. */
  let loading: string | null = null
  /** Counts processes of the page: what an earlier one asked is not answered any more. */
  let generation = 0
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
    const asked = generation
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
    if (asked !== generation) return new Promise(() => {})
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
    reloadInNewProcess: async () => {
      generation += 1
      const own = need(page)
      const address = own.url()
      await own.goto('data:text/html,<title>Keydocket</title>')
      loading = toAppAddress(address.replace(/#.*$/, ''))
      try {
        await own.goto(address, { waitUntil: 'load' })
      } finally {
        loading = null
      }
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
    openExternal: ({ url }) => {
      options.onExternal?.(url)
      return null
    },
    readClipboard: () => need(clipboard).read(),
    writeClipboard: async ({ text, marks }) => {
      options.onClipboardMarks?.(marks)
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

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Dialog, expect, type Page } from '@playwright/test'
import type { Channel, Envelope, Input, Output } from '#contract'
import { findChromium } from './hosts/chromium/browser.ts'
import { openInChromium } from './hosts/chromium/driver.ts'
import { findElectron, openInElectron } from './hosts/electron.ts'
import { noteSearched, searchFolder } from './leaks.ts'
import { firstRun, passphrase } from './pages/first-run.ts'

export type HostKind = 'chromium-host' | 'electron'
export interface HostOption {
  hostKind: HostKind
}

/** The running application as a test sees it, the same on every host. */
export interface Keydocket {
  readonly host: HostKind
  /** The window's page. Another object after `restart`. */
  readonly page: Page
  /** Fresh for each test, removed after it. */
  readonly dataFolder: string
  /** Main's process. */
  readonly mainPid: number
  /** A call through the page's own bridge. */
  invoke<C extends Channel>(channel: C, input: Input<C>): Promise<Envelope<Output<C>>>
  /** Quits as the menu does and starts again with the same data folder. */
  restart(): Promise<void>
  /** Quits as the menu does. The page is gone after it. */
  quit(): Promise<void>
  /** SIGKILL to main; answers when the window has closed. */
  killMain(): Promise<void>
  /** Starts after `quit` or `killMain`. */
  start(): Promise<void>
  /** What the next dialog for a file to save or a folder is answered with; null cancels it, as every dialog is unless told otherwise. */
  chooseSavePath(path: string | null): Promise<void>
  /** Whether the next questions are answered with yes; no, unless told otherwise. */
  agreeToQuestions(agree: boolean): Promise<void>
  /** Addresses given to the computer's browser since this start. None of them opens in a test. */
  openedOutside(): Promise<string[]>
  readClipboard(): Promise<string>
  setClipboard(text: string): Promise<void>
  /** Tells main what the computer does. */
  power(event: 'suspend' | 'resume' | 'lock-screen'): Promise<void>
  /** Formats of the system that were asked for beside the text last put on the clipboard; null where the clipboard itself has to be asked. */
  clipboardMarks(): readonly string[] | null
}

/** One start of the application. */
interface Started {
  readonly page: Page
  readonly mainPid: number
  quit(): Promise<void>
  kill(): Promise<void>
  readClipboard(): Promise<string>
  setClipboard(text: string): Promise<void>
  chooseSavePath(path: string | null): Promise<void>
  agreeToQuestions(agree: boolean): Promise<void>
  openedOutside(): Promise<string[]>
  power(event: 'suspend' | 'resume' | 'lock-screen'): Promise<void>
  clipboardMarks(): readonly string[] | null
}

/** What a test finds: an empty data folder, or the firm of a first run, unlocked, with its first member and nothing else. */
export type Beginning = 'first-run' | 'new-firm'

interface Fixtures {
  beginning: Beginning
  keydocket: Keydocket
  /** Console errors and warnings (policy violations among them) and uncaught errors. A test that leaves one fails; one that provokes some takes them out. */
  problems: string[]
}

interface WorkerFixtures {
  /** Makes the data folder of a firm by a first run, once in this worker; each test that begins with it gets a copy. */
  newFirm: () => Promise<string>
}

const root = join(import.meta.dirname, '..')

export const test = base.extend<Fixtures, HostOption & WorkerFixtures>({
  hostKind: ['chromium-host', { option: true, scope: 'worker' }],
  beginning: ['first-run', { option: true }],

  newFirm: [
    async ({ hostKind, headless }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'keydocket-new-firm-'))
      let made: Promise<string> | null = null
      try {
        await use(() => {
          made ??= makeNewFirm(hostKind, folder, headless ?? true)
          return made
        })
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      }
    },
    { scope: 'worker' }
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
  problems: async ({}, use) => {
    const problems: string[] = []
    await use(problems)
    expect(problems, 'console errors, warnings and uncaught errors').toEqual([])
  },

  keydocket: async ({ hostKind, headless, beginning, newFirm, problems }, use, info) => {
    const missing = whyNot(hostKind)
    test.skip(missing !== null, missing ?? '')
    const dataFolder = mkdtempSync(join(tmpdir(), 'keydocket-data-'))
    const found: string[] = []
    const search = (what: string, folder: string): void => {
      const searched = searchFolder(folder)
      noteSearched(what, info.titlePath.join(' > '), searched)
      found.push(...searched.hits)
    }
    const keydocket = createKeydocket({
      hostKind,
      headless: headless ?? true,
      dataFolder,
      problems,
      onEnded: (profile) => search('profile', profile)
    })
    try {
      if (beginning === 'new-firm') cpSync(await newFirm(), dataFolder, { recursive: true })
      await keydocket.start()
      if (beginning === 'new-firm') await unlock(keydocket.page)
      await use(keydocket)
    } finally {
      if (info.status !== info.expectedStatus) await keydocket.picture(info.outputPath('at-the-end.png'))
      await keydocket.end()
      search('data', dataFolder)
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
    expect(found, 'what was told in confidence and stands in a file').toEqual([])
  }
})

export { expect }

interface Place {
  readonly hostKind: HostKind
  readonly headless: boolean
  readonly dataFolder: string
  readonly problems: string[]
  /** Called with the browser's profile once the browser has ended. */
  readonly onEnded: (profile: string) => void
}

function createKeydocket({ hostKind, headless, dataFolder, problems, onEnded }: Place) {
  let isQuitting = false
  const onPage = (page: Page) => watch(page, problems, () => isQuitting)
  const args = [`--data-dir=${dataFolder}`]
  const begin = () => (hostKind === 'electron' ? startElectron(args, onPage) : startChromium(args, onPage, headless, onEnded))
  let running: Started | null = null
  const now = (): Started => {
    if (running === null) throw new Error('the application is not running')
    return running
  }
  const keydocket: Keydocket = {
    host: hostKind,
    dataFolder,
    get page() {
      return now().page
    },
    get mainPid() {
      return now().mainPid
    },
    invoke: (channel, input) =>
      (channel === 'vault.lock' ? lock(now().page) : invoke(now().page, channel, input)) as Promise<Envelope<never>>,
    start: async () => {
      isQuitting = false
      running = await begin()
    },
    quit: async () => {
      isQuitting = true
      await now().quit()
      running = null
    },
    killMain: async () => {
      isQuitting = true
      await now().kill()
      running = null
    },
    restart: async () => {
      await keydocket.quit()
      await keydocket.start()
    },
    chooseSavePath: (path) => now().chooseSavePath(path),
    agreeToQuestions: (agree) => now().agreeToQuestions(agree),
    openedOutside: () => now().openedOutside(),
    readClipboard: () => now().readClipboard(),
    setClipboard: (text) => now().setClipboard(text),
    power: (event) => now().power(event),
    clipboardMarks: () => now().clipboardMarks()
  }
  return Object.assign(keydocket, {
    /** Quits what still runs. */
    end: async (): Promise<void> => {
      isQuitting = true
      await running?.quit()
    },
    /** What the window shows, where there is one. */
    picture: async (path: string): Promise<void> => {
      await running?.page.screenshot({ path, timeout: 5000 }).catch(() => {})
    }
  })
}

async function makeNewFirm(hostKind: HostKind, folder: string, headless: boolean): Promise<string> {
  const problems: string[] = []
  const dataFolder = join(folder, 'data')
  const found: string[] = []
  const search = (what: string, searchedFolder: string): void => {
    const searched = searchFolder(searchedFolder)
    noteSearched(what, 'the first run of a firm that tests begin with', searched)
    found.push(...searched.hits)
  }
  const keydocket = createKeydocket({ hostKind, headless, dataFolder, problems, onEnded: (profile) => search('profile', profile) })
  try {
    await keydocket.start()
    await firstRun(keydocket, { kitFile: join(folder, 'kit.txt'), useKeychain: false })
  } finally {
    await keydocket.end()
    search('data', dataFolder)
  }
  expect({ problems, found }, 'a first run leaves no console errors and writes nothing that was told in confidence').toEqual({
    problems: [],
    found: []
  })
  return dataFolder
}

async function unlock(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  // What stretches a passphrase takes seconds on a busy computer.
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible({ timeout: 30_000 })
}

function whyNot(host: HostKind): string | null {
  if (host === 'electron')
    return findElectron() === null ? "Electron's runtime is not on this machine (npx install-electron brings it)" : null
  return findChromium() === null ? 'no Chromium on this machine (install it, or name one in KEYDOCKET_CHROMIUM)' : null
}

/** Quitting locks, a lock loads the page anew, and what that still asks for when main is gone does not come. */
const isCutOff = (text: string): boolean => text.includes('net::ERR_FAILED') || text.includes('net::ERR_ABORTED')

function watch(page: Page, problems: string[], isQuitting: () => boolean): void {
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (isQuitting() && isCutOff(message.text())) return
    problems.push(`${message.type()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
}

async function invoke(page: Page, channel: string, input: unknown): Promise<unknown> {
  const [feature, verb] = channel.split('.') as [string, string]
  return page.evaluate(
    ([feature, verb, input]) => {
      const api = (window as unknown as { keydocket: Record<string, Record<string, (input: unknown) => Promise<unknown>>> }).keydocket
      return api[feature]?.[verb]?.(input)
    },
    [feature, verb, input] as const
  )
}

/** The page that locks is gone before it is answered: the one after it is asked how things stand. */
async function lock(page: Page): Promise<unknown> {
  const renewed = page.waitForEvent('domcontentloaded', (loaded) => !loaded.url().startsWith('data:'))
  await Promise.all([renewed, Promise.race([renewed, invoke(page, 'vault.lock', {}).catch(() => {})])])
  await expect(page.getByRole('heading', { name: 'Keydocket is locked' })).toBeVisible()
  return invoke(page, 'vault.status', {})
}

async function startChromium(
  args: readonly string[],
  onPage: (page: Page) => void,
  headless: boolean,
  onEnded: (profile: string) => void
): Promise<Started> {
  let savePath: string | null = null
  let agrees = false
  const openedOutside: string[] = []
  let marks: readonly string[] = []
  const answer = async (dialog: Dialog): Promise<void> => {
    if (agrees && dialog.type() === 'confirm') return dialog.accept()
    if (savePath === null) return dialog.dismiss()
    await dialog.accept(dialog.type() === 'prompt' ? savePath : undefined)
  }
  const running = await openInChromium({
    root,
    args,
    headless,
    onPage,
    onDialog: answer,
    onEnded,
    onExternal: (url) => void openedOutside.push(url),
    onClipboardMarks: (told) => {
      marks = told
    }
  })
  return {
    page: running.page,
    mainPid: running.mainPid,
    quit: async () => {
      await running.quit()
    },
    kill: async () => {
      await running.kill()
    },
    readClipboard: () => running.clipboard.read(),
    setClipboard: (text) => running.clipboard.write(text),
    chooseSavePath: async (path) => {
      savePath = path
    },
    agreeToQuestions: async (agree) => {
      agrees = agree
    },
    openedOutside: async () => [...openedOutside],
    power: (event) => running.power(event),
    clipboardMarks: () => marks
  }
}

async function startElectron(args: readonly string[], onPage: (page: Page) => void): Promise<Started> {
  const { page, app, mainPid } = await openInElectron({ root, args, onPage })
  const started: Started = {
    page,
    mainPid,
    quit: async () => {
      // Already closed by the test itself, it cannot be closed again.
      if (!page.isClosed()) await app.close()
    },
    kill: async () => {
      const closed = app.waitForEvent('close')
      app.process().kill('SIGKILL')
      await closed
    },
    readClipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    setClipboard: (text) => app.evaluate(({ clipboard }, text) => clipboard.writeText(text), text),
    // The system's dialog cannot be driven, so its answer is put in its place.
    chooseSavePath: (path) =>
      app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' })
        dialog.showOpenDialog = async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] })
      }, path),
    agreeToQuestions: (agree) =>
      app.evaluate(({ dialog }, agree) => {
        dialog.showMessageBox = async (...args: unknown[]) => {
          const { cancelId = 0 } = args.at(-1) as { cancelId?: number }
          return { response: agree ? 1 - cancelId : cancelId, checkboxChecked: false }
        }
      }, agree),
    openedOutside: () => app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside),
    power: (event) =>
      app.evaluate(({ powerMonitor }, event) => {
        ;(powerMonitor as unknown as { emit(event: string): void }).emit(event)
      }, event),
    clipboardMarks: () => null
  }
  await started.chooseSavePath(null)
  await started.agreeToQuestions(false)
  // Playwright cannot go on with a page whose process ended: here the page is only loaded anew.
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer = () => {}
  })
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    ;(globalThis as unknown as { openedOutside: string[] }).openedOutside = opened
    shell.openExternal = async (url) => void opened.push(url)
  })
  return started
}

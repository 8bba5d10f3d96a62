/**
 * Every yes or no of the shell as a pure function, so that a table can test them without Electron. Addresses are compared by their parsed parts,
 * never by how they begin.
 */

export const appScheme = 'app'
export const appHost = 'keydocket'
export const startUrl = `${appScheme}://${appHost}/index.html`
/** No `persist:` in front: such a session would live on the disk. */
export const sessionName = 'keydocket'

/**
 * What a page of ours runs with. Electron's own settings for web security, insecure content, experimental features and Blink features are
 * right as they are and stay unnamed.
 */
export function pagePreferences({ isPackaged }: { readonly isPackaged: boolean }) {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // alert, confirm and prompt of a page: nothing of ours asks that way.
    disableDialogs: true,
    devTools: !isPackaged
  } as const
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}

/** Whether `address` is one of our own pages or files: exactly our scheme and host, no port, no user. */
export function isAppUrl(address: string): boolean {
  const url = parse(address)
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.hostname === appHost &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Whether a frame may go to `address`. Only the window itself may, and only to its own page; the page has no sub-frames. */
export function isNavigationAllowed({ url, isMainFrame }: { readonly url: string; readonly isMainFrame: boolean }): boolean {
  return isMainFrame && isAppUrl(url)
}

/** No page of ours opens a window of its own. */
export function windowOpenDecision(): { action: 'deny' } {
  return { action: 'deny' }
}

/** No permission is ever granted to the page: copying, saving and reading files all go through main. An allow-list, and it is empty. */
export function isPermissionAllowed(_permission: string): boolean {
  return false
}

/** Whether the page's session may load `address`: our own files. No other scheme, so nothing goes to a network. */
export function isRequestAllowed(address: string): boolean {
  return isAppUrl(address)
}

/** Whether `address` may be given to the computer's browser after the person agreed to `host`: https, that host, no user, no port. */
export function mayOpenOutside(address: string, host: string): boolean {
  const url = parse(address)
  return url !== null && url.protocol === 'https:' && url.host === host && url.username === '' && url.password === ''
}

export interface Sender {
  /** Address of the calling frame; null when it has navigated away or is gone. */
  readonly frameUrl: string | null
  readonly isMainFrame: boolean
  readonly isOurWindow: boolean
}

/** Whether a call from the page reaches the core. */
export function isTrustedSender({ frameUrl, isMainFrame, isOurWindow }: Sender): boolean {
  return frameUrl !== null && isMainFrame && isOurWindow && isAppUrl(frameUrl)
}

/**
 * Switches that would open the window or its traffic to others, by name or by the beginning of their name. Fuses cover Node's own --inspect
 * family only; these are Chromium's, which no fuse turns off.
 */
const forbiddenNames: readonly string[] = [
  'load-extension',
  'disable-extensions-except',
  'js-flags',
  'host-rules',
  'host-resolver-rules',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'log-net-log',
  'enable-logging',
  'utility-cmd-prefix',
  'renderer-cmd-prefix',
  'gpu-launcher',
  'user-data-dir'
]
const forbiddenBeginnings: readonly string[] = [
  'remote-debugging',
  'remote-allow',
  'inspect',
  'debug',
  'proxy-',
  'unsafely-',
  'auth-server',
  'ssl-key-log'
]

/**
 * Names of the forbidden switches in a command line, read as Chromium reads it (base/command_line.cc): after the program's own name, white space
 * around an argument dropped, `--name`, `-name` and, on Windows, `/name`; what follows a bare `--` is no switch.
 */
export function forbiddenSwitches(argv: readonly string[], platform: NodeJS.Platform = process.platform): string[] {
  const given = argv.slice(1).map((argument) => argument.trim())
  const end = given.indexOf('--')
  const prefix = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/
  return given
    .slice(0, end === -1 ? undefined : end)
    .filter((argument) => prefix.test(argument))
    .map((argument) => argument.replace(prefix, '').split('=')[0]?.toLowerCase() ?? '')
    .filter((name) => forbiddenNames.includes(name) || forbiddenBeginnings.some((beginning) => name.startsWith(beginning)))
}

/** The folder asked for by `--data-dir=FOLDER`, `--data-dir FOLDER` or KEYDOCKET_DATA_DIR, in this order; null when none was. */
export function requestedDataFolder(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): string | null {
  const at = argv.findLastIndex((argument) => argument === '--data-dir' || argument.startsWith('--data-dir='))
  const argument = argv[at]
  const asked = argument === undefined ? undefined : argument === '--data-dir' ? argv[at + 1] : argument.slice('--data-dir='.length)
  return asked || environment['KEYDOCKET_DATA_DIR'] || null
}

/** Text of a notification as words only: on Linux the desktop may take its body for markup and load what an `<img>` in it names. */
export function wordsOfNotification(text: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'linux' ? text.replaceAll('<', '‹').replaceAll('>', '›') : text
}

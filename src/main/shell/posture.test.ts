/** Electron's posture as far as it shows without Electron's runtime: what the shell tells Electron, asked case by case. The rest: scripts/check-runtime.mjs. */
import { EventEmitter } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Session, WebContents } from 'electron'
import { afterAll, describe, expect, test } from 'vitest'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { guardPage, guardSession } from './guards.ts'
import { contentSecurityPolicy, pageHeaders } from './page-headers.ts'
import { forbiddenSwitches, pagePreferences, sessionName, startUrl } from './policy.ts'

const root = new URL('../../..', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

/** Every permission that this Electron knows, as its own declarations list them. */
function permissionsOf(handler: 'setPermissionRequestHandler' | 'setPermissionCheckHandler'): string[] {
  const line = read('node_modules/electron/electron.d.ts')
    .split('\n')
    .find((one) => one.includes(`${handler}(handler:`))
  const union = /permission: ((?:'[\w-]+'(?: \| )?)+)/.exec(line ?? '')?.[1] ?? ''
  return [...union.matchAll(/'([\w-]+)'/g)].map((match) => match[1] as string)
}

type Handler = (...args: unknown[]) => unknown

/** Keeps the handlers it is given, as Electron's session does, by the name of the method that gave them. */
class ToldSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  spellChecker = true
  readonly webRequest = { onBeforeRequest: this.#keeper('onBeforeRequest') }
  readonly setPermissionRequestHandler = this.#keeper('permission asked for')
  readonly setPermissionCheckHandler = this.#keeper('permission looked up')
  readonly setDevicePermissionHandler = this.#keeper('device')
  readonly setBluetoothPairingHandler = this.#keeper('pairing')
  readonly setDisplayMediaRequestHandler = this.#keeper('display')
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
  handler(name: string): Handler {
    return this.handlers.get(name) ?? (() => expect.unreachable(`no handler: ${name}`))
  }
  #keeper(name: string): (handler: Handler) => void {
    return (handler) => {
      this.handlers.set(name, handler)
    }
  }
}

class ToldPage extends EventEmitter {
  open: Handler = () => expect.unreachable('no handler')
  setWindowOpenHandler(handler: Handler): void {
    this.open = handler
  }
}

const told = new ToldSession()
guardSession(told as unknown as Session)
const page = new ToldPage()
guardPage(page as unknown as WebContents)

/** The answer that a handler gives through its callback. */
function answered(handler: Handler, ...args: unknown[]): unknown {
  let answer: unknown = 'no answer'
  handler(...args, (given: unknown) => {
    answer = given
  })
  return answer
}

function isPrevented(emitter: EventEmitter, event: string, facts: object = {}): boolean {
  let prevented = false
  const preventDefault = (): void => {
    prevented = true
  }
  emitter.emit(event, { ...facts, preventDefault })
  return prevented
}

let tried = 0
let failed = 0
/** One case of the count; its failure is a failure of its test. */
function held(what: string, holds: boolean): void {
  tried += 1
  if (!holds) failed += 1
  expect(holds, what).toBe(true)
}

afterAll(() =>
  recordSecurityCount({
    row: '12',
    title: "Electron's posture: what the shell tells Electron, without its runtime",
    count: tried,
    bar: 250,
    failed
  })
)

describe('permissions', () => {
  test('each one Electron knows is refused, asked for and looked up', () => {
    const names = permissionsOf('setPermissionRequestHandler')
    expect(names.length).toBeGreaterThanOrEqual(45)
    expect(permissionsOf('setPermissionCheckHandler')).toEqual(names)
    for (const name of [...names, 'one-of-next-year']) {
      held(`${name} asked for`, answered(told.handler('permission asked for'), {}, name) === false)
      held(`${name} looked up`, told.handler('permission looked up')(null, name, startUrl, {}) === false)
    }
  })

  test('no device, no pairing, no picture of the screen, no download, no spell checker', () => {
    for (const deviceType of ['hid', 'serial', 'usb'])
      held(deviceType, told.handler('device')({ deviceType, origin: 'app://keydocket' }) === false)
    if (process.platform !== 'darwin') held('pairing', JSON.stringify(answered(told.handler('pairing'), {})) === '{"confirmed":false}')
    held('screen', answered(told.handler('display'), {}) === null)
    held('download', isPrevented(told, 'will-download'))
    held('spell checker', !told.spellChecker)
  })
})

const foreign = [
  ...['https://example.com/', 'http://localhost/', 'http://169.254.169.254/latest/', 'wss://example.com/', 'ws://127.0.0.1:9222/'],
  ...['file:///etc/passwd', 'file://server/share', 'ftp://example.com/', 'data:text/html,<p>x', 'blob:app://keydocket/1', 'about:blank'],
  ...['chrome://version', 'devtools://devtools/x', 'chrome-extension://abc/x', 'view-source:app://keydocket/', 'javascript:alert(1)'],
  ...['filesystem:app://keydocket/x', 'app://keydocket.example.com/', 'app://keydocket:1/', 'app://x@keydocket/', 'app2://keydocket/'],
  ...['ms-settings:', 'smb://server/share', 'mailto:a@b.c', 'intent://x', 'otpauth://totp/x', '']
]

describe('addresses', () => {
  test.each(foreign)('%j is neither loaded nor gone to', (url) => {
    held('loaded', JSON.stringify(answered(told.handler('onBeforeRequest'), { url })) === '{"cancel":true}')
    for (const isMainFrame of [true, false]) {
      held('gone to', isPrevented(page, 'will-frame-navigate', { url, isMainFrame }))
      held('redirected to', isPrevented(page, 'will-redirect', { url, isMainFrame }))
    }
  })

  test('our own page is, by the window alone; nothing opens beside it', () => {
    held('loaded', JSON.stringify(answered(told.handler('onBeforeRequest'), { url: startUrl })) === '{"cancel":false}')
    held('gone to', !isPrevented(page, 'will-frame-navigate', { url: startUrl, isMainFrame: true }))
    held('by a frame', isPrevented(page, 'will-frame-navigate', { url: startUrl, isMainFrame: false }))
    held('a window', JSON.stringify(page.open({ url: startUrl })) === '{"action":"deny"}')
    held('a webview', isPrevented(page, 'will-attach-webview'))
  })
})

describe('the page', () => {
  test('runs with these preferences', () => {
    const wanted = {
      ...{
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false
      },
      ...{ webviewTag: false, navigateOnDragDrop: false, spellcheck: false, disableDialogs: true, devTools: false }
    }
    const packaged: Record<string, unknown> = pagePreferences({ isPackaged: true })
    for (const [name, value] of Object.entries(wanted)) held(name, packaged[name] === value)
    for (const name of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'enableDeprecatedPaste'
    ])
      held(`${name} is Electron's own`, !(name in packaged))
    expect(Object.keys(packaged).sort()).toEqual(Object.keys(wanted).sort())
    expect(pagePreferences({ isPackaged: false }).devTools).toBe(true)
    held('in memory', !sessionName.startsWith('persist:'))
  })

  test('comes with these headers', () => {
    const policy = contentSecurityPolicy.split('; ')
    for (const directive of [
      ...["default-src 'none'", "script-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'none'", "frame-src 'none'"],
      ...["object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "trusted-types 'none'"],
      "require-trusted-types-for 'script'"
    ])
      held(directive, policy.includes(directive))
    held('nothing unsafe', !/unsafe|\*|https?:|data:|blob:/.test(contentSecurityPolicy))
    for (const [name, value] of Object.entries({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store'
    }))
      held(name, (pageHeaders as Record<string, string>)[name] === value)
    for (const feature of ['camera', 'display-capture', 'hid', 'microphone', 'serial', 'usb'])
      held(feature, pageHeaders['permissions-policy'].includes(`${feature}=()`))
  })
})

describe('the program', () => {
  test.each([
    ...['remote-debugging-port=9222', 'remote-debugging-pipe', 'remote-debugging-address=0.0.0.0', 'remote-allow-origins=*', 'inspect'],
    ...['inspect-brk', 'inspect-port=1', 'inspect-publish-uid=http', 'load-extension=/x', 'disable-extensions-except=/x', 'js-flags=--x'],
    ...[
      'proxy-server=x',
      'proxy-pac-url=x',
      'proxy-bypass-list=x',
      'host-resolver-rules=x',
      'host-rules=x',
      'no-sandbox',
      'gpu-launcher=x'
    ],
    ...['disable-web-security', 'ignore-certificate-errors', 'ssl-key-log-file=/x', 'log-net-log=/x', 'user-data-dir=/x'],
    ...['unsafely-treat-insecure-origin-as-secure=x', 'renderer-cmd-prefix=gdb', 'utility-cmd-prefix=gdb', 'allow-file-access-from-files']
  ])('--%s is refused when packaged', (name) => {
    for (const written of [`--${name}`, `-${name}`, ` --${name} `, `--${name.toUpperCase()}`])
      held(written, forbiddenSwitches(['keydocket', written], 'linux').length === 1)
    held(`/${name}`, forbiddenSwitches(['keydocket.exe', `/${name}`], 'win32').length === 1)
  })

  test('all nine fuses are decided', () => {
    const { electronFuses } = createRequire(import.meta.url)('../../../resources/builder.config.cjs') as {
      electronFuses: Record<string, boolean>
    }
    const on = ['strictlyRequireAllFuses', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar', 'wasmTrapHandlers']
    expect(Object.keys(electronFuses)).toHaveLength(10)
    for (const [fuse, value] of Object.entries(electronFuses)) held(fuse, value === on.includes(fuse))
  })

  test('the shell takes nothing else of Electron', () => {
    const known = [
      ...['app', 'BrowserWindow', 'clipboard', 'ClipboardItem', 'dialog', 'ipcMain', 'Menu', 'Notification', 'powerMonitor', 'protocol'],
      ...['session', 'shell', 'utilityProcess']
    ]
    const folder = new URL('src/main/shell/', root)
    const taken = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/import (?!type)\{([^}]*)\} from 'electron'/g)])
      .flatMap((match) => (match[1] ?? '').split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '))
    expect(taken.length).toBeGreaterThan(10)
    for (const name of new Set(taken)) held(name, known.includes(name))
  })

  test('a second start is not listened to: neither its arguments nor its folder', () => {
    const handler = /app\.on\('second-instance', ([\s\S]*?)=> \{/.exec(read('src/main/shell/start.ts'))?.[1]
    held('second-instance', handler?.trim() === '()')
  })
})

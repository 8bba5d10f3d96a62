import { describe, expect, test } from 'vitest'
import {
  forbiddenSwitches,
  isAppUrl,
  isNavigationAllowed,
  isPermissionAllowed,
  isRequestAllowed,
  isTrustedSender,
  mayOpenOutside,
  requestedDataFolder,
  startUrl,
  windowOpenDecision,
  wordsOfNotification
} from './policy.ts'

const ours = [
  startUrl,
  'app://keydocket/',
  'app://keydocket/index.html#/clients/1',
  'app://keydocket/assets/index.js?x=1',
  'APP://keydocket/index.html'
]
const foreign = [
  '',
  'keydocket',
  'about:blank',
  'https://keydocket/index.html',
  'https://example.com/',
  'http://localhost/',
  'app://keydocket.example.com/index.html',
  'app://keydocket@example.com/index.html',
  'app://user@keydocket/index.html',
  'app://user:word@keydocket/index.html',
  'app://keydocket:8080/index.html',
  'app://xkeydocket/index.html',
  'app:///keydocket/index.html',
  'app:keydocket/index.html',
  'app2://keydocket/index.html',
  ' javascript:alert(1)',
  'javascript:alert(1)',
  'data:text/html,<p>app://keydocket/',
  'file:///etc/passwd',
  'file://keydocket/index.html',
  'blob:app://keydocket/1',
  'chrome://version',
  'devtools://devtools/bundled/x.html',
  'view-source:app://keydocket/index.html',
  'filesystem:app://keydocket/x'
]

describe('addresses', () => {
  test.each(ours)('%j is ours', (address) => {
    expect(isAppUrl(address)).toBe(true)
    expect(isNavigationAllowed({ url: address, isMainFrame: true })).toBe(true)
    expect(isRequestAllowed(address)).toBe(true)
  })
  test.each(ours)('%j is not for a sub-frame', (address) => {
    expect(isNavigationAllowed({ url: address, isMainFrame: false })).toBe(false)
  })
  test.each(foreign)('%j is foreign', (address) => {
    expect(isAppUrl(address)).toBe(false)
    expect(isNavigationAllowed({ url: address, isMainFrame: true })).toBe(false)
  })
  test.each([...foreign, 'blob:https://example.com/1', 'blob:null/1', 'blob:', 'wss://example.com/', 'ftp://example.com/'])(
    '%j is not loaded',
    (address) => {
      expect(isRequestAllowed(address)).toBe(false)
    }
  )
})

describe('callers', () => {
  const page = { frameUrl: startUrl, isMainFrame: true, isOurWindow: true }
  test('our page in our window may call', () => expect(isTrustedSender(page)).toBe(true))
  test.each([
    ['a frame that is gone', { ...page, frameUrl: null }],
    ['a sub-frame', { ...page, isMainFrame: false }],
    ['another window', { ...page, isOurWindow: false }],
    ['a foreign page', { ...page, frameUrl: 'https://example.com/' }],
    ['a page not yet loaded', { ...page, frameUrl: '' }]
  ])('%s may not', (_who, sender) => expect(isTrustedSender(sender)).toBe(false))
})

describe('pages outside', () => {
  test.each(['https://my.uscis.gov/', 'https://my.uscis.gov/account/v1/needhelp?a=b#c', 'HTTPS://MY.USCIS.GOV/'])(
    '%j may open',
    (address) => expect(mayOpenOutside(address, 'my.uscis.gov')).toBe(true)
  )
  test.each([
    '',
    'my.uscis.gov',
    'http://my.uscis.gov/',
    'https://uscis.gov/',
    'https://my.uscis.gov.example.com/',
    'https://my.uscis.gov:8443/',
    'https://my.uscis.gov./',
    'https://user@my.uscis.gov/',
    'https://:word@my.uscis.gov/',
    'https://my.uscis.gov@example.com/',
    'javascript:alert(1)//my.uscis.gov',
    'file://my.uscis.gov/etc/passwd',
    'ms-settings:my.uscis.gov'
  ])('%j may not', (address) => expect(mayOpenOutside(address, 'my.uscis.gov')).toBe(false))
})

test('no window is opened', () => expect(windowOpenDecision()).toEqual({ action: 'deny' }))

test.each([
  'media',
  'clipboard-read',
  'clipboard-sanitized-write',
  'notifications',
  'display-capture',
  'local-fonts',
  'unknown',
  'one-of-next-year'
])('permission %s is refused', (permission) => expect(isPermissionAllowed(permission)).toBe(false))

describe('switches', () => {
  test.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--remote-allow-origins=*', 'remote-allow-origins'],
    ['--inspect', 'inspect'],
    ['--inspect-brk=0', 'inspect-brk'],
    ['-inspect', 'inspect'],
    ['--INSPECT', 'inspect'],
    ['--load-extension=/tmp/x', 'load-extension'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--proxy-server=127.0.0.1:8080', 'proxy-server'],
    ['--proxy-pac-url=http://x/', 'proxy-pac-url'],
    ['--host-resolver-rules=MAP * 127.0.0.1', 'host-resolver-rules'],
    ['--no-sandbox', 'no-sandbox'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--disable-web-security', 'disable-web-security'],
    [' --remote-debugging-port=9222', 'remote-debugging-port'],
    ['\t--inspect\n', 'inspect']
  ])('%s is forbidden', (argument, name) => expect(forbiddenSwitches(['keydocket', argument, 'file'], 'linux')).toEqual([name]))
  test.each([
    ['keydocket'],
    ['keydocket', '--data-dir=/tmp/inspect'],
    ['keydocket', '--ozone-platform=x11', '--force-device-scale-factor=2'],
    ['keydocket', 'inspect'],
    ['keydocket', '--', '--inspect']
  ])('%j is fine', (...argv) => expect(forbiddenSwitches(argv, 'linux')).toEqual([]))
  test('a slash begins a switch on Windows only', () => {
    expect(forbiddenSwitches(['keydocket', '/inspect=0'], 'win32')).toEqual(['inspect'])
    expect(forbiddenSwitches(['keydocket', '/inspect=0'], 'linux')).toEqual([])
  })
  test("the program's own name ends nothing", () => expect(forbiddenSwitches(['--', '--inspect'], 'linux')).toEqual(['inspect']))
})

describe('data folder', () => {
  test.each<[string[], Record<string, string>, string | null]>([
    [['app'], {}, null],
    [['app', '--data-dir=/a'], { KEYDOCKET_DATA_DIR: '/b' }, '/a'],
    [['app', '--data-dir', '/a b'], {}, '/a b'],
    [['app', '--data-dir=/a', '--data-dir=/c'], {}, '/c'],
    [['app'], { KEYDOCKET_DATA_DIR: '/b' }, '/b'],
    [['app', '--data-dir='], { KEYDOCKET_DATA_DIR: '/b' }, '/b'],
    [['app', '--data-dir'], {}, null],
    [['app'], { KEYDOCKET_DATA_DIR: '' }, null]
  ])('%j with %j is %j', (argv, environment, folder) => expect(requestedDataFolder(argv, environment)).toBe(folder))
})

describe('notifications', () => {
  test('on Linux hold no markup', () => {
    expect(wordsOfNotification('<img src="http://a/">Smith & Sons', 'linux')).toBe('‹img src="http://a/"›Smith & Sons')
    expect(wordsOfNotification('García: RFE', 'linux')).toBe('García: RFE')
  })
  test.each(['win32', 'darwin'] as const)('on %s, which shows plain text, stay as they are', (platform) =>
    expect(wordsOfNotification('a < b', platform)).toBe('a < b')
  )
})

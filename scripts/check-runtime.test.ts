import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findElectron } from '../e2e/hosts/electron.ts'
import { pageHeaders } from '../src/main/shell/page-headers.ts'
import { pagePreferences } from '../src/main/shell/policy.ts'
import { asLines, judgeAnswers } from './check-runtime.mjs'
import { node24, node24Environment, root } from './processes.mjs'
import { computeAnswers, knownAnswers } from './runtime/crypto-answers.mjs'
import { configuredFuses, fuseFile, judgeFuses, readFuses } from './runtime/fuses.mjs'
import { judgeClipboard, judgeMain } from './runtime/main-facts.mjs'
import { judgePage } from './runtime/page-facts.mjs'

const failing = (verdicts: readonly { check: string; holds: boolean }[]): string[] =>
  verdicts.filter(({ holds }) => !holds).map(({ check }) => check)

/** A binary with one list of fuses for each text of states. */
const binary = (...lists: string[]): Buffer =>
  Buffer.concat(
    lists.flatMap((states) => [
      Buffer.alloc(5000, 0xcc),
      Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
      Buffer.from([1, states.length]),
      Buffer.from(states, 'latin1')
    ])
  )

describe('fuses', () => {
  const ours = '000011001'
  const configured = configuredFuses(root)

  test('as the builder is told to set them hold', () => {
    expect(failing(judgeFuses(binary(ours), configured))).toEqual([])
    expect(judgeFuses(binary(ours), configured)).toHaveLength(10)
  })
  test('as Electron comes do not: each of ours that differs is named', () => {
    expect(failing(judgeFuses(binary('101100011'), configured))).toEqual([
      'fuse runAsNode',
      'fuse enableNodeOptionsEnvironmentVariable',
      'fuse enableNodeCliInspectArguments',
      'fuse enableEmbeddedAsarIntegrityValidation',
      'fuse onlyLoadAppFromAsar',
      'fuse grantFileProtocolExtraPrivileges'
    ])
  })
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('fuse %i alone the other way is found', (place) => {
    const other = [...ours].map((state, index) => (index === place ? (state === '0' ? '1' : '0') : state)).join('')
    expect(failing(judgeFuses(binary(other), configured))).toHaveLength(1)
  })
  test('a tenth, a missing one, a removed one and no list at all do not hold', () => {
    expect(failing(judgeFuses(binary(`${ours}1`), configured))).toEqual(['fuse list'])
    expect(failing(judgeFuses(binary(ours.slice(0, 8)), configured))).toEqual(['fuse list', 'fuse wasmTrapHandlers'])
    expect(failing(judgeFuses(binary('r00011001'), configured))).toEqual(['fuse runAsNode'])
    expect(failing(judgeFuses(Buffer.alloc(100), configured))).toEqual(['fuses'])
    expect(failing(judgeFuses(Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), configured))).toHaveLength(10)
  })
  test('both halves of a universal binary are read', () => {
    expect(readFuses(binary(ours, '101100011'))).toHaveLength(2)
    expect(failing(judgeFuses(binary(ours, '100011001'), configured))).toEqual(['fuse runAsNode (part 2)'])
  })
  test('on macOS they stand in the framework', () => {
    const framework = '/Applications/Keydocket.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'
    expect(fuseFile('/Applications/Keydocket.app')).toBe(framework)
    expect(fuseFile('/Applications/Keydocket.app/Contents/MacOS/Keydocket')).toBe(framework)
    expect(fuseFile('/opt/my.app.d/keydocket')).toBe('/opt/my.app.d/keydocket')
  })
})

describe('known answers', () => {
  test('hold in this Node', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keydocket-answers-'))
    const found = computeAnswers(null, { project: root, folder })
    rmSync(folder, { recursive: true, force: true })
    expect(found).toEqual(knownAnswers)
    expect(failing(judgeAnswers(found))).toEqual([])
  })
  test('that are carried as text still stand alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keydocket-answers-'))
    const program = `process.stdout.write(JSON.stringify((${computeAnswers.toString()})(null, ${JSON.stringify({ project: root, folder })})))`
    const ran = spawnSync(node24, ['-e', program], { encoding: 'utf8' })
    rmSync(folder, { recursive: true, force: true })
    expect(JSON.parse(ran.stdout)).toEqual(knownAnswers)
  })
  test('that are missing or others do not', () => {
    expect(failing(judgeAnswers({ ...knownAnswers, 'SHA-256': 'failed: ERR' }))).toEqual(['known answer: SHA-256'])
    expect(failing(judgeAnswers({}))).toHaveLength(Object.keys(knownAnswers).length)
  })
})

describe('what main says', () => {
  const preferences = pagePreferences({ isPackaged: true })
  const right = {
    electron: '45.4.1',
    boringSsl: true,
    pages: [{ ...preferences, other: 1 }],
    persistent: false,
    spellChecker: false,
    protected: [true],
    power: { suspend: 1, resume: 1 },
    headers: { ...pageHeaders, 'content-type': 'text/html' },
    missingFile: 404,
    crashDumps: 0
  }
  const judged = (change: object, platform: NodeJS.Platform = 'win32'): string[] =>
    failing(judgeMain({ ...right, ...change }, { preferences, headers: pageHeaders, platform }))

  test('holds when it is right', () => expect(judged({})).toEqual([]))
  test.each<[string, object, string]>([
    ['another runtime', { electron: '' }, 'runtime'],
    ['OpenSSL', { boringSsl: false }, 'runtime'],
    ['a second page', { pages: [preferences, preferences] }, 'pages'],
    ['no sandbox', { pages: [{ ...preferences, sandbox: false }] }, 'page 1: sandbox'],
    ['Node in the page', { pages: [{ ...preferences, nodeIntegration: true }] }, 'page 1: nodeIntegration'],
    ['developer tools', { pages: [{ ...preferences, devTools: true }] }, 'page 1: devTools'],
    ['a session on the disk', { persistent: true }, 'session on the disk'],
    ['a spell checker', { spellChecker: true }, 'spell checker'],
    ['no policy', { headers: { ...pageHeaders, 'content-security-policy': undefined } }, 'header content-security-policy'],
    ['a file from outside', { missingFile: 200 }, 'a file outside the window'],
    ['a crash dump', { crashDumps: 1 }, 'crash dumps'],
    ['deaf to suspend', { power: { suspend: 0, resume: 1 } }, 'hears suspend'],
    ['pictures of the screen', { protected: [false] }, 'kept out of pictures of the screen']
  ])('%s is found', (_, change, check) => expect(judged(change)).toEqual([check]))
  test('Linux cannot keep a window out of pictures, so nothing is said', () => expect(judged({ protected: [false] }, 'linux')).toEqual([]))
})

test('clipboard formats that keep a copy out of histories are looked for by system', () => {
  const raw = (name: string): string => `electron application/osclipboard;format="${name}"`
  const windows = ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'].map(raw)
  expect(failing(judgeClipboard(['text/plain', ...windows], 'win32'))).toEqual([])
  expect(failing(judgeClipboard(['text/plain', ...windows.slice(1)], 'win32'))).toHaveLength(1)
  expect(failing(judgeClipboard(['text/plain'], 'darwin'))).toHaveLength(2)
  expect(failing(judgeClipboard(['text/plain', 'x-kde-passwordManagerHint'], 'linux'))).toEqual([])
})

test('a page that can do more than ours is found out', () => {
  const ours = {
    node: [],
    granted: [],
    opened: false,
    webview: 'HTMLElement',
    evaluated: false,
    injected: false,
    fetched: false,
    isolated: true
  }
  expect(failing(judgePage(ours))).toEqual([])
  const free = {
    node: ['process'],
    granted: ['usb'],
    opened: true,
    webview: 'WebViewElement',
    evaluated: true,
    injected: true,
    fetched: true,
    isolated: false
  }
  expect(failing(judgePage(free))).toHaveLength(8)
})

test('the table says what was wanted where something fails', () => {
  expect(
    asLines([
      { check: 'a', wanted: '1', found: '2', holds: false },
      { check: 'bb', wanted: '1', found: '1', holds: true }
    ])
  ).toEqual(['FAILS  a   wanted 1, found 2', 'holds  bb  1'])
})

describe('the command', () => {
  const run = (...words: string[]) => {
    const { status, stdout } = spawnSync(node24, ['scripts/check-runtime.mjs', ...words], {
      cwd: root,
      env: node24Environment(),
      encoding: 'utf8'
    })
    return { status, stdout }
  }
  test.skipIf(findElectron() !== null)('says that it did not run where there is no runtime, which is a failure only when asked for', () => {
    expect(run()).toEqual({ status: 0, stdout: expect.stringMatching(/^Not run: Electron's runtime is not on this machine/) })
    expect(run('--require').status).toBe(1)
  })
  test('reads a packaged program without one, and tries to start it opened to others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keydocket-packaged-'))
    const program = join(folder, 'keydocket')
    // It refuses every switch, as ours does; the fuses stand behind the script's own end.
    const script = '#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ] && [ "$1" = -e ] && exit 0\nexit 1\n'
    writeFileSync(program, Buffer.concat([Buffer.from(script), binary('000011001')]), { mode: 0o755 })
    const { stdout } = run('--packaged', program)
    rmSync(folder, { recursive: true, force: true })
    expect(stdout).toContain('17 hold, 0 fail.')
    expect(run('--packaged', '/nowhere').status).toBe(2)
  })
})

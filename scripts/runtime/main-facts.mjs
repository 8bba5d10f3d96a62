// What Electron's main process says of itself, and what it should say.

/**
 * @typedef {{ electron: string, boringSsl: boolean, pages: Record<string, unknown>[], persistent: boolean, spellChecker: boolean, protected: boolean[],
 *   power: Record<string, number>, headers: Record<string, string>, missingFile: number, crashDumps: number }} MainFacts
 */

/**
 * Asked in main through Playwright, which hands in Electron's own module. Carried as text: it uses nothing outside itself.
 * @param {typeof import('electron')} electron @param {string} sessionName @returns {Promise<MainFacts>}
 */
export async function findMainFacts({ app, BrowserWindow, powerMonitor, session, webContents }, sessionName) {
  const fs = /** @type {typeof import('node:fs')} */ (process.getBuiltinModule('node:fs'))
  const own = session.fromPartition(sessionName, { cache: false })
  const page = await own.fetch('app://keydocket/index.html')
  const missing = await own.fetch('app://keydocket/..%2f..%2fpackage.json')
  const dumps = app.getPath('crashDumps')
  /** @param {string} folder @returns {number} */
  const filesIn = (folder) =>
    fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }).filter((file) => /\.dmp$/.test(String(file))).length : 0
  return {
    electron: process.versions.electron ?? '',
    boringSsl: /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (process.features))['openssl_is_boringssl'] === true,
    // Not in Electron's declarations, but there since version 1.
    pages: webContents.getAllWebContents().map((one) => /** @type {any} */ (one).getLastWebPreferences() ?? {}),
    persistent: own.isPersistent(),
    spellChecker: own.isSpellCheckerEnabled(),
    protected: BrowserWindow.getAllWindows().map((window) => window.isContentProtected()),
    power: Object.fromEntries(
      ['suspend', 'resume', 'lock-screen', 'shutdown', 'user-did-resign-active'].map((event) => [
        event,
        /** @type {import('node:events').EventEmitter} */ (powerMonitor).listenerCount(event)
      ])
    ),
    headers: Object.fromEntries(page.headers),
    missingFile: missing.status,
    crashDumps: filesIn(dumps)
  }
}

/**
 * @param {MainFacts} facts
 * @param {{ preferences: Record<string, unknown>, headers: Record<string, string>, platform: NodeJS.Platform }} wanted
 * @returns {import('./fuses.mjs').Verdict[]}
 */
export function judgeMain(facts, { preferences, headers, platform }) {
  /** @param {string} check @param {unknown} found @param {unknown} expected */
  const verdict = (check, found, expected) => ({
    check,
    wanted: JSON.stringify(expected),
    found: JSON.stringify(found) ?? 'nothing',
    holds: JSON.stringify(found) === JSON.stringify(expected)
  })
  const hasProtection = platform === 'win32' || platform === 'darwin'
  return [
    {
      check: 'runtime',
      wanted: "Electron's, on BoringSSL",
      found: `${facts.electron}, ${facts.boringSsl}`,
      holds: facts.electron !== '' && facts.boringSsl
    },
    verdict('pages', facts.pages.length, 1),
    ...facts.pages.flatMap((page, index) =>
      Object.entries(preferences).map(([name, value]) => verdict(`page ${index + 1}: ${name}`, page[name], value))
    ),
    verdict('session on the disk', facts.persistent, false),
    verdict('spell checker', facts.spellChecker, false),
    ...Object.entries(headers).map(([name, value]) => verdict(`header ${name}`, facts.headers[name], value)),
    verdict('a file outside the window', facts.missingFile, 404),
    verdict('crash dumps', facts.crashDumps, 0),
    ...Object.entries(facts.power).map(([event, listeners]) => ({
      check: `hears ${event}`,
      wanted: 'at least 1',
      found: String(listeners),
      holds: listeners >= 1
    })),
    ...(hasProtection ? facts.protected.map((on) => verdict('kept out of pictures of the screen', on, true)) : [])
  ]
}

/**
 * Formats that tell clipboard histories and cloud clipboards to leave a copy out, by system (security page of each maker; Electron names raw ones
 * `electron application/osclipboard;format="NAME"`).
 * @type {Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>}
 */
const keptOut = {
  win32: ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
  darwin: ['org.nspasteboard.ConcealedType', 'org.nspasteboard.TransientType'],
  linux: ['x-kde-passwordManagerHint']
}

/** @param {readonly string[]} types formats read back after a copy @param {NodeJS.Platform} platform @returns {import('./fuses.mjs').Verdict[]} */
export function judgeClipboard(types, platform) {
  return (keptOut[platform] ?? []).map((name) => {
    const holds = types.some((type) => type.includes(name))
    return {
      check: `clipboard format ${name}`,
      wanted: 'there after a copy',
      found: holds ? 'there' : types.join(', ') || 'nothing',
      holds
    }
  })
}

/**
 * The rows of the list of security tests. A row with `uncounted` writes no figures and says why; one with `partly` writes some and says what of
 * the list they leave out. `listed` is the number of cases the list asks for where a run may try fewer.
 * @typedef {{ row: number, what: string, uncounted?: string, partly?: string, listed?: number }} SecurityRow
 */

/** @type {readonly SecurityRow[]} */
export const securityRows = [
  { row: 1, what: 'verification codes' },
  { row: 2, what: 'base32 keys' },
  { row: 3, what: 'otpauth addresses' },
  { row: 4, what: 'migration payloads of authenticator apps' },
  { row: 5, what: 'QR pictures' },
  { row: 6, what: 'hostile content of QR codes', listed: 40 },
  {
    row: 7,
    what: 'import files',
    partly: 'files of authenticator apps and password programs; files that open slowly by design are mutated 200 times each'
  },
  { row: 8, what: 'formulas in saved lists' },
  {
    row: 9,
    what: 'paths and file dialogs',
    listed: 25,
    partly: "the systems' own dialogs need Electron, Windows' rules are judged by name"
  },
  { row: 10, what: 'script in every text field', partly: 'import errors and PDF have no place yet' },
  { row: 11, what: 'calls to the core' },
  {
    row: 12,
    what: "Electron's posture",
    partly: "fuses of a packaged program and what Electron enforces: npm run check:runtime, on a machine with Electron's runtime"
  },
  { row: 13, what: 'altered ciphertext' },
  { row: 14, what: 'altered activity record' },
  { row: 15, what: 'kill -9 during writes', listed: 1000 },
  { row: 16, what: 'write-ahead log cut short' },
  { row: 17, what: 'disk full, removed or failing', partly: 'a disk that is taken out or answers with errors needs such a disk' },
  { row: 18, what: 'damaged and foreign database files' },
  { row: 19, what: 'keychain', listed: 20, partly: 'another user and the limit of the Windows keychain need other computers' },
  { row: 20, what: 'recovery' },
  { row: 21, what: 'two processes, files replaced', listed: 100, partly: 'sleep in the middle of a write needs a computer that sleeps' },
  { row: 22, what: 'clock jumps and time zones' },
  { row: 23, what: 'replayed codes', partly: 'counter-based codes are refused' },
  { row: 24, what: 'clipboard', partly: "what a system's history keeps needs that system; a crash leaves the clipboard as it is" },
  {
    row: 25,
    what: 'memory after locking',
    partly: "keys in main's process; e2e/specs/memory.spec.ts searches the window's; texts in main stay"
  },
  {
    row: 26,
    what: 'secrets in files',
    partly:
      'the end-to-end run has its own search, e2e/search-written.ts; the print spool and crash dumps of Electron are not there to be searched'
  },
  { row: 27, what: 'load', uncounted: 'measured by npm run bench, not counted here' },
  { row: 28, what: 'a day of use', uncounted: 'not yet' },
  { row: 29, what: 'migrations' },
  { row: 30, what: 'supply chain', partly: 'npm audit needs a registry that answers: npm run check:supply' },
  { row: 31, what: 'several staff', uncounted: 'not yet: members share one vault key' },
  { row: 32, what: 'accessibility of the security screens' }
]

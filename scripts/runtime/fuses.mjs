// Reads the fuses of an Electron binary: a fixed text in it, then the version of the list, its length, and one character for each fuse
// (electron/docs/tutorial/fuses.md).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** @typedef {{ check: string, wanted: string, found: string, holds: boolean }} Verdict */

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
/** Wire version 1, in its order; named as the builder's configuration names them. */
const names = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers'
]
/** @type {Readonly<Record<number, string>>} */
const states = { 48: 'off', 49: 'on', 114: 'removed' }

/** The file that holds the fuses: on macOS not the program itself. @param {string} program */
export function fuseFile(program) {
  const bundle = /^(.*\.app)(?:[\\/]Contents[\\/]MacOS[\\/][^\\/]+)?[\\/]?$/.exec(program)?.[1]
  return bundle === undefined ? program : join(bundle, 'Contents/Frameworks/Electron Framework.framework/Electron Framework')
}

/**
 * One list for each processor the binary is for: two in a universal one of macOS.
 * @param {Buffer} binary @returns {{ version: number, states: string[] }[]}
 */
export function readFuses(binary) {
  const found = []
  for (let at = binary.indexOf(sentinel); at !== -1; at = binary.indexOf(sentinel, at + 1)) {
    const wire = at + sentinel.length
    const [version = 0, length = 0] = binary.subarray(wire, wire + 2)
    found.push({ version, states: [...binary.subarray(wire + 2, wire + 2 + length)].map((byte) => states[byte] ?? 'unknown') })
  }
  return found
}

/**
 * Each fuse of each list against the builder's configuration. A list that is longer, shorter or of another version does not hold.
 * @param {Buffer} binary @param {Readonly<Record<string, boolean>>} configured @returns {Verdict[]}
 */
export function judgeFuses(binary, configured) {
  const lists = readFuses(binary)
  if (lists.length === 0) return [{ check: 'fuses', wanted: 'a list of nine', found: 'none in this file', holds: false }]
  return lists.flatMap(({ version, states: found }, index) => {
    const of = lists.length > 1 ? ` (part ${index + 1})` : ''
    const size = { check: `fuse list${of}`, wanted: 'version 1, 9 fuses', found: `version ${version}, ${found.length} fuses` }
    return [
      { ...size, holds: version === 1 && found.length === names.length },
      ...names.map((name, place) => {
        const wanted = configured[name] ? 'on' : 'off'
        return { check: `fuse ${name}${of}`, wanted, found: found[place] ?? 'missing', holds: found[place] === wanted }
      })
    ]
  })
}

/** @param {string} root @returns {Readonly<Record<string, boolean>>} */
export const configuredFuses = (root) => createRequire(import.meta.url)(join(root, 'resources/builder.config.cjs')).electronFuses

/** @param {string} program @param {string} root */
export const judgePackaged = (program, root) => judgeFuses(readFileSync(fuseFile(program)), configuredFuses(root))

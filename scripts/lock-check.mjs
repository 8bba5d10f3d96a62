// Fails when package-lock.json lacks binaries of other platforms: `npm ci` would stop with "Missing: … from lock file" there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './processes.mjs'

/** @typedef {{ optionalDependencies?: Record<string, string>, dependencies?: Record<string, string>, link?: boolean }} LockedPackage */

/**
 * @param {Record<string, LockedPackage>} packages by their path in node_modules, as in a lock file
 * @returns {string[]} "name, wanted by path"
 */
export function missingFromLock(packages) {
  const missing = []
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(Object.assign({}, entry.dependencies, entry.optionalDependencies))) {
      if (!isReachable(packages, path, name)) missing.push(`${name}, wanted by ${path || 'package.json'}`)
    }
  }
  return missing
}

/** Node's look-up: beside the package's own modules, then upwards. @param {Record<string, LockedPackage>} packages @param {string} from @param {string} name */
function isReachable(packages, from, name) {
  for (let folder = from; ; ) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
    const at = folder.lastIndexOf('node_modules/')
    folder = at <= 0 ? '' : folder.slice(0, at - 1)
  }
}

if (process.argv[1]?.endsWith('lock-check.mjs')) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const missing = missingFromLock(lock.packages)
  for (const line of missing) process.stdout.write(`package-lock.json lacks ${line}\n`)
  process.exitCode = missing.length === 0 ? 0 : 1
}

// Runs on any Node from 14 on: nothing newer in here, no dependency.
import { existsSync } from 'node:fs'
import { findCommand, runQuietly, say } from './processes.mjs'

/**
 * A program or file of the system that some part needs. `without` says what is lost when it is missing.
 * @typedef {{ package: string, commands?: string[], files?: string[], without: string }} SystemPackage
 */

/** @type {Readonly<Record<string, SystemPackage>>} */
const known = {
  'libsecret-1-dev': { package: 'libsecret-1-dev', files: ['/usr/include/libsecret-1/libsecret/secret.h'], without: 'no keychain module' },
  'pkg-config': { package: 'pkg-config', commands: ['pkg-config', 'pkgconf'], without: 'no keychain module' },
  'g++': { package: 'g++', commands: ['g++', 'c++'], without: 'no keychain module' },
  make: { package: 'make', commands: ['make'], without: 'no keychain module' },
  python3: { package: 'python3', commands: ['python3'], without: 'no keychain module' },
  chromium: {
    package: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    without: 'end-to-end tests'
  },
  xvfb: { package: 'xvfb', commands: ['xvfb-run'], without: 'end-to-end tests' },
  xauth: { package: 'xauth', commands: ['xauth'], without: 'end-to-end tests' },
  'fonts-liberation': {
    package: 'fonts-liberation',
    files: ['/usr/share/fonts/truetype/liberation', '/usr/share/fonts/truetype/liberation2'],
    without: 'proper fonts in screenshots'
  },
  xclip: { package: 'xclip', commands: ['xclip'], without: 'clipboard checks of the end-to-end tests' },
  imagemagick: { package: 'imagemagick', commands: ['convert-im6.q16', 'magick'], without: 'QR picture variants' },
  dbus: { package: 'dbus', commands: ['dbus-run-session', 'dbus-send'], without: 'tests on a real keyring' },
  'gnome-keyring': { package: 'gnome-keyring', commands: ['gnome-keyring-daemon'], without: 'tests on a real keyring' },
  qrencode: { package: 'qrencode', commands: ['qrencode'], without: 'tests that scan a freshly made QR code' },
  oathtool: { package: 'oathtool', commands: ['oathtool'], without: 'comparison of codes with oathtool' },
  binutils: { package: 'binutils', commands: ['strings'], without: 'the search for plain text in written files' },
  iproute2: { package: 'iproute2', commands: ['ss'], without: 'the check that no port is open' },
  procps: { package: 'procps', commands: ['ps'], without: 'checks on running processes' }
}

/** What compiling the keychain module takes. */
export const keychainBuildPackages = ['libsecret-1-dev', 'pkg-config', 'g++', 'make', 'python3']
export const windowPackages = ['chromium', 'fonts-liberation']
export const testPackages = ['dbus', 'gnome-keyring', 'qrencode', 'oathtool', 'imagemagick', 'binutils', 'iproute2', 'procps']
export const endToEndPackages = ['chromium', 'fonts-liberation', 'xvfb', 'xauth', 'xclip']

const isDebian = process.platform === 'linux' && existsSync('/etc/debian_version') && findCommand('apt-get') !== null
const isRoot = typeof process.getuid === 'function' && process.getuid() === 0

/** @param {SystemPackage} entry */
const isPresent = (entry) =>
  (entry.commands || []).some((command) => findCommand(command) !== null) || (entry.files || []).some((file) => existsSync(file))

/** @param {readonly string[]} names @returns {SystemPackage[]} */
const missingOf = (names) =>
  names.flatMap((name) => {
    const entry = known[name]
    return entry && !isPresent(entry) ? [entry] : []
  })

/**
 * Sees to it that system packages are there: on Debian as root they are installed, elsewhere one line says how.
 * @param {readonly string[]} names
 * @param {{ quiet?: boolean }} [options] `quiet`: say nothing when they cannot be installed from here
 * @returns {SystemPackage[]} what is still missing
 */
export function ensureSystemPackages(names, options = {}) {
  if (process.platform !== 'linux') return []
  const missing = missingOf(names)
  if (missing.length === 0) return []
  const packages = missing.map((entry) => entry.package)
  if (isDebian && isRoot) {
    say(`Installing system packages: ${packages.join(' ')} …`)
    const env = Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' })
    const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages]
    if (!runQuietly(install, { env, quietFailure: true })) {
      // The lists may be old or absent.
      runQuietly(['apt-get', 'update', '-q'], { env, quietFailure: true })
      runQuietly(install, { env })
    }
    return missingOf(names)
  }
  if (!options.quiet) say(howToInstall(packages))
  return missing
}

/** The one line a person can run. @param {readonly string[]} packages */
export function howToInstall(packages) {
  if (isDebian) return `To install what is missing: sudo apt-get install -y ${packages.join(' ')}`
  return `Missing on this system (Debian's package names): ${packages.join(' ')}`
}

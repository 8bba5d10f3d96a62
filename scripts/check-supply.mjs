// `npm run check:supply [-- --offline] [-- --write] [-- --sbom FILE]`: what the product is made of, judged from package.json and the lock file alone.
// --write makes docs/licences.md anew, --sbom FILE a bill of materials (CycloneDX 1.6). Unless --offline, npm is asked for known weaknesses of what
// ships. Exit code 1 when something does not hold.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingFromLock } from './lock-check.mjs'
import { root } from './processes.mjs'

/**
 * @typedef {{ name?: string, version?: string, integrity?: string, resolved?: string, license?: string, hasInstallScript?: boolean, dev?: boolean,
 *   optional?: boolean, devOptional?: boolean, link?: boolean, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
 *   peerDependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Locked
 * @typedef {Record<string, Locked>} Packages by their path, as in a lock file; '' is the product
 * @typedef {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   allowScripts?: Record<string, boolean>, name: string, version: string }} Manifest
 * @typedef {{ rule: string, of: string, problem: string | null }} Case one thing that was looked at
 */

/** The only package that is compiled at installation, and Node itself, which checks and builds but does not ship. */
const mayRunScripts = { keytar: 'ships', node: 'builds' }
/** Licences that ask for nothing but their own text beside the product. */
const freeToShip = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0']
/** What only checks and builds may also be under these: nothing of it is given on. */
const freeToUse = [...freeToShip, 'MPL-2.0', 'CC-BY-4.0', 'WTFPL']

/** Whether a licence expression allows what one of `allowed` allows. @param {string} expression @param {readonly string[]} allowed @returns {boolean} */
export function isAllowed(expression, allowed) {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowed.includes(one.trim())))
}

/** A package's own name: what stands in its path, unless it is installed under another. @param {string} path @param {Locked} entry */
const nameOf = (path, entry) => entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node finds `name` from the package at `from`. @param {Packages} packages @param {string} from @param {string} name @returns {string | null} */
function pathOf(packages, from, name) {
  for (let folder = from; ; ) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path]) return path
    if (folder === '') return null
    const at = folder.lastIndexOf('node_modules/')
    folder = at <= 0 ? '' : folder.slice(0, at - 1)
  }
}

/** @param {Packages} packages @param {string} path @returns {string[]} paths of what a package needs */
function needsOf(packages, path) {
  const entry = packages[path] ?? {}
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies })
  return [...new Set(names.flatMap((name) => pathOf(packages, path, name) ?? []))].sort()
}

/**
 * Paths of the packages that ship: what is installed beside the product, what is copied into it by the build, and all that these need.
 * @param {Packages} packages @param {readonly string[]} bundled names of packages that the build copies
 */
export function shippedPaths(packages, bundled) {
  const own = packages[''] ?? {}
  const queue = [...Object.keys({ ...own.dependencies, ...own.optionalDependencies }), ...bundled].flatMap(
    (name) => pathOf(packages, '', name) ?? []
  )
  const found = new Set(queue)
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const need of needsOf(packages, path)) {
      if (!found.has(need)) queue.push(need)
      found.add(need)
    }
  }
  return [...found].sort()
}

/**
 * Everything that is judged without a network, case by case.
 * @param {Manifest} manifest @param {{ lockfileVersion: number, packages: Packages }} lock @param {readonly string[]} bundled
 * @returns {Case[]}
 */
export function judge(manifest, lock, bundled) {
  const { packages } = lock
  const shipped = new Set(shippedPaths(packages, bundled))
  const declared = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies }
  /** @type {Case[]} */
  const cases = [
    { rule: 'version of the lock file', of: 'package-lock.json', problem: lock.lockfileVersion === 3 ? null : 'is not 3' },
    ...missingFromLock(packages).map((what) => ({ rule: 'complete', of: what, problem: 'is not in the lock file' }))
  ]
  for (const [name, version] of Object.entries(declared)) {
    const entry = packages[`node_modules/${name}`]
    const exact = /^(?:npm:(.+)@)?(\d+\.\d+\.\d+)$/.exec(version)
    const problem =
      exact === null ? `asks for ${version}` : entry?.version === exact[2] ? null : `is locked as ${entry?.version ?? 'nothing'}`
    cases.push({ rule: 'exact version', of: name, problem })
  }
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue
    const name = nameOf(path, entry)
    const of = `${name}@${entry.version}`
    /** @param {string} rule @param {string | null} problem */
    const add = (rule, problem) => void cases.push({ rule, of, problem })
    add('integrity', /^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '') ? null : 'has no SHA-512 of its content')
    add('origin', entry.link || !/^(https:\/\/registry\.npmjs\.org\/.*)?$/.test(entry.resolved ?? '') ? 'comes from elsewhere' : null)
    add('no install script', entry.hasInstallScript && !Object.hasOwn(mayRunScripts, name) ? 'runs a script when installed' : null)
    const allowed = shipped.has(path) ? freeToShip : freeToUse
    add('licence', isAllowed(entry.license ?? '', allowed) ? null : `is under ${entry.license ?? 'no licence'}`)
  }
  for (const [name, may] of Object.entries(manifest.allowScripts ?? {}))
    cases.push({
      rule: 'allowed script',
      of: name,
      problem: may && !Object.hasOwn(mayRunScripts, name) ? 'may run a script when installed' : null
    })
  return cases
}

/** @param {Packages} packages @param {readonly string[]} paths @returns {string} docs/licences.md */
export function licencePage(packages, paths) {
  const rows = paths.map((path) => {
    const entry = packages[path] ?? {}
    return `| \`${nameOf(path, entry)}\` | ${entry.version} | ${entry.license} |`
  })
  return [
    '# Licences of what ships',
    '',
    'Made by `npm run check:supply -- --offline --write` from the lock file; a test compares. Beside these: Electron (MIT) with Chromium and Node',
    "(their licences are in Electron's own LICENSES.chromium.html, which ships with it). Packages for other platforms are listed too; an",
    'installer holds those of its own.',
    '',
    '| Package | Version | Licence |',
    '|---|---|---|',
    ...new Set(rows),
    ''
  ].join('\n')
}

/** Package URL. @param {string} name @param {string | undefined} version */
const purl = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

/**
 * Bill of materials in CycloneDX 1.6: every package of the lock file; `scope` required, optional, or excluded for what does not ship.
 * @param {Manifest} manifest @param {Packages} packages @param {readonly string[]} bundled
 */
export function billOfMaterials(manifest, packages, bundled) {
  const shipped = new Set(shippedPaths(packages, bundled))
  /** @param {string} path */
  const refOf = (path) => (path === '' ? `${manifest.name}@${manifest.version}` : path)
  const paths = Object.keys(packages).filter((path) => path !== '')
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': refOf(''), name: manifest.name, version: manifest.version } },
    components: paths.map((path) => {
      const entry = packages[path] ?? {}
      const name = nameOf(path, entry)
      const [group, short] = name.startsWith('@') ? /** @type {[string, string]} */ (name.split('/')) : [undefined, name]
      const licence = entry.license ?? 'NOASSERTION'
      return {
        type: 'library',
        'bom-ref': refOf(path),
        ...(group === undefined ? {} : { group }),
        name: short,
        version: entry.version,
        purl: purl(name, entry.version),
        scope: shipped.has(path) ? (entry.optional ? 'optional' : 'required') : 'excluded',
        hashes: [{ alg: 'SHA-512', content: Buffer.from((entry.integrity ?? '').replace('sha512-', ''), 'base64').toString('hex') }],
        licenses: / OR | AND /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]
      }
    }),
    dependencies: [
      {
        ref: refOf(''),
        dependsOn: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies })
          .flatMap((name) => pathOf(packages, '', name) ?? [])
          .sort()
      },
      ...paths.map((path) => ({ ref: refOf(path), dependsOn: needsOf(packages, path) }))
    ]
  }
}

/**
 * npm's answer about known weaknesses, in words; null counts when nobody answered.
 * @param {string} answer standard output of `npm audit --json`
 * @returns {{ serious: number | null, said: string }}
 */
export function readAudit(answer) {
  /** @type {any} */
  let report
  try {
    report = JSON.parse(answer)
  } catch {
    return { serious: null, said: 'not asked: npm gave no answer' }
  }
  const counts = report?.metadata?.vulnerabilities
  // npm's own message names the registry it asked, which is nobody's business.
  if (typeof counts?.high !== 'number')
    return { serious: null, said: `not answered (${report?.error?.code ?? report?.statusCode ?? 'no report'})` }
  const { info = 0, low = 0, moderate = 0, high, critical = 0 } = counts
  return { serious: high + critical, said: `${critical} critical, ${high} high, ${moderate} moderate, ${low + info} lower` }
}

/** What this project is made of. */
export function readProject() {
  /** @param {string} path */
  const read = (path) => readFileSync(join(root, path), 'utf8')
  const section = read('docs/dependencies.md').split('## Bundled into the product')[1]?.split('\n## ')[0] ?? ''
  return {
    manifest: /** @type {Manifest} */ (JSON.parse(read('package.json'))),
    lock: /** @type {{ lockfileVersion: number, packages: Packages }} */ (JSON.parse(read('package-lock.json'))),
    bundled: [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => /** @type {string} */ (match[1]))
  }
}

/** @param {readonly string[]} words @returns {number} */
function main(words) {
  const { manifest, lock, bundled } = readProject()
  const cases = judge(manifest, lock, bundled)
  const bad = cases.filter(({ problem }) => problem !== null)
  for (const rule of new Set(cases.map((one) => one.rule))) {
    const own = cases.filter((one) => one.rule === rule)
    process.stdout.write(
      `${rule.padEnd(26)} ${String(own.length).padStart(5)} looked at, ${own.filter(({ problem }) => problem).length} wrong\n`
    )
  }
  for (const { rule, of, problem } of bad) process.stdout.write(`${rule}: ${of} ${problem}\n`)
  if (words.includes('--write'))
    writeFileSync(join(root, 'docs/licences.md'), licencePage(lock.packages, shippedPaths(lock.packages, bundled)))
  const at = words.indexOf('--sbom')
  if (at !== -1) {
    const file = words[at + 1]
    if (file === undefined) {
      process.stdout.write('--sbom needs a file.\n')
      return 2
    }
    writeFileSync(file, `${JSON.stringify(billOfMaterials(manifest, lock.packages, bundled), null, 2)}\n`)
  }
  if (words.includes('--offline')) return bad.length === 0 ? 0 : 1
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const asked = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    shell: npm.endsWith('.cmd'),
    timeout: 60_000
  })
  const { serious, said } = readAudit(asked.stdout ?? '')
  process.stdout.write(`known weaknesses           ${said}\n`)
  return bad.length === 0 && (serious ?? 0) === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))

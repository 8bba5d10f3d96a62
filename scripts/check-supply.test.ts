import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recordSecurityCount } from '../src/main/testing/security-counts.ts'
import { billOfMaterials, isAllowed, judge, licencePage, readAudit, readProject, shippedPaths } from './check-supply.mjs'

const { manifest, lock, bundled } = readProject()
const integrity = `sha512-${'A'.repeat(86)}==`
const plain = { version: '1.0.0', integrity, license: 'MIT' }

/** What is wrong with a small project that has these packages. */
function wrongOf(packages: Record<string, object>, own: object = { dependencies: { tool: '1.0.0' } }, bundles: string[] = []): string[] {
  const project = { name: 'p', version: '1.0.0', ...own }
  return judge(project, { lockfileVersion: 3, packages: { '': own, ...packages } as never }, bundles)
    .filter(({ problem }) => problem !== null)
    .map(({ of, problem }) => `${of} ${problem}`)
}

test('everything this project is made of holds', () => {
  const cases = judge(manifest, lock, bundled)
  const failed = cases.filter(({ problem }) => problem !== null)
  recordSecurityCount({
    row: '30',
    title: 'supply chain: versions, content hashes, origins, install scripts, licences',
    count: cases.length,
    bar: 4 * (Object.keys(lock.packages).length - 1),
    failed: failed.length
  })
  expect(failed).toEqual([])
  expect(Object.keys(lock.packages).length).toBeGreaterThan(300)
})

test('a lock file that lets something else in is found', () => {
  expect(wrongOf({ 'node_modules/tool': plain })).toEqual([])
  expect(wrongOf({ 'node_modules/tool': { ...plain, integrity: undefined } })).toEqual(['tool@1.0.0 has no SHA-512 of its content'])
  expect(wrongOf({ 'node_modules/tool': { ...plain, integrity: 'sha1-AAAA' } })).toHaveLength(1)
  expect(wrongOf({ 'node_modules/tool': { ...plain, hasInstallScript: true } })).toEqual(['tool@1.0.0 runs a script when installed'])
  expect(wrongOf({ 'node_modules/tool': { ...plain, resolved: 'https://example.com/tool.tgz' } })).toEqual([
    'tool@1.0.0 comes from elsewhere'
  ])
  expect(wrongOf({ 'node_modules/tool': { ...plain, resolved: 'git+ssh://x/y' } })).toHaveLength(1)
  expect(wrongOf({ 'node_modules/tool': { ...plain, version: '1.0.1' } })).toEqual(['tool is locked as 1.0.1'])
  expect(wrongOf({ 'node_modules/tool': plain }, { dependencies: { tool: '^1.0.0' } })).toEqual(['tool asks for ^1.0.0'])
  expect(wrongOf({}, { dependencies: { tool: '1.0.0' } })).toEqual([
    'tool, wanted by package.json is not in the lock file',
    'tool is locked as nothing'
  ])
  expect(wrongOf({ 'node_modules/tool': plain }, { dependencies: { tool: '1.0.0' }, allowScripts: { tool: true } })).toEqual([
    'tool may run a script when installed'
  ])
})

test('an alias runs no script under a name that may', () => {
  expect(
    wrongOf({ 'node_modules/keytar': { ...plain, name: 'evil', hasInstallScript: true } }, { dependencies: { keytar: '1.0.0' } })
  ).toEqual(['evil@1.0.0 runs a script when installed'])
})

test('what ships is under a narrower choice of licences than what only builds', () => {
  const packages = { 'node_modules/tool': { ...plain, dev: true, license: 'MPL-2.0' } }
  const own = { devDependencies: { tool: '1.0.0' } }
  expect(wrongOf(packages, own)).toEqual([])
  expect(wrongOf(packages, own, ['tool'])).toEqual(['tool@1.0.0 is under MPL-2.0'])
  const below = {
    'node_modules/tool': { ...plain, dependencies: { part: '1' } },
    'node_modules/part': { ...plain, license: 'GPL-3.0-only' }
  }
  expect(wrongOf(below)).toEqual(['part@1.0.0 is under GPL-3.0-only'])
  expect(wrongOf({ 'node_modules/tool': { ...plain, license: undefined } })).toEqual(['tool@1.0.0 is under no licence'])
})

test.each<[string, boolean]>([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['', false],
  ['SEE LICENSE IN LICENSE', false],
  ['(MIT OR X) AND (GPL-3.0-only)', false]
])('licence %j', (expression, allowed) => expect(isAllowed(expression, ['MIT'])).toBe(allowed))

test('docs/licences.md is what the lock file says', () => {
  const page = licencePage(lock.packages, shippedPaths(lock.packages, bundled))
  expect(readFileSync(new URL('../docs/licences.md', import.meta.url), 'utf8')).toBe(page)
  for (const name of ['better-sqlite3-multiple-ciphers', 'keytar', 'react', 'react-aria', 'zod', 'zxing-wasm', 'sonic-boom'])
    expect(page).toContain(`| \`${name}\` |`)
  expect(page).not.toContain('| `vitest` |')
})

test('the bill of materials has every package once, with its content hash, and no dangling reference', () => {
  const bill = billOfMaterials(manifest, lock.packages, bundled)
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'keydocket' } } })
  const refs = new Set(bill.components.map((component) => component['bom-ref']))
  expect(refs.size).toBe(Object.keys(lock.packages).length - 1)
  for (const { hashes, purl, licenses } of bill.components) {
    expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/)
    expect(purl).toMatch(/^pkg:npm\/(%40[^/]+\/)?[^/@]+@\d/)
    expect(licenses).toHaveLength(1)
  }
  expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([])
  const cipher = bill.components.find(({ purl }) => purl.startsWith('pkg:npm/better-sqlite3-multiple-ciphers@'))
  expect(cipher?.scope).toBe('required')
  expect(bill.components.find(({ name }) => name === 'vitest')?.scope).toBe('excluded')
})

test('an audit nobody answered is told apart from a clean one, and names no registry', () => {
  const report = (counts: object): string => JSON.stringify({ metadata: { vulnerabilities: counts } })
  expect(readAudit(report({ critical: 0, high: 0, moderate: 2, low: 1, info: 0 }))).toEqual({
    serious: 0,
    said: '0 critical, 0 high, 2 moderate, 1 lower'
  })
  expect(readAudit(report({ critical: 1, high: 2 })).serious).toBe(3)
  for (const answer of [
    '',
    'npm ERR!',
    '{}',
    JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request to https://host.example/ failed' } })
  ]) {
    const { serious, said } = readAudit(answer)
    expect(serious).toBeNull()
    expect(said).not.toContain('host.example')
  }
})

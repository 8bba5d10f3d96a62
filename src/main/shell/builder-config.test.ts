import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

interface BuilderConfig {
  readonly asar: boolean
  readonly asarUnpack: readonly string[]
  readonly files: readonly string[]
  readonly electronFuses: Readonly<Record<string, boolean>>
}
const config = createRequire(import.meta.url)('../../../resources/builder.config.cjs') as BuilderConfig

test('all nine fuses are decided, as the security page says', () => {
  expect(config.electronFuses).toEqual({
    strictlyRequireAllFuses: true,
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true
  })
})

test('only built files ship, in an archive with its native parts beside it', () => {
  expect(config).toMatchObject({ asar: true, asarUnpack: ['**/*.node'] })
  const shipped = config.files.filter((pattern) => !pattern.startsWith('!'))
  for (const pattern of shipped)
    expect(pattern).toMatch(/^(package\.json$|out\/(main|preload|renderer)\/|resources\/(portals|guides)\/|node_modules\/[@a-z])/)
  expect(shipped).toEqual(expect.arrayContaining(['resources/portals/**/*.json', 'resources/guides/**/*.json']))
  expect(config.files).toContain('!**/*.map')
})

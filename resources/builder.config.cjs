/**
 * How installers are made (electron-builder). The fuses are switches inside Electron's binary, set before signing; all nine of wire version 1 are
 * named, and a tenth in a later Electron stops the build until somebody has decided on it.
 */
module.exports = {
  appId: 'com.keydocket.desktop',
  productName: 'Keydocket',
  directories: { output: 'dist', buildResources: 'resources' },
  asar: true,
  // Native parts are loaded by the system's linker, which cannot look inside an archive.
  asarUnpack: ['**/*.node'],
  // An allow-list: sources, tests, the Chromium stand-in, source maps and sample data do not ship.
  files: [
    'package.json',
    'out/main/**/*.js',
    'out/preload/index.cjs',
    'out/renderer/**',
    '!**/*.map',
    'resources/portals/**/*.json',
    'resources/guides/**/*.json',
    '!**/node_modules/**',
    'node_modules/better-sqlite3/{package.json,lib/**,prebuilds/**}',
    'node_modules/@node-rs/argon2*/**/*.{js,json,node}',
    'node_modules/keytar/{package.json,lib/*.js,build/Release/keytar.node}',
    'node_modules/zxing-wasm/{package.json,dist/es/**/*.js,dist/reader/*.wasm}'
  ],
  // better-sqlite3 and argon2 bring prebuilt Node-API parts, which do not depend on Electron's version.
  npmRebuild: false,
  electronFuses: {
    strictlyRequireAllFuses: true,
    runAsNode: false,
    // There are no cookies; on macOS this would add a keychain entry and its question.
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true
  },
  linux: { target: ['deb', 'AppImage'], category: 'Office', executableName: 'keydocket' },
  // Per machine: a folder the user may write to would let any program of theirs replace ours.
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: false },
  mac: { target: ['dmg'], category: 'public.app-category.business', hardenedRuntime: true, gatekeeperAssess: false },
  publish: null
}

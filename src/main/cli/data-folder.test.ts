import { expect, it } from 'vitest'
import { cacheFolderFor, dataFolderFor } from './data-folder.ts'

const linux = { platform: 'linux', env: {}, home: '/home/ana' } as const

it('uses the folder of the window on each system', () => {
  expect(dataFolderFor(undefined, linux)).toBe('/home/ana/.config/Keydocket/data')
  expect(dataFolderFor(undefined, { ...linux, env: { XDG_CONFIG_HOME: '/cfg' } })).toBe('/cfg/Keydocket/data')
  expect(dataFolderFor(undefined, { ...linux, platform: 'darwin' })).toBe('/home/ana/Library/Application Support/Keydocket/data')
  expect(dataFolderFor(undefined, { ...linux, platform: 'win32', env: { APPDATA: '/roaming' } })).toBe('/roaming/Keydocket/data')
})

it('lets --data-dir win over KEYDOCKET_DATA_DIR', () => {
  const env = { KEYDOCKET_DATA_DIR: '/from-env' }
  expect(dataFolderFor(undefined, { ...linux, env })).toBe('/from-env')
  expect(dataFolderFor('/from-option', { ...linux, env })).toBe('/from-option')
})

it('keeps compiled code in a folder of the user, never in a common one', () => {
  expect(cacheFolderFor(linux)).toBe('/home/ana/.cache/Keydocket')
  expect(cacheFolderFor({ ...linux, env: { XDG_CACHE_HOME: '/cache' } })).toBe('/cache/Keydocket')
})

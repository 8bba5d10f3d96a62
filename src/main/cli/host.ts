import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { type App, createApp } from '../app.ts'
import { AppError } from '../errors.ts'
import type { Clipboard, ExternalLinks, FileSaver, KeyStore, Ports, QrReader } from '../ports.ts'
import { dataFolderFor, surroundings } from './data-folder.ts'
import { createLateLog } from './late-log.ts'
import { projectFolder } from './project-folder.ts'

const runsFromSource = import.meta.url.endsWith('.ts')

/** The core on plain Node with no window, no display, no clipboard. What a single command seldom needs is loaded when it is needed. */
export async function createHost(dataDir: string | undefined): Promise<App> {
  // Compiling a schema pays when it is used often; a command uses each about once.
  z.config({ jitless: true })
  const dataFolder = dataFolderFor(dataDir, surroundings())
  const { folder, version } = projectFolder()
  const log = createLateLog(async () => {
    const { createFileLog } = await import('../adapters/file-log.ts')
    return createFileLog(join(dataFolder, 'logs'))
  })
  const ports: Ports = {
    clock: createSystemClock(),
    random: createSystemRandom(),
    keyStore: createLateKeyStore(folder),
    clipboard: noClipboard,
    fileSaver: noFileSaver,
    qrReader: lateQrReader,
    externalLinks: printedLinks,
    log,
    dataFolder,
    resourcesFolder: join(folder, 'resources'),
    deviceName: hostname(),
    info: { version, host: 'command-line', computerUser: computerUser(), dataFolder }
  }
  const app = await createApp(ports, { checkOutput: runsFromSource })
  return {
    ...app,
    async close() {
      await app.close()
      await log.flush()
    }
  }
}

/** The keychain behind a process of its own: most commands never ask it. */
function createLateKeyStore(folder: string): KeyStore {
  const modulePath = runsFromSource
    ? join(folder, 'src', 'main', 'adapters', 'keychain', 'keychain-process.ts')
    : join(folder, 'out', 'main', 'keychain-process.js')
  let loading: Promise<KeyStore> | null = null
  const load = async (): Promise<KeyStore> => {
    const { forkKeychainProcess } = await import('../adapters/keychain/fork-keychain-process.ts')
    const { createKeytarKeyStore } = await import('../adapters/keychain/keytar-key-store.ts')
    return createKeytarKeyStore({ spawn: () => forkKeychainProcess(modulePath) })
  }
  const keyStore = (): Promise<KeyStore> => {
    loading ??= load()
    return loading
  }
  return {
    available: async () => (await keyStore()).available(),
    get: async (name) => (await keyStore()).get(name),
    set: async (name, value) => (await keyStore()).set(name, value),
    delete: async (name) => (await keyStore()).delete(name),
    close: () => void loading?.then((loaded) => loaded.close())
  }
}

/** QR decoding is a large module. */
const lateQrReader: QrReader = {
  async read(picture) {
    const { createQrReader } = await import('../adapters/qr-reader.ts')
    return createQrReader().read(picture)
  }
}

const failWithoutClipboard = async (): Promise<never> => {
  throw new AppError('clipboard.failed', {})
}
const noClipboard: Clipboard = { write: failWithoutClipboard, read: failWithoutClipboard, clear: failWithoutClipboard }

/** Files are named on the command line; there is no dialog to save through. */
const failToSave = async (): Promise<never> => {
  throw new AppError('file.cannot-write', { reason: 'failed' })
}
const noFileSaver: FileSaver = { saveText: failToSave, saveParts: failToSave }

/** No browser is started from a command: the address is printed for the person to open. */
const printedLinks: ExternalLinks = {
  async open(url) {
    process.stderr.write(`${url}\n`)
    return false
  }
}

function computerUser(): string {
  try {
    return userInfo().username
  } catch {
    // No entry for this user, as in bare containers.
    return ''
  }
}

import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { createFileLog } from '../adapters/file-log.ts'
import { forkKeychainProcess } from '../adapters/keychain/fork-keychain-process.ts'
import { createKeytarKeyStore } from '../adapters/keychain/keytar-key-store.ts'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import type { App } from '../app.ts'
import { createApp } from '../app.ts'
import { AppError } from '../errors.ts'
import type { Clipboard, FileSaver, Ports, QrReader } from '../ports.ts'
import { dataFolderFor, surroundings } from './data-folder.ts'
import { projectFolder } from './project-folder.ts'

/** The core on plain Node with no window, no display, no clipboard. */
export async function createHost(dataDir: string | undefined): Promise<App> {
  const dataFolder = dataFolderFor(dataDir, surroundings())
  const { folder, version } = projectFolder()
  const ports: Ports = {
    clock: createSystemClock(),
    random: createSystemRandom(),
    keyStore: createKeytarKeyStore({ spawn: () => forkKeychainProcess(keychainProcessIn(folder)) }),
    clipboard: noClipboard,
    fileSaver: noFileSaver,
    qrReader: lateQrReader,
    log: createFileLog(join(dataFolder, 'logs')),
    dataFolder,
    resourcesFolder: join(folder, 'resources'),
    deviceName: hostname(),
    info: { version, host: 'command-line', computerUser: computerUser(), dataFolder }
  }
  return createApp(ports)
}

/** The program that alone loads keytar: beside the built command line, or a source file where the sources run as they are. */
const keychainProcessIn = (folder: string): string =>
  import.meta.url.endsWith('.ts')
    ? join(folder, 'src', 'main', 'adapters', 'keychain', 'keychain-process.ts')
    : join(folder, 'out', 'main', 'keychain-process.js')

/** QR decoding is a large module: it is loaded when a picture comes. */
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
const noFileSaver: FileSaver = {
  async saveText() {
    throw new AppError('file.cannot-write', { reason: 'failed' })
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

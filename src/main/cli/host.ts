import { hostname, userInfo } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import * as z from 'zod'
import { readMachinePolicy } from '../adapters/machine-policy.ts'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { type App, createApp } from '../app.ts'
import { builtAt } from '../built-at.ts'
import { AppError } from '../errors.ts'
import type {
  AuthenticatorFileReader,
  BackupFiles,
  CalendarFolder,
  Clipboard,
  ExternalLinks,
  FileSaver,
  KeyStore,
  Notifications,
  Ports,
  QrReader,
  TableReader
} from '../ports.ts'
import { dataFolderFor, surroundings } from './data-folder.ts'
import { createLateLog } from './late-log.ts'
import { projectFolder } from './project-folder.ts'

/** Files named on the command line that the core writes or reads itself; there is no dialog to choose them with. */
export interface NamedFiles {
  readonly csv?: string | undefined
  /** A new file for a backup, or the folder for backups. */
  readonly to?: string | undefined
  /** A backup, or an archive. */
  readonly backup?: string | undefined
}

const runsFromSource = builtAt === null

/** The core on plain Node with no window, no display, no clipboard. What a single command seldom needs is loaded when it is needed. */
export async function createHost(dataDir: string | undefined, files: NamedFiles = {}): Promise<App> {
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
    screen: { protect: () => {} },
    fileSaver: saverTo(files.csv),
    calendarFolder: lateCalendarFolder,
    backupFiles: backupFilesOf(files),
    notifications: noNotifications,
    ...lateParser(folder),
    externalLinks: printedLinks,
    log,
    policy: readMachinePolicy(log),
    dataFolder,
    resourcesFolder: join(folder, 'resources'),
    ...(builtAt === null ? {} : { builtAt }),
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
  const modulePath = programOf(folder, 'keychain/keychain-process')
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

/** Pictures and files of other programs are read in a process of their own: most commands never need it. */
function lateParser(folder: string): {
  readonly qrReader: QrReader
  readonly fileReader: AuthenticatorFileReader
  readonly tableReader: TableReader
} {
  const modulePath = programOf(folder, 'parser/parser-process')
  let loading: Promise<QrReader & AuthenticatorFileReader & TableReader> | null = null
  const load = async (): Promise<QrReader & AuthenticatorFileReader & TableReader> => {
    const { forkParserProcess } = await import('../adapters/parser/fork-parser-process.ts')
    const { createParser } = await import('../adapters/parser/parser.ts')
    return createParser({ spawn: () => forkParserProcess(modulePath) })
  }
  const parser = (): Promise<QrReader & AuthenticatorFileReader & TableReader> => {
    loading ??= load()
    return loading
  }
  return {
    qrReader: {
      read: async (picture) => (await parser()).read(picture),
      rest: () => void loading?.then((loaded) => loaded.rest()),
      close: () => void loading?.then((loaded) => loaded.close())
    },
    fileReader: {
      readAuthenticatorFile: async (bytes, about) => (await parser()).readAuthenticatorFile(bytes, about),
      readMigrationTexts: async (texts) => (await parser()).readMigrationTexts(texts)
    },
    tableReader: { readTable: async (bytes) => (await parser()).readTable(bytes) }
  }
}

/** A program of our own that a command starts beside itself: its source, or what was built from it. */
const programOf = (folder: string, name: string): string =>
  runsFromSource ? join(folder, 'src/main/adapters', `${name}.ts`) : join(folder, 'out/main', `${basename(name)}.js`)

const failWithoutClipboard = async (): Promise<never> => {
  throw new AppError('clipboard.failed', {})
}
const noClipboard: Clipboard = { write: failWithoutClipboard, read: failWithoutClipboard, clear: failWithoutClipboard }

/** Saves into the file named on the command line, which must be new, or to standard output; there is no dialog to ask through. */
function saverTo(file: string | undefined): FileSaver {
  const choosePath = (): string => {
    if (file === undefined) throw new AppError('file.cannot-write', { reason: 'failed' })
    return file
  }
  const load = async (): Promise<FileSaver> =>
    file === '-' ? standardOutput : (await import('../adapters/node-file-saver.ts')).createNodeFileSaver({ choosePath, replace: false })
  return {
    saveText: async (name, text) => (await load()).saveText(name, text),
    saveParts: async (name, parts) => (await load()).saveParts(name, parts)
  }
}

const standardOutput: FileSaver = {
  saveText: async (name, text) => standardOutput.saveParts(name, Readable.from([text])),
  async saveParts(_name, parts) {
    for await (const part of parts) await new Promise<void>((resolve) => process.stdout.write(part, () => resolve()))
    return true
  }
}

/** No dialog to choose a folder with; a file kept by the window follows what a command changes. */
const lateCalendarFolder: CalendarFolder = {
  choose: async () => null,
  pathOf: join,
  async write(folder, name, text) {
    const { createNodeCalendarFolder } = await import('../adapters/node-calendar-folder.ts')
    await createNodeCalendarFolder(async () => null).write(folder, name, text)
  }
}

const backupFilesOf = ({ to, backup }: NamedFiles): BackupFiles => ({
  chooseFile: async () => (backup === undefined ? null : resolve(backup)),
  chooseArchive: async () => (backup === undefined ? null : resolve(backup)),
  choosePlace: async () => (to === undefined ? null : resolve(to)),
  chooseCopy: async () => (to === undefined ? null : { path: resolve(to), replace: false })
})

const noNotifications: Notifications = { available: () => false, show: () => {} }

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

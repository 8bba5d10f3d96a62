import { hostname, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  type MessageBoxOptions,
  Notification,
  type OpenDialogOptions,
  type SaveDialogOptions,
  shell,
  utilityProcess
} from 'electron'
import { createFileLog } from '../adapters/file-log.ts'
import { createKeytarKeyStore } from '../adapters/keychain/keytar-key-store.ts'
import { readMachinePolicy } from '../adapters/machine-policy.ts'
import { createMemoryRelease } from '../adapters/memory-release.ts'
import { createNodeCalendarFolder } from '../adapters/node-calendar-folder.ts'
import { createNodeFileSaver } from '../adapters/node-file-saver.ts'
import { createParser } from '../adapters/parser/parser.ts'
import type { SeparateProcess } from '../adapters/separate-process/separate-process.ts'
import { createSystemClock } from '../adapters/system-clock.ts'
import { createSystemRandom } from '../adapters/system-random.ts'
import { builtAt } from '../built-at.ts'
import { AppError } from '../errors.ts'
import type { BackupFiles, CalendarFolder, Clipboard, ExternalLinks, FileSaver, Notifications, Ports } from '../ports.ts'
import { secretItem } from './clipboard-marks.ts'
import type { Folders } from './folders.ts'
import { mayOpenOutside, wordsOfNotification } from './policy.ts'
import { createElectronScreen } from './screen.ts'

/** The outside world as Electron gives it. */
export function createElectronPorts(folders: Folders): Ports {
  const log = createFileLog(folders.logs)
  const parser = createParser({ spawn: () => forkUtilityProcess(folders.parserProcess, 'Keydocket parser', {}) })
  return {
    clock: createSystemClock(),
    random: createSystemRandom(),
    keyStore: createKeytarKeyStore({ spawn: () => forkUtilityProcess(folders.keychainProcess, 'Keydocket keychain', process.env) }),
    clipboard: createElectronClipboard(),
    screen: createElectronScreen(),
    fileSaver: createDialogFileSaver(),
    calendarFolder: createDialogCalendarFolder(),
    backupFiles: createDialogBackupFiles(),
    notifications: createDesktopNotifications(),
    qrReader: parser,
    fileReader: parser,
    tableReader: parser,
    externalLinks: createBrowserLinks(),
    log,
    releaseMemory: createMemoryRelease(),
    policy: readMachinePolicy(log),
    dataFolder: folders.data,
    resourcesFolder: folders.resources,
    ...(builtAt === null ? {} : { builtAt }),
    deviceName: hostname(),
    info: {
      version: app.getVersion(),
      // Only Electron's own runtime has this version; the stand-in leaves it out, so it cannot pass for the product.
      host: process.versions['electron'] === undefined ? 'chromium-host' : 'electron',
      computerUser: computerUser(),
      dataFolder: folders.data
    }
  }
}

/** Empty where the system has no entry for this user, as in bare containers. */
function computerUser(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

/** Since Electron 44 every clipboard call is a promise, and only main has the clipboard. */
function createElectronClipboard(): Clipboard {
  const orFail = async <T>(call: () => T | Promise<T>): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      throw new AppError('clipboard.failed', {}, { cause: error })
    }
  }
  return {
    write: (secret) => orFail(() => clipboard.write([new ClipboardItem(secretItem(secret, process.platform))])),
    read: () => orFail(() => clipboard.readText()),
    clear: () => orFail(() => clipboard.clear())
  }
}

/** Asks with the system's own save dialog, which also asks before it lets a file be replaced. Starts in Documents: Downloads is often synced. */
function createDialogFileSaver(): FileSaver {
  return createNodeFileSaver({
    replace: true,
    async agreesTo(service) {
      const options: MessageBoxOptions = {
        type: 'warning',
        title: 'Save',
        message: `${service} copies this folder to other computers. Save there?`,
        detail: 'Whoever can use that account can read the file.',
        buttons: ['Save', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true
      }
      const window = BrowserWindow.getAllWindows()[0]
      const answer = await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
      return answer.response === 0
    },
    async choosePath(suggestedName) {
      const options: SaveDialogOptions = {
        title: 'Save',
        defaultPath: join(app.getPath('documents'), basename(suggestedName)),
        properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent']
      }
      const window = BrowserWindow.getAllWindows()[0]
      const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    }
  })
}

/** Asks with the system's own dialog for folders. */
function createDialogCalendarFolder(): CalendarFolder {
  return createNodeCalendarFolder(async () => {
    const options: OpenDialogOptions = {
      title: 'Folder for keydocket.ics',
      defaultPath: app.getPath('documents'),
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent']
    }
    const window = BrowserWindow.getAllWindows()[0]
    const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  })
}

/** Asks with the system's own dialogs, outside the data folder. */
function createDialogBackupFiles(): BackupFiles {
  const filters = [{ name: 'Keydocket backup', extensions: ['keydocket-backup'] }]
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const window = BrowserWindow.getAllWindows()[0]
    const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
  return {
    chooseFile: () => open({ title: 'Restore a backup', filters, properties: ['openFile', 'dontAddToRecent'] }),
    chooseArchive: () =>
      open({
        title: 'Import an archive',
        filters: [{ name: 'Keydocket archive', extensions: ['keydocket-export'] }],
        properties: ['openFile', 'dontAddToRecent']
      }),
    choosePlace: () => open({ title: 'Folder for backups', properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] }),
    async chooseCopy(suggestedName) {
      const options: SaveDialogOptions = {
        title: 'Save a backup',
        defaultPath: join(app.getPath('documents'), basename(suggestedName)),
        filters,
        properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent']
      }
      const window = BrowserWindow.getAllWindows()[0]
      const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
      return answer.canceled || answer.filePath === '' ? null : { path: answer.filePath, replace: true }
    }
  }
}

/** The computer's own notifications. A press on one brings the window to the front. */
function createDesktopNotifications(): Notifications {
  return {
    available: () => Notification.isSupported(),
    show: ({ title, body }) => {
      const note = new Notification({ title: wordsOfNotification(title), body: wordsOfNotification(body) })
      note.on('click', () => {
        const window = BrowserWindow.getAllWindows()[0]
        if (window?.isMinimized()) window.restore()
        window?.focus()
      })
      note.show()
    }
  }
}

/** Asks in a window of the system's own, which no page can imitate or click, and names the host before anything opens. */
function createBrowserLinks(): ExternalLinks {
  return {
    async open(url, host, signal) {
      if (!mayOpenOutside(url, host)) throw new AppError('links.failed', {})
      const options: MessageBoxOptions = {
        type: 'question',
        title: 'Open a page',
        message: `Open ${host} in the browser?`,
        detail: url,
        buttons: ['Open', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
        signal
      }
      const window = BrowserWindow.getAllWindows()[0]
      const answer = await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
      if (answer.response !== 0 || signal.aborted) return false
      try {
        await shell.openExternal(url)
      } catch (error) {
        throw new AppError('links.failed', {}, { cause: error })
      }
      return true
    }
  }
}

/**
 * A process of our own that may hang or crash without taking the window along: the keychain's and the parser's. `env` is all of the environment
 * that it gets.
 */
function forkUtilityProcess<Request>(file: string, serviceName: string, env: NodeJS.ProcessEnv): SeparateProcess<Request> {
  const child = utilityProcess.fork(file, [], { serviceName, stdio: 'ignore', env })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.on('exit', () => listener())
    },
    kill: () => {
      // Its own kill() asks politely, which a process that hangs does not hear.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    }
  }
}

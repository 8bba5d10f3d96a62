import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { driver } from './driver.ts'
import { notInStandIn, only, onlyOptions } from './only.ts'

const systemFormats = 'electron application/osclipboard;format='

/** Kept as given: what becomes of each entry is `write`'s to decide. */
class StandInClipboardItem {
  readonly entries: Readonly<Record<string, unknown>>
  constructor(entries: Record<string, unknown>) {
    this.entries = entries
  }
  get types(): string[] {
    return Object.keys(this.entries)
  }
}
export const ClipboardItem = StandInClipboardItem

export const clipboard = only('clipboard', {
  readText: () => driver.call('readClipboard', null),
  write: async (items) => {
    const [item, ...others] = items as unknown as StandInClipboardItem[]
    if (item === undefined || others.length > 0) notInStandIn('other than one clipboard item')
    const { 'text/plain': text, ...marks } = item.entries
    if (typeof text !== 'string') notInStandIn('a clipboard item without a text')
    for (const name of Object.keys(marks)) if (!name.startsWith(systemFormats)) notInStandIn(`clipboard format ${name}`)
    await driver.call('writeClipboard', { text, marks: Object.keys(marks) })
  },
  clear: () => driver.call('writeClipboard', { text: '', marks: [] }) as unknown as undefined
} satisfies Pick<Electron.Clipboard, 'clear' | 'readText' | 'write'>)

type SaveDialogArguments = [Electron.SaveDialogOptions] | [Electron.BaseWindow, Electron.SaveDialogOptions]

async function showSaveDialog(...args: SaveDialogArguments): Promise<Electron.SaveDialogReturnValue> {
  const options = args.length === 1 ? args[0] : args[1]
  onlyOptions('dialog.showSaveDialog', options, ['title', 'defaultPath', 'filters', 'properties'])
  const typed = await driver.call('prompt', {
    text: `${options.title ?? 'Save'}: full path of the file`,
    suggestion: options.defaultPath ?? ''
  })
  if (typed === null || typed.trim() === '') return { canceled: true, filePath: '' }
  const filePath = resolve(homedir(), typed.trim())
  const asks = options.properties?.includes('showOverwriteConfirmation') === true && existsSync(filePath)
  if (asks && !(await driver.call('confirm', { text: `${filePath} exists. Replace it?` }))) return { canceled: true, filePath: '' }
  return { canceled: false, filePath }
}

type MessageBoxArguments = [Electron.MessageBoxOptions] | [Electron.BaseWindow, Electron.MessageBoxOptions]

/** A question with two buttons, one of them Cancel. A signal that ends it cannot take the browser's own question away: its answer then counts as Cancel. */
async function showMessageBox(...args: MessageBoxArguments): Promise<Electron.MessageBoxReturnValue> {
  const options = args.length === 1 ? args[0] : args[1]
  onlyOptions('dialog.showMessageBox', options, [
    ...['type', 'title', 'message', 'detail', 'buttons', 'defaultId', 'cancelId', 'noLink', 'signal']
  ])
  const { message, detail = '', buttons = [], cancelId, signal } = options
  if (buttons.length !== 2 || (cancelId !== 0 && cancelId !== 1))
    notInStandIn('dialog.showMessageBox: other than two buttons with a cancelId')
  const agreed = await driver.call('confirm', { text: detail === '' ? message : `${message}\n\n${detail}` })
  return { response: agreed && signal?.aborted !== true ? 1 - cancelId : cancelId, checkboxChecked: false }
}

type OpenDialogArguments = [Electron.OpenDialogOptions] | [Electron.BaseWindow, Electron.OpenDialogOptions]

/** One folder or one file, by its whole path; no kinds of files are filtered. */
async function showOpenDialog(...args: OpenDialogArguments): Promise<Electron.OpenDialogReturnValue> {
  const options = args.length === 1 ? args[0] : args[1]
  onlyOptions('dialog.showOpenDialog', options, ['title', 'defaultPath', 'filters', 'properties'])
  const isForOne = options.properties?.some((property) => property === 'openDirectory' || property === 'openFile')
  if (isForOne !== true) notInStandIn('dialog.showOpenDialog: other than for a folder or a file')
  const typed = await driver.call('prompt', { text: `${options.title ?? 'Open'}: full path`, suggestion: options.defaultPath ?? '' })
  if (typed === null || typed.trim() === '') return { canceled: true, filePaths: [] }
  return { canceled: false, filePaths: [resolve(homedir(), typed.trim())] }
}

/** Never seen by anybody; what it would say stands on standard error. A press on it does not happen. */
class StandInNotification {
  readonly #options: Electron.NotificationConstructorOptions
  static isSupported(): boolean {
    return true
  }
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    onlyOptions('Notification', options, ['title', 'body'])
    this.#options = options
  }
  on(_event: 'click', _listener: () => void): this {
    return this
  }
  show(): void {
    process.stderr.write(`notification: ${this.#options.title} | ${this.#options.body}\n`)
  }
}
export const Notification = StandInNotification satisfies Pick<typeof Electron.Notification, 'isSupported'>

export const dialog = only('dialog', {
  showMessageBox,
  showOpenDialog,
  showSaveDialog,
  showErrorBox: (title, content) => {
    process.stderr.write(`${title}: ${content}\n`)
  }
} satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>)

export const shell = only('shell', {
  openExternal: async (url) => {
    await driver.call('openExternal', { url: String(url) })
  }
} satisfies Pick<Electron.Shell, 'openExternal'>)

export const Menu = only('Menu', {
  buildFromTemplate: (template) => ({ template }) as unknown as Electron.Menu,
  setApplicationMenu: () => {}
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>)

export const powerMonitor = only('powerMonitor', new EventEmitter())

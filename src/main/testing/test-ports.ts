import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationTexts } from '../adapters/parser/authenticator-files/google-migration.ts'
import { readAuthenticatorFile } from '../adapters/parser/authenticator-files/read-authenticator-file.ts'
import { readTableFile } from '../adapters/parser/table-file.ts'
import { AppError } from '../errors.ts'
import type {
  BackupFiles,
  CalendarFolder,
  Clipboard,
  Clock,
  ExternalLinks,
  FileSaver,
  KeyStore,
  Log,
  Notifications,
  Ports,
  Screen
} from '../ports.ts'

/** A clock that stands until it is moved. Timers fire while it moves. */
export interface TestClock extends Clock {
  set(epochMs: number): void
  advance(ms: number): void
}

export function createTestClock(start = Date.parse('2026-11-22T15:00:00Z'), timeZone = 'America/New_York'): TestClock {
  let now = start
  let monotonic = 1000
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    monotonic: () => monotonic,
    timeZone: () => timeZone,
    after(ms, run) {
      const timer = { at: monotonic + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    set(epochMs) {
      now = epochMs
    },
    advance(ms) {
      now += ms
      monotonic += ms
      for (const timer of [...timers].filter((one) => one.at <= monotonic)) {
        timers.delete(timer)
        timer.run()
      }
    }
  }
}

export interface MemoryClipboard extends Clipboard {
  content: string
}

export function createMemoryClipboard(): MemoryClipboard {
  const clipboard: MemoryClipboard = {
    content: '',
    write: async (text) => {
      clipboard.content = text
    },
    read: async () => clipboard.content,
    clear: async () => {
      clipboard.content = ''
    }
  }
  return clipboard
}

/** No screen; keeps what it was told last. */
export function createMemoryScreen(): Screen & { isProtected: boolean } {
  const screen = {
    isProtected: false,
    protect: (isOn: boolean) => {
      screen.isProtected = isOn
    }
  }
  return screen
}

/** A keychain in memory, which can be taken away. */
export function createMemoryKeyStore(usable = true): KeyStore & { entries: Map<string, string>; usable: boolean } {
  const entries = new Map<string, string>()
  const store = {
    entries,
    usable,
    available: async () => store.usable,
    async get(name: string) {
      const value = store.usable ? entries.get(name) : undefined
      return value === undefined ? { ok: false as const, problem: 'locked-or-empty' as const } : { ok: true as const, value }
    },
    async set(name: string, value: string) {
      if (!store.usable) return { ok: false as const, problem: 'no-service' as const }
      entries.set(name, value)
      return { ok: true as const, value: null }
    },
    async delete(name: string) {
      entries.delete(name)
      return { ok: true as const, value: null }
    },
    close() {}
  }
  return store
}

/** Keeps what was saved, by suggested name, as text and as bytes. `agrees` false: the person cancels. */
export function createMemorySaver(agrees = true): FileSaver & { files: Map<string, string>; bytes: Map<string, Buffer>; agrees: boolean } {
  const saver = {
    files: new Map<string, string>(),
    bytes: new Map<string, Buffer>(),
    agrees,
    async saveText(name: string, text: string) {
      if (saver.agrees) saver.files.set(name, text)
      return saver.agrees
    },
    async saveParts(name: string, parts: AsyncIterable<string | Uint8Array>) {
      if (!saver.agrees) return false
      const pieces: Uint8Array[] = []
      for await (const part of parts) pieces.push(Buffer.from(part as Uint8Array))
      saver.bytes.set(name, Buffer.concat(pieces))
      return saver.saveText(name, Buffer.concat(pieces).toString('utf8'))
    }
  }
  return saver
}

/** Opens nothing; keeps the addresses it was asked to open and answers as told. */
export function createListLinks(agrees = true): ExternalLinks & { asked: { url: string; host: string }[]; agrees: boolean } {
  const links = {
    asked: [] as { url: string; host: string }[],
    agrees,
    open: async (url: string, host: string) => {
      links.asked.push({ url, host })
      return links.agrees
    }
  }
  return links
}

/** Shows nothing; keeps what it was asked to show. */
export function createListNotifications(available = true): Notifications & { shown: { title: string; body: string }[] } {
  const notifications = {
    shown: [] as { title: string; body: string }[],
    available: () => available,
    show: (note: { readonly title: string; readonly body: string }) => void notifications.shown.push({ ...note })
  }
  return notifications
}

/** A folder in memory, chosen as told; can be made to refuse. */
export function createMemoryCalendarFolder(chosen: string | null = '/calendars'): CalendarFolder & {
  files: Map<string, string>
  chosen: string | null
  refuses: boolean
} {
  const folder = {
    files: new Map<string, string>(),
    chosen,
    refuses: false,
    choose: async () => folder.chosen,
    pathOf: (into: string, name: string) => `${into}/${name}`,
    write: async (into: string, name: string, text: string) => {
      if (folder.refuses) throw new AppError('file.cannot-write', { reason: 'denied' })
      folder.files.set(`${into}/${name}`, text)
    }
  }
  return folder
}

/** Chooses what it is told to. */
export function createListBackupFiles(): BackupFiles & {
  file: string | null
  archive: string | null
  place: string | null
  copy: string | null
} {
  const files = {
    file: null as string | null,
    archive: null as string | null,
    place: null as string | null,
    copy: null as string | null,
    chooseFile: async () => files.file,
    chooseArchive: async () => files.archive,
    choosePlace: async () => files.place,
    chooseCopy: async () => (files.copy === null ? null : { path: files.copy, replace: false })
  }
  return files
}

/** Keeps what was logged, so that tests can look for what must not be there. */
export function createListLog(): Log & { rows: string[] } {
  const rows: string[] = []
  return {
    rows,
    info: (event, facts) => void rows.push(JSON.stringify({ level: 'info', event, ...facts })),
    warn: (event, facts) => void rows.push(JSON.stringify({ level: 'warn', event, ...facts })),
    error: (event, error, facts) => void rows.push(JSON.stringify({ level: 'error', event, name: (error as Error)?.name, ...facts }))
  }
}

export const resourcesFolder = join(import.meta.dirname, '../../../resources')

export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'keydocket-test-'))

/** Ports on memory and a standing clock, with a data folder of their own. Override what the test is about. */
export function createTestPorts(overrides: Partial<Ports> = {}) {
  const dataFolder = overrides.dataFolder ?? newDataFolder()
  return {
    clock: createTestClock(),
    random: { bytes: (length: number) => randomBytes(length) },
    keyStore: createMemoryKeyStore(),
    clipboard: createMemoryClipboard(),
    screen: createMemoryScreen(),
    fileSaver: createMemorySaver(),
    calendarFolder: createMemoryCalendarFolder(),
    backupFiles: createListBackupFiles(),
    notifications: createListNotifications(),
    qrReader: {
      read: async (): Promise<string[]> => {
        throw new AppError('authenticators.picture-unreadable', { reason: 'failed' })
      },
      rest: () => {},
      close: () => {}
    },
    fileReader: {
      readAuthenticatorFile,
      readMigrationTexts: async (texts: readonly string[]) => readMigrationTexts(texts)
    },
    tableReader: { readTable: async (bytes: Uint8Array) => readTableFile(bytes) },
    externalLinks: createListLinks(),
    log: createListLog(),
    resourcesFolder,
    deviceName: 'test-computer',
    info: { version: '0.0.0', host: 'command-line' as const, computerUser: 'tester', dataFolder },
    ...overrides,
    dataFolder
  }
}

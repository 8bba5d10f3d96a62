import type { CalendarFile, Output, Parsed } from '#contract'
import { addDays } from '../../calendar.ts'
import type { FirmDb } from '../../db/handles.ts'
import { AppError, isAppError } from '../../errors.ts'
import type { CalendarFolder, Clock, FileSaver, Log } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { DeadlinesService } from '../deadlines/service.ts'
import type { Acting } from '../members/acting.ts'
import type { SettingsService } from '../settings/service.ts'
import { eventFrom } from './event-words.ts'
import { calendarText } from './icalendar.ts'
import { findFolder, removeFolder, setFolder } from './repository.ts'

export interface CalendarFileDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly log: Log
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly deadlines: Pick<DeadlinesService, 'forCalendar'>
  readonly fileSaver: FileSaver
  readonly calendarFolder: CalendarFolder
  readonly device: string
  readonly acting: Acting
}

export type CalendarFileService = Awaited<ReturnType<typeof createCalendarFileService>>

type Asked = Parsed<'calendarFile.text'>

export const calendarFileName = 'keydocket.ics'
/** Entries in one file: calendars that subscribe to more become slow. */
const mostEntries = 5_000
/** What the kept file looks back and ahead, in days: long enough for anything that is still to be acted on. */
const keptBackDays = 365
const keptAheadDays = 730

const everythingOpen: Omit<Asked, 'withNames'> = {
  query: '',
  ownerId: null,
  clientId: null,
  matterId: null,
  caseId: null,
  accountId: null,
  kinds: [],
  documentsOnly: false,
  span: 'all',
  on: null,
  view: 'open',
  sort: 'due',
  descending: false
}

/** Deadlines as calendar files: saved once, or kept up to date in a folder of this computer that a calendar subscribes to. */
export async function createCalendarFileService(deps: CalendarFileDeps) {
  const { db, clock, log, audit, settings, deadlines, fileSaver, calendarFolder, device, acting } = deps
  let folder = await findFolder(db.read, device)
  let writtenAt: number | null = null
  let problem: CalendarFile['problem'] = null
  let writing: Promise<void> | null = null
  let isOutdated = false
  let isEnding = false

  const status = (): CalendarFile => ({
    path: folder === null ? null : calendarFolder.pathOf(folder, calendarFileName),
    writtenAt,
    problem
  })

  async function textOf({ withNames, ...asked }: Asked, due?: { readonly from: string; readonly to: string }) {
    const found = await deadlines.forCalendar(asked, mostEntries, due)
    return { text: calendarText({ name: 'Keydocket', events: found.map((one) => eventFrom(one, withNames)) }), count: found.length }
  }

  const recordSaved = (entries: number, withNames: boolean) =>
    db.write((tx) => audit.record(tx, { event: 'calendar.saved', details: { entries, withNames } }))

  /** The file, read once a place is chosen. The last step writes down what leaves: a file whose row cannot be written is not kept. */
  async function* partsOf(asked: Asked, counted: (entries: number) => void): AsyncGenerator<string> {
    // The person may have taken longer to choose a place than the vault stayed open.
    if (isEnding) throw new AppError('vault.locked', {})
    const { text, count } = await textOf(asked)
    yield text
    counted(count)
    await recordSaved(count, asked.withNames)
  }

  async function writeKept(): Promise<void> {
    const into = folder
    if (into === null) return
    const today = settings.today()
    const due = { from: addDays(today, -keptBackDays), to: addDays(today, keptAheadDays) }
    try {
      const { text } = await textOf({ ...everythingOpen, withNames: settings.get().namesInCalendarFile }, due)
      await calendarFolder.write(into, calendarFileName, text)
      writtenAt = clock.now()
      problem = null
    } catch (error) {
      problem = isAppError(error, 'file.cannot-write') ? error.params.reason : 'failed'
      log.error('calendar-file.failed', error)
    }
  }

  async function writeUntilCurrent(): Promise<void> {
    do {
      isOutdated = false
      await writeKept()
    } while (isOutdated)
    writing = null
  }

  /** Writes the file anew; changes that come meanwhile are in it when this resolves. */
  function refresh(): Promise<void> {
    isOutdated = true
    writing ??= writeUntilCurrent()
    return writing
  }

  return {
    status,
    refresh,
    /** Resolves when no writing is under way. */
    settled: async (): Promise<void> => writing ?? undefined,
    /** Saving that waits for a place to be chosen will find the vault closed. */
    end(): void {
      isEnding = true
    },
    resume(): void {
      isEnding = false
    },

    async save(asked: Parsed<'calendarFile.save'>): Promise<Output<'calendarFile.save'>> {
      let count = 0
      const parts = partsOf(asked, (entries) => {
        count = entries
      })
      const saved = await fileSaver.saveParts(calendarFileName, parts)
      return { saved, count }
    },

    async text(asked: Parsed<'calendarFile.text'>): Promise<Output<'calendarFile.text'>> {
      const made = await textOf(asked)
      await recordSaved(made.count, asked.withNames)
      return made
    },

    async keep(): Promise<CalendarFile> {
      const chosen = await calendarFolder.choose()
      if (chosen === null) return status()
      await db.write(async (tx) => {
        await setFolder(tx, device, chosen, clock.now(), acting.name())
        await audit.record(tx, {
          event: 'calendar-file.started',
          details: { folder: chosen, withNames: settings.get().namesInCalendarFile }
        })
      })
      folder = chosen
      await refresh()
      return status()
    },

    async stop(): Promise<CalendarFile> {
      if (folder === null) return status()
      const before = folder
      await db.write(async (tx) => {
        await removeFolder(tx, device)
        await audit.record(tx, { event: 'calendar-file.stopped', details: { folder: before } })
      })
      folder = null
      writtenAt = null
      problem = null
      return status()
    }
  }
}

import type { DeadlineSubject } from '#contract'
import { addDays } from '../../calendar.ts'
import type { FirmDb } from '../../db/handles.ts'
import type { Clock, Log, Notifications } from '../../ports.ts'
import type { SettingsService } from '../settings/service.ts'
import { notificationText, remind } from './reminders.ts'
import { listReminded, rememberShown } from './repository.ts'

export interface RemindersDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly log: Log
  readonly settings: SettingsService
  readonly notifications: Notifications
  /** The reminders that count for a deadline: its own, else the firm's. */
  reminderDaysOf(facts: { readonly subject: DeadlineSubject | null; readonly reminderDays: readonly number[] | null }): readonly number[]
  /** Called on the first look after opening, and once a day has ended while the vault is open. */
  onNewDay(): void
}

export type RemindersService = ReturnType<typeof createRemindersService>

/** Ms after opening: the window comes first. */
const firstRunMs = 1_000
/** Ms between looks at the date. A timer until midnight would miss it when the computer sleeps or its clock is set. */
const dayWatchMs = 60_000

/** Shows what is to be remembered, at opening and when the day changes, at most one notification each time. Nothing while the vault is locked. */
export function createRemindersService({ db, clock, log, settings, notifications, reminderDaysOf, onNewDay }: RemindersDeps) {
  let cancel = (): void => {}
  let running: Promise<void> = Promise.resolve()
  let shownOn: string | null = null

  async function run(): Promise<void> {
    const today = settings.today()
    const { remindersOfDocuments, remindersOfNotices, remindersOfOthers, namesInNotifications } = settings.get()
    const until = addDays(today, Math.max(0, ...remindersOfDocuments, ...remindersOfNotices, ...remindersOfOthers))
    const open = await listReminded(db.read, today, until)
    const { note, shown } = remind(
      open.map((one) => ({ ...one, days: reminderDaysOf(one) })),
      today
    )
    if (note === null) return
    notifications.show(notificationText(note, namesInNotifications))
    const byLayer = Map.groupBy(shown, ({ layer }) => layer)
    await db.write(async (tx) => {
      for (const [layer, ones] of byLayer) {
        await rememberShown(
          tx,
          layer,
          ones.map(({ id }) => id)
        )
      }
    })
  }

  function look(): void {
    const today = settings.today()
    if (today !== shownOn) {
      onNewDay()
      shownOn = today
      // A reminder that nobody could see must not count as shown.
      if (notifications.available()) running = run().catch((error: unknown) => log.error('reminders.failed', error))
    }
    cancel = clock.after(dayWatchMs, look)
  }

  return {
    start(): void {
      cancel = clock.after(firstRunMs, look)
    },
    /** Ends the watch; resolves when nothing runs any more. */
    async stop(): Promise<void> {
      cancel()
      await running
    }
  }
}

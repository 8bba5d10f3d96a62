import * as z from 'zod'
import { reminderDays } from './deadlines.ts'
import { call, nothing } from './schemas.ts'
import { appearances, autoLockBounds } from './vocabulary.ts'

const Settings = z.strictObject({
  /** Seconds until a copied secret is cleared from the clipboard. */
  clipboardSeconds: z.int().min(10).max(120),
  /** Seconds a revealed secret stays on screen. */
  revealSeconds: z.int().min(5).max(120),
  /** Nothing is put on the clipboard: codes are shown, and typed. The policy of a computer may ask for it there. */
  showOnly: z.boolean(),
  /** Shown codes are covered while another window has the focus, except one that was kept in view. */
  coverUnfocused: z.boolean(),
  /** The window asks the system to keep it out of screenshots and screen sharing, where the system can. */
  protectContent: z.boolean(),
  /** Minutes without input in the window after which the vault locks. The policy of a computer may shorten it there. */
  autoLockMinutes: z.int().min(autoLockBounds.min).max(autoLockBounds.max),
  appearance: z.enum(appearances),
  /** IANA time zone in which calendar dates are counted; null follows this computer. */
  timeZone: z.string().max(60).nullable(),
  /** Days after which the last check of a case counts as stale. The firm's own rule; no agency sets one. */
  caseStatusStaleDays: z.int().min(1).max(365),
  /** Days before the due date on which reminders begin, by class: documents that expire, answers to notices, everything else. */
  remindersOfDocuments: reminderDays(),
  remindersOfNotices: reminderDays(),
  remindersOfOthers: reminderDays(),
  /** Notifications of this computer may say clients' names; without, only how many. */
  namesInNotifications: z.boolean(),
  /** The calendar file kept up to date may hold clients' names and titles. */
  namesInCalendarFile: z.boolean(),
  /** Days after the last restore drill at which Today reminds of one; 0: never. The firm's own rule. */
  restoreDrillDays: z.int().min(0).max(365)
})
export type Settings = z.output<typeof Settings>
export { Settings }

export const settingsContract = {
  'settings.get': call(nothing, () => Settings),
  'settings.update': call(
    () => Settings.partial(),
    () => Settings
  )
}

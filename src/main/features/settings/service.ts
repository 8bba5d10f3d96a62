import type { Parsed, Settings } from '#contract'
import { Settings as settingsSchema } from '#contract/settings'
import { isTimeZone, todayIn } from '../../calendar.ts'
import type { FirmDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clock, Policy } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import { readSettings, writeSetting } from './repository.ts'

export const defaultSettings: Settings = {
  clipboardSeconds: 30,
  revealSeconds: 30,
  showOnly: false,
  coverUnfocused: true,
  protectContent: true,
  autoLockMinutes: 10,
  appearance: 'system',
  timeZone: null,
  caseStatusStaleDays: 14,
  // practice.md section 3, rows 9, 13 and 14.
  remindersOfDocuments: [180, 120, 90, 60, 30, 14, 7, 3, 1],
  remindersOfNotices: [30, 14, 7, 3, 1],
  remindersOfOthers: [7, 3, 1],
  namesInNotifications: false,
  namesInCalendarFile: false,
  restoreDrillDays: 30
}

export interface SettingsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly audit: AuditService
  readonly emit: Emit
  readonly policy: Pick<Policy, 'clipboard'>
}

export type SettingsService = Awaited<ReturnType<typeof createSettingsService>>

/** The firm's settings, read once and kept. A stored value that no longer fits falls back to its default and is left as it is. */
export async function createSettingsService({ db, clock, audit, emit, policy }: SettingsDeps) {
  const read = async (): Promise<Settings> => {
    const stored = await readSettings(db.read)
    let found: Settings = { ...defaultSettings }
    for (const name of Object.keys(defaultSettings) as (keyof Settings)[]) {
      if (!Object.hasOwn(stored, name)) continue
      const fit = settingsSchema.shape[name].safeParse(stored[name])
      if (fit.success) found = { ...found, [name]: fit.data }
    }
    return found
  }
  let current = await read()

  const isForbiddenHere = policy.clipboard === 'forbidden'
  /** What holds on this computer. */
  const inForce = (): Settings => (isForbiddenHere ? { ...current, showOnly: true } : current)

  return {
    get: inForce,
    /** Before a secret is released for the clipboard. Throws AppError `clipboard.show-only`. */
    requireClipboard(): void {
      if (isForbiddenHere || current.showOnly) throw new AppError('clipboard.show-only', { by: isForbiddenHere ? 'policy' : 'firm' })
    },
    /** After an import of the firm's whole archive. */
    async reload(): Promise<void> {
      current = await read()
    },
    /** The calendar date it is now for the firm. */
    today: (): string => todayIn(current.timeZone ?? clock.timeZone(), clock.now()),

    async update(changes: Parsed<'settings.update'>): Promise<Settings> {
      if (typeof changes.timeZone === 'string' && !isTimeZone(changes.timeZone)) {
        throw new AppError('request.invalid', { issues: [{ path: 'timeZone', reason: 'is no time zone' }] })
      }
      const changed = Object.entries(changes).filter(
        ([name, value]) => value !== undefined && !isSame(value, current[name as keyof Settings])
      )
      if (changed.length === 0) return inForce()
      await db.write(async (tx) => {
        for (const [name, value] of changed) await writeSetting(tx, name, value)
        await audit.record(tx, {
          event: 'settings.changed',
          details: Object.fromEntries(changed.map(([name, value = null]) => [name, Array.isArray(value) ? value.map(String) : value]))
        })
      })
      current = { ...current, ...(Object.fromEntries(changed) as Partial<Settings>) }
      emit('settings.changed', {})
      return inForce()
    }
  }
}

/** Values are primitives or arrays of them. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

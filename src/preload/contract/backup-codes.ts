import * as z from 'zod'
import { Copied } from './authenticators.ts'
import { calendarDate, call, done, id, instant, later, line, typedSecret } from './schemas.ts'
import { backupCodeStatuses } from './vocabulary.ts'

/** What a reveal hands out, and for how long the window should show it. */
export const Revealed = later(() =>
  z.strictObject({ value: z.string(), /** Epoch ms at which the window hides it again. */ hideAt: instant })
)
export type Revealed = z.output<ReturnType<typeof Revealed>>

const BackupCode = later(() =>
  z.strictObject({
    id,
    /** 1-based place on the sheet. */
    position: z.int().positive(),
    usedAt: instant.nullable(),
    usedBy: z.string().nullable()
  })
)
const BackupCodeSet = later(() =>
  z.strictObject({
    id,
    issuedOn: calendarDate.nullable(),
    /** Where the paper lies, in the firm's words. */
    keptAt: z.string(),
    recordedAt: instant,
    recordedBy: z.string(),
    /** When a newer set replaced this one; its codes are void. */
    replacedAt: instant.nullable(),
    codes: z.array(BackupCode())
  })
)
export type BackupCodeSet = z.output<ReturnType<typeof BackupCodeSet>>

export const backupCodesContract = {
  /** Current set first, then the replaced ones, newest first. No values. */
  'backupCodes.list': call(
    () => z.strictObject({ accountId: id }),
    () =>
      z.strictObject({
        status: z.enum(backupCodeStatuses),
        /** Why `presumed-stale`: the moment of the event after which the portal issues a new code. */
        staleSince: instant.nullable(),
        sets: z.array(BackupCodeSet())
      })
  ),
  /** Records a new set (one code or a whole sheet, one per line) and voids the old one. */
  'backupCodes.record': call(
    () =>
      z.strictObject({
        accountId: id,
        /** Each code as printed; surrounding space is removed, case is kept. */
        codes: z.array(typedSecret(200)).min(1).max(50),
        issuedOn: calendarDate.nullable().default(null),
        keptAt: line(200).default('')
      }),
    () => z.strictObject({ setId: id, count: z.int().positive() })
  ),
  'backupCodes.reveal': call(() => z.strictObject({ id }), Revealed),
  'backupCodes.copy': call(() => z.strictObject({ id }), Copied),
  'backupCodes.markUsed': call(() => z.strictObject({ id }), done),
  'backupCodes.undoUse': call(() => z.strictObject({ id }), done),
  /** Somebody looked: the recorded code is still the portal's current one, so it is no longer presumed stale. */
  'backupCodes.confirmCurrent': call(() => z.strictObject({ accountId: id }), done)
}

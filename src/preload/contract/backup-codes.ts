import * as z from 'zod'
import { Copied } from './authenticators.ts'
import { calendarDate, call, done, id, instant, later, line, paperDate, requiredLine, typedSecret } from './schemas.ts'
import { backupBoardSorts, backupCodeStates, backupCodeStatuses, backupCodeStocks, custodyModes, staleReasons } from './vocabulary.ts'

/** Bounds of one set, and of text that is pasted to be understood (characters). */
export const backupCodeBounds = { maxCodes: 50, maxLength: 200, maxText: 20_000 } as const

/** What a reveal hands out, and for how long the window should show it. */
export const Revealed = later(() =>
  z.strictObject({ value: z.string(), /** Epoch ms at which the window hides it again. */ hideAt: instant })
)
export type Revealed = z.output<ReturnType<typeof Revealed>>

const Reservation = later(() =>
  z.strictObject({
    by: z.string(),
    /** Reserved by the member who acts now. */
    isMine: z.boolean(),
    since: instant,
    for: z.string()
  })
)

const BackupCode = later(() =>
  z.strictObject({
    id,
    /** 1-based place on the sheet. */
    position: z.int().positive(),
    state: z.enum(backupCodeStates),
    usedAt: instant.nullable(),
    usedBy: z.string().nullable(),
    /** What it was used for; empty when nobody said. */
    usedFor: z.string(),
    /** The filing it was used for, as its receipt number or form; null when none was named or the case is gone. */
    usedForCase: z.string().nullable(),
    /** Set exactly in state `reserved`. */
    reservation: Reservation().nullable(),
    voidedAt: instant.nullable(),
    voidedBy: z.string().nullable(),
    voidReason: z.string()
  })
)
export type BackupCode = z.output<ReturnType<typeof BackupCode>>

const BackupCodeSet = later(() =>
  z.strictObject({
    id,
    issuedOn: calendarDate.nullable(),
    /** Where the paper lies, in the firm's words. */
    keptAt: z.string(),
    /** Day somebody last held the paper in hand, and who; null when nobody noted it. */
    paperCheckedOn: calendarDate.nullable(),
    paperCheckedBy: z.string().nullable(),
    recordedAt: instant,
    recordedBy: z.string(),
    /** When a newer set replaced this one; its codes are void. */
    replacedAt: instant.nullable(),
    codes: z.array(BackupCode())
  })
)
export type BackupCodeSet = z.output<ReturnType<typeof BackupCodeSet>>

const Stale = later(() => z.strictObject({ reason: z.enum(staleReasons), /** Day it happened. */ on: calendarDate }))

/** The member knows that somebody else reserved the code and takes it all the same; this is written down. */
const takeOver = z.boolean().default(false)

const BoardRow = later(() =>
  z.strictObject({
    accountId: id,
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    portalId: z.string(),
    portalName: z.string(),
    username: z.string(),
    custody: z.enum(custodyModes),
    stock: z.enum(backupCodeStocks),
    unused: z.int().nonnegative(),
    total: z.int().nonnegative(),
    /** Unused codes that somebody reserved. */
    reserved: z.int().nonnegative(),
    issuedOn: calendarDate.nullable(),
    keptAt: z.string(),
    stale: Stale().nullable()
  })
)
export type BackupBoardRow = z.output<ReturnType<typeof BoardRow>>

const PrintedSheet = later(() =>
  z.strictObject({
    clientName: z.string().nullable(),
    portalName: z.string(),
    username: z.string(),
    nickname: z.string(),
    issuedOn: calendarDate.nullable(),
    keptAt: z.string(),
    printedOn: calendarDate,
    printedBy: z.string(),
    /** `value` is null for codes that are used or void: they stay in Keydocket. */
    codes: z.array(z.strictObject({ position: z.int().positive(), state: z.enum(backupCodeStates), value: z.string().nullable() }))
  })
)
export type PrintedSheet = z.output<ReturnType<typeof PrintedSheet>>

const ReadText = later(() =>
  z.strictObject({
    /** What was understood, in its order, as printed. */
    codes: z.array(z.string()),
    /** What was not taken for a code, in its order: prose, page numbers, second mentions. At most 40 entries, each cut to 200 characters. */
    leftOut: z.array(z.strictObject({ text: z.string(), why: z.enum(['not-a-code', 'twice', 'too-many']) })),
    /** Numbers or bullets stood before the codes and were left out. */
    marksRemoved: z.boolean(),
    /** Codes in a full set at the portal, to warn when it differs; null where the portal is not known to issue any. */
    expected: z.int().positive().nullable()
  })
)
export type ReadText = z.output<ReturnType<typeof ReadText>>

export const backupCodesContract = {
  /** Current set first, then the replaced ones, newest first. No values. */
  'backupCodes.list': call(
    () => z.strictObject({ accountId: id }),
    () =>
      z.strictObject({
        status: z.enum(backupCodeStatuses),
        /** Why and since when the current set is `presumed-stale`; null otherwise. */
        stale: Stale().nullable(),
        sets: z.array(BackupCodeSet())
      })
  ),
  /** Finds the codes in pasted text of any shape. Stores nothing. */
  'backupCodes.read': call(() => z.strictObject({ accountId: id, text: z.string().max(backupCodeBounds.maxText) }), ReadText),
  /** Records a new set (one code or a whole sheet, one per line) and voids the old one. */
  'backupCodes.record': call(
    () =>
      z.strictObject({
        accountId: id,
        /** Each code as printed; surrounding space is removed, case is kept. */
        codes: z.array(typedSecret(backupCodeBounds.maxLength)).min(1).max(backupCodeBounds.maxCodes),
        issuedOn: calendarDate.nullable().default(null),
        keptAt: line(200).default('')
      }),
    () => z.strictObject({ setId: id, count: z.int().positive() })
  ),
  /** Facts about a current set that are not the codes. `paperCheckedOn`: somebody held the paper in hand that day, not in the future. */
  'backupCodes.updateSet': call(
    () => z.strictObject({ id, issuedOn: paperDate.nullable(), keptAt: line(200), paperCheckedOn: paperDate.nullable() }),
    done
  ),
  /** Throws `codes.reserved` when another member reserved it, unless `takeOver`; so do copy, reserve, endReservation, markUsed and strikeOut. */
  'backupCodes.reveal': call(() => z.strictObject({ id, takeOver }), Revealed),
  'backupCodes.copy': call(() => z.strictObject({ id, takeOver }), Copied),
  /** Keeps an unused code for the acting member. Asks others, keeps nobody out. */
  'backupCodes.reserve': call(() => z.strictObject({ id, for: line(200).default(''), takeOver }), done),
  'backupCodes.endReservation': call(() => z.strictObject({ id, takeOver }), done),
  /** `caseId`: a case of the account's client. */
  'backupCodes.markUsed': call(
    () => z.strictObject({ id, for: line(200).default(''), caseId: id.nullable().default(null), takeOver }),
    done
  ),
  'backupCodes.undoUse': call(() => z.strictObject({ id }), done),
  /** Strikes out one code, e.g. because the portal refused it. */
  'backupCodes.strikeOut': call(() => z.strictObject({ id, reason: requiredLine(200), takeOver }), done),
  'backupCodes.undoStrikeOut': call(() => z.strictObject({ id }), done),
  /** Somebody looked: the recorded code is still the portal's current one, so it is no longer presumed stale. */
  'backupCodes.confirmCurrent': call(() => z.strictObject({ accountId: id }), done),
  /** The current set with the values that can still be used, for paper. Written down before it leaves. */
  'backupCodes.print': call(() => z.strictObject({ accountId: id }), PrintedSheet),
  /** The backup codes of all accounts in use, at portals that issue some or where some are recorded. Never a code. */
  'backupCodes.board': call(
    () =>
      z.strictObject({
        query: z.string().max(200).default(''),
        portalId: z.string().max(60).nullable().default(null),
        stocks: z
          .array(z.enum(backupCodeStocks))
          .max(5)
          .default([...backupCodeStocks]),
        /** Only accounts with a code somebody reserved. */
        reservedOnly: z.boolean().default(false),
        sort: z.enum(backupBoardSorts).default('stock'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(BoardRow()),
        total: z.int().nonnegative(),
        /** Accounts in each stock, under the other filters, and those with a reserved code. */
        counts: z.record(z.enum(backupCodeStocks), z.int().nonnegative()),
        reserved: z.int().nonnegative()
      })
  )
}

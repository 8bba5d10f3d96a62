import * as z from 'zod'
import { Case } from './cases.ts'
import { Party } from './parties.ts'
import { Representative } from './representatives.ts'
import { calendarDate, call, id, instant, later, line, note, paperDate, requiredLine } from './schemas.ts'
import { matterSorts, matterStatuses, openThingKinds } from './vocabulary.ts'

const matterFields = later(() => ({
  /** What the firm was engaged for, e.g. "Adjustment of status". */
  title: requiredLine(200),
  /** The firm's own number of this matter; found by search. */
  fileNumber: line(60),
  /** Day the engagement began; null while it is pending. Never in the future. */
  openedOn: paperDate.nullable(),
  /** Members responsible. Somebody who left stays named but cannot be chosen anew. */
  attorneyId: id.nullable(),
  paralegalId: id.nullable(),
  notes: note
}))

const Responsible = later(() => z.strictObject({ id, name: z.string(), hasLeft: z.boolean() }))

const matterSummary = later(() => ({
  id,
  clientId: id,
  clientName: z.string(),
  title: z.string(),
  fileNumber: z.string(),
  /** Derived, never stored: closed with a closing day, else open with an opening day, else pending. */
  status: z.enum(matterStatuses),
  openedOn: calendarDate.nullable(),
  closedOn: calendarDate.nullable(),
  attorney: Responsible().nullable(),
  paralegal: Responsible().nullable(),
  caseCount: z.int().nonnegative(),
  isSample: z.boolean(),
  /** A matter is archived exactly as long as its client is. */
  archivedAt: instant.nullable()
}))

const MatterSummary = later(() => z.strictObject(matterSummary()))
export type MatterSummary = z.output<ReturnType<typeof MatterSummary>>

/** The firm's engagement for a client; its cases are single filings. */
const Matter = later(() =>
  z.strictObject({
    ...matterSummary(),
    notes: z.string(),
    /** Day up to which the firm keeps the matter; null: nobody said. The firm's own rule, none is assumed. */
    retainUntil: calendarDate.nullable(),
    /** While it stands nothing of the matter may be destroyed. */
    hold: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** Raised by every change. */
    revision: z.int().positive()
  })
)
export type Matter = z.output<ReturnType<typeof Matter>>

/** What is not finished in a matter, by kind and by the name people know it by; `dueOn` of what is due on a day. */
const OpenThing = later(() => z.strictObject({ kind: z.enum(openThingKinds), name: z.string(), dueOn: calendarDate.nullable() }))
export type OpenThing = z.output<ReturnType<typeof OpenThing>>

export const mattersContract = {
  /**
   * `query` matches the beginnings of words in titles, client names, file and receipt numbers. Matters of archived
   * clients are left out unless `clientId` asks for that client's. No `statuses` means all of them.
   */
  'matters.list': call(
    () =>
      z.strictObject({
        query: z.string().max(200).default(''),
        clientId: id.nullable().default(null),
        statuses: z.array(z.enum(matterStatuses)).max(matterStatuses.length).default([]),
        sort: z.enum(matterSorts).default('client'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(MatterSummary()), total: z.int().nonnegative() })
  ),
  /** With the parties and representatives of its cases, and what a closing would leave open. */
  'matters.get': call(
    () => z.strictObject({ id }),
    () =>
      z.strictObject({
        matter: Matter(),
        cases: z.array(Case()),
        parties: z.array(Party()),
        representatives: z.array(Representative()),
        openThings: z.array(OpenThing())
      })
  ),
  'matters.create': call(
    () =>
      z.strictObject({
        clientId: id,
        title: matterFields().title,
        fileNumber: matterFields().fileNumber.default(''),
        openedOn: matterFields().openedOn.default(null),
        attorneyId: matterFields().attorneyId.default(null),
        paralegalId: matterFields().paralegalId.default(null),
        notes: matterFields().notes.default('')
      }),
    Matter
  ),
  'matters.update': call(() => z.strictObject({ id, ...matterFields() }), Matter),
  /** Refused with `matters.open-things`, which names them, unless `leaveOpen`. */
  'matters.close': call(() => z.strictObject({ id, on: paperDate, leaveOpen: z.boolean().default(false) }), Matter),
  /** Takes the closing back; the opening day stays. */
  'matters.reopen': call(() => z.strictObject({ id }), Matter),
  /** How long the matter is kept, and its legal hold: a reason sets or rewords it, null lifts it. Also while the client is archived. */
  'matters.setRetention': call(
    () => z.strictObject({ id, retainUntil: paperDate.nullable(), holdReason: requiredLine(300).nullable() }),
    Matter
  )
}

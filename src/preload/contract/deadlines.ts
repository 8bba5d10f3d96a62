import * as z from 'zod'
import { certainties } from './portals.ts'
import { calendarDate, call, id, instant, later, line, note, paperDate, requiredLine } from './schemas.ts'
import { deadlineKinds, deadlineSorts, deadlineSpans, deadlineStates, deadlineSubjects, deadlineViews } from './vocabulary.ts'

/** Days before the due date on which a reminder begins, most first. Empty: none before the day itself. */
export const reminderDays = later(() =>
  z
    .array(z.int().min(1).max(730))
    .max(12)
    .transform((days) => [...new Set(days)].sort((a, b) => b - a))
)

const fields = later(() => ({
  kind: z.enum(deadlineKinds),
  /** What a deadline is about when that has rules of its own: a notice with a letter's date, or a document that expires. Deadlines only. */
  subject: z.enum(deadlineSubjects).nullable(),
  title: requiredLine(200),
  /** Of an answer to a notice: the date in the letter. Of a document: its last day. */
  dueOn: paperDate,
  /** Time of day of an appointment as the notice prints it, e.g. "9:30 AM". */
  atTime: line(40),
  /** Where an appointment is, e.g. the office's name. */
  place: line(200),
  /** One of the client's. A case that belongs to a matter says it by itself: then null, or that same matter. */
  matterId: id.nullable(),
  caseId: id.nullable(),
  accountId: id.nullable(),
  /** Who answers for it. */
  ownerId: id,
  /** Own reminders; null follows the firm's setting for its class. */
  reminderDays: reminderDays().nullable(),
  /** Date printed on a notice; null for everything else. */
  issuedOn: paperDate.nullable()
}))

const Deadline = later(() =>
  z.strictObject({
    ...fields(),
    /** Always the days that count, the firm's or its own. */
    reminderDays: z.array(z.int()),
    hasOwnReminders: z.boolean(),
    id,
    clientId: id,
    clientName: z.string(),
    /** Its own or, with a case, the case's; null without one. */
    matterId: id.nullable(),
    matterTitle: z.string().nullable(),
    /** Form and receipt number of the case; null without one. */
    caseName: z.string().nullable(),
    /** Portal and username of the account; null without one. */
    accountName: z.string().nullable(),
    ownerName: z.string(),
    /** The owner works here no more: somebody has to take it over. */
    ownerLeft: z.boolean(),
    state: z.enum(deadlineStates),
    daysLeft: z.int(),
    /** No reminder before that day. The due date stays. */
    snoozedUntil: calendarDate.nullable(),
    doneAt: instant.nullable(),
    doneBy: z.string().nullable(),
    /** What came of it. */
    outcome: z.string(),
    cancelledAt: instant.nullable(),
    cancelledBy: z.string().nullable(),
    cancelReason: z.string(),
    createdAt: instant,
    createdBy: z.string(),
    /** Raised by every change. */
    revision: z.int().positive()
  })
)
export type Deadline = z.output<ReturnType<typeof Deadline>>

/** What lists of deadlines are asked by. */
export const deadlineFilter = later(() => ({
  /** Parts of words in the title or the client's name; empty lists all. */
  query: z.string().max(200).default(''),
  ownerId: id.nullable().default(null),
  clientId: id.nullable().default(null),
  /** With those of the matter's cases. */
  matterId: id.nullable().default(null),
  caseId: id.nullable().default(null),
  accountId: id.nullable().default(null),
  /** Empty lists every kind. */
  kinds: z.array(z.enum(deadlineKinds)).max(3).default([]),
  /** Only with a subject that is a document which expires. */
  documentsOnly: z.boolean().default(false),
  /** Only those due by then; overdue ones are always among them. */
  span: z.enum(deadlineSpans).default('all'),
  /** Only those due on this day. */
  on: calendarDate.nullable().default(null),
  view: z.enum(deadlineViews).default('open'),
  sort: z.enum(deadlineSorts).default('due'),
  descending: z.boolean().default(false)
}))

const Suggestion = later(() =>
  z.strictObject({
    dueOn: calendarDate,
    /** Days counted from the date of the notice, those for mailing included. */
    days: z.int().positive(),
    mailDays: z.int().nonnegative(),
    /** Where the numbers were read, and how sure that is: it is never more than a suggestion. */
    source: z.string(),
    certainty: z.enum(certainties)
  })
)
export type DeadlineSuggestion = z.output<ReturnType<typeof Suggestion>>

export const deadlinesContract = {
  /** Of clients in use. One page, and how many there are in all. */
  'deadlines.list': call(
    () =>
      z.strictObject({
        ...deadlineFilter(),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(Deadline()), total: z.int().nonnegative() })
  ),
  'deadlines.get': call(() => z.strictObject({ id }), Deadline),
  /** The days of a month that have any, each with its first three. */
  'deadlines.month': call(
    () =>
      z.strictObject({
        ...deadlineFilter(),
        month: z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'is no month YYYY-MM')
      }),
    () =>
      z.array(
        z.strictObject({
          on: calendarDate,
          count: z.int().positive(),
          first: z.array(
            z.strictObject({ id, kind: z.enum(deadlineKinds), title: z.string(), clientName: z.string(), state: z.enum(deadlineStates) })
          )
        })
      )
  ),
  'deadlines.add': call(
    () =>
      z.strictObject({
        clientId: id,
        kind: fields().kind,
        subject: fields().subject.default(null),
        title: fields().title,
        dueOn: fields().dueOn,
        atTime: fields().atTime.default(''),
        place: fields().place.default(''),
        matterId: fields().matterId.default(null),
        caseId: fields().caseId.default(null),
        accountId: fields().accountId.default(null),
        /** Who acts now when left out. */
        ownerId: id.nullable().default(null),
        reminderDays: fields().reminderDays.default(null),
        issuedOn: fields().issuedOn.default(null)
      }),
    Deadline
  ),
  'deadlines.update': call(() => z.strictObject({ id, ...fields() }), Deadline),
  'deadlines.finish': call(() => z.strictObject({ id, outcome: note.default('') }), Deadline),
  'deadlines.cancel': call(() => z.strictObject({ id, reason: requiredLine(400) }), Deadline),
  /** Takes back `finish` or `cancel`. */
  'deadlines.reopen': call(() => z.strictObject({ id }), Deadline),
  /** Null wakes it up. */
  'deadlines.snooze': call(() => z.strictObject({ id, until: paperDate.nullable() }), Deadline),
  /** When the answer to a notice is usually due. Never written by itself: the letter wins. */
  'deadlines.suggest': call(
    () =>
      z.strictObject({
        subject: z.enum(['rfe', 'noid']),
        issuedOn: paperDate,
        form: line(40).default(''),
        mailed: z.boolean().default(true)
      }),
    Suggestion
  )
}

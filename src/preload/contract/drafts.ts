import * as z from 'zod'
import { calendarDate, call, id, instant, later, line, paperDate, requiredLine } from './schemas.ts'
import { draftOutcomes, draftStatuses, expirySorts } from './vocabulary.ts'

const Draft = later(() =>
  z.strictObject({
    id,
    accountId: id,
    /** Whose filing it is; null when that is not said. */
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    status: z.enum(draftStatuses),
    form: z.string(),
    note: z.string(),
    /** Day somebody last worked on it; the clock starts here. */
    editedOn: calendarDate,
    editedBy: z.string(),
    /** Last day on which the portal keeps it. */
    expiresOn: calendarDate,
    daysLeft: z.int(),
    /** Day it was filed or given up; null until then. */
    closedOn: calendarDate.nullable(),
    recordedAt: instant,
    recordedBy: z.string()
  })
)
export type Draft = z.output<ReturnType<typeof Draft>>

const draftFields = later(() => ({ clientId: id.nullable(), form: requiredLine(60), note: line(300), editedOn: paperDate }))

export const draftsContract = {
  /** Last edited first. */
  'drafts.list': call(
    () => z.strictObject({ accountId: id }),
    () => z.array(Draft())
  ),
  'drafts.record': call(() => z.strictObject({ accountId: id, ...draftFields(), note: draftFields().note.default('') }), Draft),
  'drafts.update': call(() => z.strictObject({ id, ...draftFields() }), Draft),
  /** Somebody worked on it that day; its clock starts anew. Not in the future. */
  'drafts.noteEdit': call(() => z.strictObject({ id, on: calendarDate }), Draft),
  /** Filed or given up, and when; an outcome of null opens it again. */
  'drafts.setOutcome': call(
    () => z.strictObject({ id, outcome: z.enum(draftOutcomes).nullable(), on: calendarDate.nullable().default(null) }),
    Draft
  ),
  /** Drafts in all accounts in use. */
  'drafts.board': call(
    () =>
      z.strictObject({
        statuses: z.array(z.enum(draftStatuses)).max(10).default(['open', 'expiring', 'lapsed']),
        /** Parts of words in the names of client and account; empty lists all. */
        query: z.string().max(200).default(''),
        sort: z.enum(expirySorts).default('expires'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(z.strictObject({ ...Draft().shape, portalName: z.string(), username: z.string() })),
        total: z.int().nonnegative()
      })
  )
}

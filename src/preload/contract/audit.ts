import * as z from 'zod'
import { calendarDate, call, id, instant, later } from './schemas.ts'
import { auditEvents, auditGroups } from './vocabulary.ts'

const AuditRow = later(() =>
  z.strictObject({
    /** 1, 2, 3 … without gaps. */
    seq: z.int().positive(),
    at: instant,
    actor: z.string(),
    device: z.string(),
    event: z.enum(auditEvents),
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    accountId: id.nullable(),
    /** Portal and username of the account, as they are now; null when the row concerns no account. */
    accountName: z.string().nullable(),
    /** Small facts of the event (names of changed fields, dates, counts). Never a secret. */
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  })
)
export type AuditRow = z.output<ReturnType<typeof AuditRow>>

export const auditContract = {
  /** Newest first. `from` and `to` are days where the firm is, both included. `before` continues a listing: rows with a smaller seq. */
  'audit.list': call(
    () =>
      z.strictObject({
        clientId: id.nullable().default(null),
        accountId: id.nullable().default(null),
        /** The member who acted. */
        actorId: id.nullable().default(null),
        group: z.enum(auditGroups).nullable().default(null),
        from: calendarDate.nullable().default(null),
        to: calendarDate.nullable().default(null),
        before: z.int().positive().nullable().default(null),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(AuditRow()), more: z.boolean() })
  )
}

import * as z from 'zod'
import { calendarDate, call, done, id, instant, later, line } from './schemas.ts'
import { rotationKinds, rotationStatuses } from './vocabulary.ts'

const RotationItem = later(() =>
  z.strictObject({
    kind: z.enum(rotationKinds),
    /** The authenticator, code, set of backup codes or second factor. */
    recordId: id,
    accountId: id,
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    portalName: z.string(),
    username: z.string(),
    status: z.enum(rotationStatuses),
    /** When they first saw it, or when the factor was noted. */
    since: instant,
    lastAt: instant,
    entered: z.int().nonnegative(),
    shown: z.int().nonnegative(),
    copied: z.int().nonnegative(),
    closedAt: instant.nullable(),
    closedBy: z.string().nullable(),
    note: z.string()
  })
)
export type RotationItem = z.output<ReturnType<typeof RotationItem>>

const place = { memberId: id, kind: z.enum(rotationKinds), recordId: id }

export const rotationContract = {
  /** What must be changed when a member leaves: open lines first, oldest exposure first. */
  'rotation.list': call(
    () =>
      z.strictObject({
        memberId: id,
        /** Only lines that are still open. */
        onlyOpen: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        member: z.strictObject({ id, name: z.string(), leftOn: calendarDate.nullable() }),
        rows: z.array(RotationItem()),
        total: z.int().nonnegative(),
        open: z.int().nonnegative(),
        settled: z.int().nonnegative(),
        /** What else of theirs is open: deadlines of clients in use, and guided paths they began. */
        openDeadlines: z.int().nonnegative(),
        openPaths: z.int().nonnegative()
      })
  ),
  /** Says that a line is settled: changed at the portal, or why it need not be. */
  'rotation.close': call(() => z.strictObject({ ...place, note: line(200).default('') }), done),
  'rotation.reopen': call(() => z.strictObject(place), done)
}

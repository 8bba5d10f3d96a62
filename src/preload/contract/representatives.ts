import * as z from 'zod'
import { calendarDate, call, done, id, instant, later, line, paperDate } from './schemas.ts'
import { appearanceStatuses, representativeKinds } from './vocabulary.ts'

/**
 * One Form G-28 of a case: an entry of appearance. It has no number of its own; case, representative and date tell it apart
 * (Form G-28 instructions).
 */
export const Representative = later(() =>
  z.strictObject({
    id,
    caseId: id,
    kind: z.enum(representativeKinds),
    /** A member of the firm; null for somebody outside, who is named. */
    memberId: id.nullable(),
    name: z.string(),
    /** The member has left the firm. */
    hasLeft: z.boolean(),
    givenOn: calendarDate,
    withdrawnOn: calendarDate.nullable(),
    /** Derived from the dates and from the matter, never stored. */
    status: z.enum(appearanceStatuses),
    createdAt: instant
  })
)
export type Representative = z.output<ReturnType<typeof Representative>>

export const representativesContract = {
  /** Those in effect first, then by date, newest first. Withdrawn ones stay. `hasAccess`: at least one is in effect. */
  'representatives.list': call(
    () => z.strictObject({ caseId: id }),
    () => z.strictObject({ rows: z.array(Representative()), hasAccess: z.boolean() })
  ),
  /** Writes down a G-28. Its day is no future one and not after the matter was closed. */
  'representatives.add': call(
    () =>
      z
        .strictObject({
          caseId: id,
          kind: z.enum(representativeKinds),
          memberId: id.nullable().default(null),
          /** Somebody outside the firm; empty for a member. */
          name: line(120).default(''),
          givenOn: paperDate
        })
        .refine(({ memberId, name }) => (memberId === null) !== (name === ''), 'needs either a member or a name'),
    Representative
  ),
  'representatives.withdraw': call(() => z.strictObject({ id, on: paperDate }), Representative),
  /** Takes back a withdrawal that was noted by mistake. */
  'representatives.undoWithdrawal': call(() => z.strictObject({ id }), Representative),
  /** For one written down by mistake. A withdrawn one is never removed. */
  'representatives.remove': call(() => z.strictObject({ id }), done)
}

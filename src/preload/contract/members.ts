import * as z from 'zod'
import { calendarDate, call, id, nothing, requiredLine } from './schemas.ts'

const Member = z.strictObject({
  id,
  name: z.string(),
  /** Day the person left the firm; null while they work there. */
  leftOn: calendarDate.nullable(),
  /** Second factors in use that depend on this person's phone, mailbox or device. */
  factorCount: z.int().nonnegative(),
  /** Whether this is who acts in this session. */
  isActing: z.boolean()
})
export type Member = z.output<typeof Member>

export const membersContract = {
  /** People of the firm by name, those who left last. */
  'members.list': call(nothing, () => z.array(Member)),
  'members.add': call(
    () => z.strictObject({ name: requiredLine(120) }),
    () => Member
  ),
  'members.rename': call(
    () => z.strictObject({ id, name: requiredLine(120) }),
    () => Member
  ),
  /**
   * From now on this member acts: what is done is written down under this name. `remember`: also after the next unlocking, on this computer.
   * A statement by the person at the computer, not a proof of who it is.
   */
  'members.act': call(
    () => z.strictObject({ id, remember: z.boolean().default(true) }),
    () => Member
  ),
  /** Marks the person as gone; their factors then count as lost and appear in the report `leavers-factor`. */
  'members.leave': call(
    () => z.strictObject({ id, on: calendarDate }),
    () => Member
  ),
  'members.rejoin': call(
    () => z.strictObject({ id }),
    () => Member
  )
}

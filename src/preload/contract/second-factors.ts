import * as z from 'zod'
import { calendarDate, call, done, id, instant, line, paperDate } from './schemas.ts'
import { factorKinds, holderKinds } from './vocabulary.ts'

const factorFields = {
  kind: z.enum(factorKinds),
  holderKind: z.enum(holderKinds),
  /** The member whose phone, mailbox or device it is; set exactly when `holderKind` is `member`. */
  memberId: id.nullable(),
  /** Whose it is otherwise, e.g. "the client's daughter"; may be empty when `holderKind` is `client`. */
  holderName: line(120),
  /** Which phone, mailbox or device, e.g. "ends in 0142" or "office safe YubiKey". Never a whole secret. */
  detail: line(200),
  addedOn: calendarDate.nullable()
}

const SecondFactor = z.strictObject({
  id,
  accountId: id,
  ...factorFields,
  /** Name to show for whoever holds it: the member's, the client's or `holderName`. */
  heldBy: z.string(),
  /** The member has left the firm. */
  holderHasLeft: z.boolean(),
  /** When it was taken out of use; null while the portal has it on file. */
  retiredAt: instant.nullable(),
  createdAt: instant
})
export type SecondFactor = z.output<typeof SecondFactor>

/** Day on which this changed at the portal; null when an old fact is written down. Not in the future. Makes backup codes presumed stale. */
const changedOn = paperDate.nullable().default(null)

export const secondFactorsContract = {
  /** In use first, then retired ones, newest first. */
  'secondFactors.list': call(
    () => z.strictObject({ accountId: id }),
    () => z.array(SecondFactor)
  ),
  'secondFactors.add': call(
    () =>
      z.strictObject({
        accountId: id,
        kind: factorFields.kind,
        holderKind: factorFields.holderKind,
        memberId: factorFields.memberId.default(null),
        holderName: factorFields.holderName.default(''),
        detail: factorFields.detail.default(''),
        addedOn: factorFields.addedOn.default(null),
        changedOn
      }),
    () => SecondFactor
  ),
  'secondFactors.update': call(
    () => z.strictObject({ id, ...factorFields, changedOn }),
    () => SecondFactor
  ),
  'secondFactors.retire': call(() => z.strictObject({ id, changedOn }), done)
}

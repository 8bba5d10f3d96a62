import * as z from 'zod'
import { call, done, id, instant, later } from './schemas.ts'
import { clientKinds, partyRoles } from './vocabulary.ts'

/** Who takes part in a case, and as what. Exactly one of `clientId` and `contactId` is set. */
export const Party = later(() =>
  z.strictObject({
    id,
    caseId: id,
    role: z.enum(partyRoles),
    clientId: id.nullable(),
    contactId: id.nullable(),
    name: z.string(),
    kind: z.enum(clientKinds),
    /** Whether that client or contact is archived. */
    isArchived: z.boolean(),
    createdAt: instant
  })
)
export type Party = z.output<ReturnType<typeof Party>>

export const partiesContract = {
  /** By role in the order of the word list, then name. */
  'parties.list': call(
    () => z.strictObject({ caseId: id }),
    () => z.array(Party())
  ),
  /** Several of one role are fine; the same one twice in one role is refused with `parties.duplicate`. */
  'parties.add': call(
    () =>
      z
        .strictObject({
          caseId: id,
          role: z.enum(partyRoles),
          clientId: id.nullable().default(null),
          contactId: id.nullable().default(null)
        })
        .refine(({ clientId, contactId }) => (clientId === null) !== (contactId === null), 'needs either a client or a contact'),
    Party
  ),
  'parties.remove': call(() => z.strictObject({ id }), done)
}

import * as z from 'zod'
import { RecoverabilityOf } from './recovery.ts'
import { calendarDate, call, id, later } from './schemas.ts'
import { custodyModes, deadlineKinds } from './vocabulary.ts'

/** What a client, or whoever takes over, needs to know about the client's accounts and cases. It never holds a key or a code. */
const HandOverSheet = later(() =>
  z.strictObject({
    client: z.strictObject({
      name: z.string(),
      otherNames: z.string(),
      email: z.string(),
      phone: z.string(),
      aNumber: z.string(),
      bornOn: calendarDate.nullable(),
      fileNumber: z.string()
    }),
    accounts: z.array(
      z.strictObject({
        portalName: z.string(),
        username: z.string(),
        nickname: z.string(),
        accountNumber: z.string(),
        custody: z.enum(custodyModes),
        /** Null of an archived account. */
        recovery: RecoverabilityOf.nullable(),
        backupCodes: z.strictObject({ unused: z.int().nonnegative(), total: z.int().nonnegative(), keptAt: z.string() }),
        helpDesk: z.strictObject({ page: z.string().nullable(), contact: z.string().nullable() }).nullable()
      })
    ),
    cases: z.array(
      z.strictObject({
        receiptNumber: z.string(),
        form: z.string(),
        office: z.string(),
        matterTitle: z.string().nullable(),
        decidedOn: calendarDate.nullable(),
        status: z.strictObject({ text: z.string(), checkedOn: calendarDate }).nullable()
      })
    ),
    /** Open ones, soonest first. */
    deadlines: z.array(
      z.strictObject({
        kind: z.enum(deadlineKinds),
        title: z.string(),
        dueOn: calendarDate,
        atTime: z.string(),
        place: z.string(),
        ownerName: z.string()
      })
    ),
    printedOn: calendarDate,
    printedBy: z.string(),
    /** State of the activity record once the printing stood in it. */
    headCode: z.string()
  })
)
export type HandOverSheet = z.output<ReturnType<typeof HandOverSheet>>

export const handOverContract = {
  /** The sheet as it goes on paper. That it was printed is written down first. */
  'handOver.print': call(() => z.strictObject({ clientId: id }), HandOverSheet)
}

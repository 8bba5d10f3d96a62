import * as z from 'zod'
import { call, id, instant } from './schemas.ts'

export const nextStepsContract = {
  /**
   * What nobody would notice if it were forgotten, by client: matters of clients in use that are not closed and have no open deadline, follow-up
   * or appointment, and clients in use without a matter of that kind and with nothing open. What is open for the client but in no matter counts
   * for each of its matters.
   */
  'nextSteps.list': call(
    () =>
      z.strictObject({
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(
          z.strictObject({
            /** Of the matter, else of the client. */
            id,
            clientId: id,
            clientName: z.string(),
            /** The matter without a next step; null: the client has none that is not closed. */
            matterId: id.nullable(),
            matterTitle: z.string().nullable(),
            /** Of the matter, else of the client. */
            fileNumber: z.string(),
            /** Of the matter, else of the client. */
            caseCount: z.int().nonnegative(),
            accountCount: z.int().nonnegative(),
            /** When the client's last one was done; null when there never was any. */
            lastDoneAt: instant.nullable()
          })
        ),
        total: z.int().nonnegative()
      })
  )
}

import * as z from 'zod'
import { call, id, instant } from './schemas.ts'

export const nextStepsContract = {
  /** Clients in use without any open deadline, follow-up or appointment, by name. */
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
            /** Of the client. */
            id,
            clientName: z.string(),
            fileNumber: z.string(),
            caseCount: z.int().nonnegative(),
            accountCount: z.int().nonnegative(),
            /** When the last one was done; null when there never was any. */
            lastDoneAt: instant.nullable()
          })
        ),
        total: z.int().nonnegative()
      })
  )
}

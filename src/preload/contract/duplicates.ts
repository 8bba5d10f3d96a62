import * as z from 'zod'
import { call, id, later } from './schemas.ts'
import { duplicateKinds } from './vocabulary.ts'

const DuplicateGroup = later(() =>
  z.strictObject({
    /** What they have in common, as compared: folded, padded, without spaces. */
    value: z.string(),
    /** How many records have it; `records` holds the first ten. */
    count: z.int().min(2),
    records: z.array(
      z.strictObject({
        /** Id of a client, case or account, as the kind says. */
        id,
        /** The client itself, or whose case or account it is; null for the firm's own account. */
        clientId: id.nullable(),
        clientName: z.string().nullable(),
        /** Case number with form, username with nickname, or the client's file number and e-mail. */
        detail: z.string()
      })
    )
  })
)
export type DuplicateGroup = z.output<ReturnType<typeof DuplicateGroup>>

export const duplicatesContract = {
  /** Records in use that may be one and the same; nothing is merged. Archived clients and accounts are left out. */
  'duplicates.list': call(
    () =>
      z.strictObject({
        kind: z.enum(duplicateKinds),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(100).default(50)
      }),
    () =>
      z.strictObject({
        rows: z.array(DuplicateGroup()),
        total: z.int().nonnegative(),
        /** Groups of every kind. */
        counts: z.record(z.enum(duplicateKinds), z.int().nonnegative())
      })
  )
}

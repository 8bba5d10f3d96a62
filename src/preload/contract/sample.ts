import * as z from 'zod'
import { call, nothing } from './schemas.ts'

export const sampleContract = {
  /** `offered`: the firm has no client yet; `loaded`: sample clients are present and can be removed. */
  'sample.status': call(nothing, () => z.strictObject({ offered: z.boolean(), loaded: z.boolean() })),
  'sample.load': call(nothing, () => z.strictObject({ clients: z.int(), accounts: z.int() })),
  'sample.remove': call(nothing, () => z.strictObject({ clients: z.int() }))
}

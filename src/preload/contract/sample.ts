import * as z from 'zod'
import { nothing } from './schemas.ts'

export const sampleContract = {
  /** `offered`: the firm has no client yet; `loaded`: sample clients are present and can be removed. */
  'sample.status': { input: nothing, output: z.strictObject({ offered: z.boolean(), loaded: z.boolean() }) },
  'sample.load': { input: nothing, output: z.strictObject({ clients: z.int(), accounts: z.int() }) },
  'sample.remove': { input: nothing, output: z.strictObject({ clients: z.int() }) }
}

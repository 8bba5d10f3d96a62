import * as z from 'zod'
import { authenticatorFileFormats, unreadableParts } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import type { Reading } from './parser-messages.ts'

const format = z.enum(authenticatorFileFormats)
const part = z.int().min(1).max(100)

const refusals = z.discriminatedUnion('code', [
  z.object({ code: z.literal('imports.password-needed'), params: z.strictObject({ format }) }),
  z.object({ code: z.literal('imports.wrong-password'), params: z.strictObject({ format }) }),
  z.object({ code: z.literal('imports.unknown-format'), params: z.strictObject({}) }),
  z.object({ code: z.literal('imports.unreadable'), params: z.strictObject({ format, part: z.enum(unreadableParts) }) }),
  z.object({ code: z.literal('imports.too-large'), params: z.strictObject({}) }),
  z.object({ code: z.literal('imports.parts-missing'), params: z.strictObject({ missing: z.array(part).min(1).max(100), of: part }) })
])

/** How a reading that gave no file is told. What did not end as expected is `too-large` when it took too much memory, else `unreadable`. */
export function importRefusalOf(reading: Reading): AppError {
  if ('broke' in reading && reading.broke === 'too-much-memory') return new AppError('imports.too-large', {})
  const known = refusals.safeParse('code' in reading ? reading : null)
  if (known.success) return new AppError(known.data.code, known.data.params)
  return new AppError('imports.unreadable', { format: 'unknown', part: 'content' })
}

import * as z from 'zod'

/** Building blocks the feature schemas share. All bounds are here, once. */

/** UUIDv7, lower case. */
export const id = z.uuid({ version: 'v7' })
/** Calendar date without time, ISO 8601 `YYYY-MM-DD`, in the firm's time zone. */
export const calendarDate = z.iso.date()
/** Epoch milliseconds, UTC. */
export const instant = z.int().nonnegative()
/** A single line people typed: trimmed, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'has control characters')
    .transform((text) => text.trim())
export const requiredLine = (max: number) => line(max).refine((text) => text.length > 0, 'is empty')
/** Free text over several lines. */
export const note = z
  .string()
  .max(10_000)
  .transform((text) => text.trim())
/** A secret as typed or scanned, before it is understood. Never trimmed here: what counts as noise depends on the kind. */
export const typedSecret = (max: number) => z.string().min(1).max(max)
export const nothing = z.strictObject({})
export const done = z.strictObject({})

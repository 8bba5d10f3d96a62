import * as z from 'zod'

/** What is built at its first use and then kept. Building every schema of the contract takes longer than a whole call from the command line. */
export function later<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined
  return () => {
    built ??= { value: build() }
    return built.value
  }
}

/** The two schemas of one channel, each built at its first use. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: () => I, output: () => O): { readonly input: I; readonly output: O } {
  const [inputOnce, outputOnce] = [later(input), later(output)]
  return {
    get input() {
      return inputOnce()
    },
    get output() {
      return outputOnce()
    }
  }
}

/** Building blocks the feature schemas share. All bounds are here, once. */

/** UUIDv7, lower case. */
export const id = z.uuid({ version: 'v7' })
/** Calendar date without time, ISO 8601 `YYYY-MM-DD`, in the firm's time zone. */
export const calendarDate = z.iso.date()
/** A date somebody reads off paper: what is computed from it stays a four-digit year. */
export const paperDate = calendarDate.refine((date) => date >= '1900-01-01' && date <= '2199-12-31', 'lies outside 1900 to 2199')
/** A receipt number as printed: spaces and dashes removed, letters A to Z upper case. Its shape is warned about, never refused. */
export const receiptNumber = z
  .string()
  .max(60)
  .transform((text) => text.replace(/[\s\-–—]/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase()))
  .pipe(
    z
      .string()
      .min(1, 'is empty')
      .max(40)
      .regex(/^[^\p{Cc}]*$/u, 'has control characters')
  )
/** Epoch milliseconds, UTC. */
export const instant = z.int().nonnegative()
/** Embeddings, overrides and isolates of the writing direction: in a sentence they would turn what stands beside them. Marks that only hint stay. */
const directing = /[\u202a-\u202e\u2066-\u2069]/g
/** A single line people typed: trimmed, no control characters, nothing that turns the direction of other text. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'has control characters')
    .transform((text) => text.replace(directing, '').trim())
export const requiredLine = (max: number) => line(max).refine((text) => text.length > 0, 'is empty')
/** Free text over several lines. */
export const note = z
  .string()
  .max(10_000)
  .transform((text) => text.trim())
/** A secret as typed or scanned, before it is understood. Never trimmed here: what counts as noise depends on the kind. */
export const typedSecret = (max: number) => z.string().min(1).max(max)
export const nothing = later(() => z.strictObject({}))
export const done = later(() => z.strictObject({}))

import { randomBytes } from 'node:crypto'
import type * as z from 'zod'
import { type Channel, channels, contract, type Envelope, type Output, type Parsed, publicChannels, readingChannels } from '#contract'
import { AppError } from './errors.ts'
import type { Log } from './ports.ts'

/** One handler per channel of a feature; the compiler sees to it that none is missing. */
export type HandlersOf<Feature extends string> = {
  readonly [C in Extract<Channel, `${Feature}.${string}`>]: (input: Parsed<C>) => Promise<Output<C>> | Output<C>
}
export type Handlers = { readonly [C in Channel]: (input: Parsed<C>) => Promise<Output<C>> | Output<C> }

export interface RouterOptions {
  readonly log: Log
  /** Whether the vault is open; asked before every call that is not public. */
  isOpen(): boolean
  /** Whether what is open is a damaged database, for reading: then only `readingChannels` answer. */
  isReadOnly(): boolean
  /** Check every answer against its schema. On in development and tests. */
  readonly checkOutput: boolean
}

/**
 * The one door into the core. Takes anything, answers an envelope, never throws: unknown channel, input that does not fit, locked vault,
 * expected failures by code, and bugs as `internal` with a reference that also stands in the log.
 */
export function createRouter(handlers: Handlers, { log, isOpen, isReadOnly, checkOutput }: RouterOptions) {
  const known = new Set<string>(channels)
  const open = new Set<string>(publicChannels)
  const reading = new Set<string>([...publicChannels, ...readingChannels])

  return async function invoke(channel: unknown, input: unknown): Promise<Envelope<unknown>> {
    try {
      if (typeof channel !== 'string' || !known.has(channel)) {
        throw new AppError('request.unknown-channel', { channel: typeof channel === 'string' ? channel.slice(0, 80) : typeof channel })
      }
      if (!open.has(channel) && !isOpen()) throw new AppError('vault.locked', {})
      if (!reading.has(channel) && isReadOnly()) throw new AppError('vault.read-only', {})
      if (!isPlainData(input)) throw new AppError('request.invalid', { issues: [{ path: '', reason: 'is not plain data' }] })
      const schemas = contract[channel as Channel]
      const parsed = schemas.input.safeParse(input)
      if (!parsed.success) throw new AppError('request.invalid', { issues: issuesOf(parsed.error) })
      const answer: unknown = await (handlers[channel as Channel] as (input: unknown) => unknown)(parsed.data)
      return { ok: true, value: checkOutput ? schemas.output.parse(answer) : answer }
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error: error.toWire() }
      const ref = randomBytes(4).toString('hex')
      log.error('call.failed', error, { channel: String(channel).slice(0, 80), ref })
      return { ok: false, error: { code: 'internal', params: {}, ref } }
    }
  }
}

/** Nesting of the deepest input any call takes, with room to spare. */
const maxDepth = 8

/** Primitives, arrays, plain objects and bytes. A Map, a Date or an Error has fields of its own that a schema would take for the caller's. */
function isPlainData(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol'
  if (value instanceof Uint8Array) return true
  if (depth >= maxDepth) return false
  if (Array.isArray(value)) return value.every((item) => isPlainData(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every((item) => isPlainData(item, depth + 1))
}

/** Where and why input did not fit. Values are left out: they may be secrets. */
function issuesOf(error: z.ZodError): { path: string; reason: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 120),
    reason: issue.code === 'custom' ? issue.message : issue.code === 'invalid_type' ? 'has the wrong type' : issue.code.replaceAll('_', ' ')
  }))
}

import * as z from 'zod'
import { authenticatorBounds } from '#contract/authenticators'
import { authenticatorFileFormats, hashAlgorithms } from '#contract/vocabulary'
import type { AuthenticatorFile } from '../../ports.ts'

/** What the parser process may answer: it has read a file of unknown origin, so nothing of its answer is taken on trust. */

const { minDigits, maxDigits, minPeriodSeconds, maxPeriodSeconds, maxSecretBytes } = authenticatorBounds
const maxExtra = 65_536

const common = {
  issuer: z.string().max(200),
  label: z.string().max(200),
  algorithm: z.string().max(40),
  digits: z.int().min(minDigits).max(maxDigits),
  periodSeconds: z.int().min(minPeriodSeconds).max(maxPeriodSeconds),
  note: z.string().max(2_000),
  extra: z.record(z.string(), z.unknown()).refine((extra) => JSON.stringify(extra).length <= maxExtra)
}
const key = z.instanceof(Uint8Array).refine((bytes) => bytes.length >= 1 && bytes.length <= maxSecretBytes)
const generating = { ...common, algorithm: z.enum(hashAlgorithms), key, remark: z.null() }
const counter = z.int().min(0)

const ReadEntry = z.discriminatedUnion('kind', [
  z.strictObject({ ...generating, kind: z.literal('totp'), counter: z.null() }),
  z.strictObject({ ...generating, kind: z.literal('hotp'), counter }),
  z.strictObject({ ...generating, kind: z.literal('steam'), algorithm: z.literal('SHA1'), counter: z.null() }),
  z.strictObject({
    ...common,
    kind: z.literal('other'),
    counter: counter.nullable(),
    key: key.nullable(),
    remark: z.enum(['kind', 'algorithm', 'digits', 'period', 'counter', 'key', 'no-key', 'address'])
  })
])

const File = z.strictObject({
  format: z.enum(authenticatorFileFormats),
  entries: z.array(ReadEntry).max(20_000),
  leftOut: z.array(z.strictObject({ reason: z.enum(['no-authenticator', 'in-bin']), count: z.int().min(1) })).max(2)
})

/** The answer, or null when it has any other shape. */
export function checkedAuthenticatorFile(value: unknown): AuthenticatorFile | null {
  const read = File.safeParse(value)
  return read.success ? read.data : null
}

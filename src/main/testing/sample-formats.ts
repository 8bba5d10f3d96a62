import type { SampleEntry } from './authenticator-entries.ts'
import { plainSamples, type SampleFormat } from './authenticator-samples.ts'
import { passwordProgramSamples } from './password-program-samples.ts'
import { sealedSamples } from './sealed-samples.ts'

export const sampleFormats: readonly SampleFormat[] = [...plainSamples, ...passwordProgramSamples, ...sealedSamples]

/** The entries a format has a place for, as they come back from it. */
export function heldBy({ holds }: SampleFormat, entries: readonly SampleEntry[]): SampleEntry[] {
  return entries.map((entry) => (holds === undefined ? entry : holds(entry))).filter((entry) => entry !== null)
}

/** Entries to write: those of kinds the format has no place for left out. */
export const writableBy = (format: SampleFormat, entries: readonly SampleEntry[]): SampleEntry[] =>
  entries.filter((entry) => heldBy(format, [entry]).length > 0)

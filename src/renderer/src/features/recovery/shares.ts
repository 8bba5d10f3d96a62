import type { AccessReport, Recoverability } from '#contract'
import { accessReports, recoverabilities } from '#contract/vocabulary'

export interface Share {
  readonly value: Recoverability
  readonly count: number
  /** Where its piece of the bar begins and how long it is, of 1. */
  readonly start: number
  readonly length: number
}

/** The pieces of one stacked bar, in the word list's order; what is not there has no piece. */
export function sharesOf(counts: Readonly<Partial<Record<Recoverability, number>>>): Share[] {
  const total = recoverabilities.reduce((sum, value) => sum + (counts[value] ?? 0), 0)
  const shares: Share[] = []
  let start = 0
  for (const value of recoverabilities) {
    const count = counts[value] ?? 0
    if (count === 0) continue
    const length = count / total
    shares.push({ value, count, start, length })
    start += length
  }
  return shares
}

/** The report an address names, null when there is none of that name. */
export function reportNamed(name: string): AccessReport | null {
  return accessReports.find((report) => report === name) ?? null
}

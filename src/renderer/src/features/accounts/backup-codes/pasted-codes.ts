/** Most codes one set may hold and longest code, as `backupCodes.record` accepts them. */
export const setBounds = { maxCodes: 50, maxLength: 200 } as const

/** Spaces that copying from web pages and PDFs brings along, some of them invisible. */
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g
const listNumber = /^\(?\d{1,2}[.)]\s+(?=\S)/

export interface PastedCodes {
  /** The codes in their order, as printed, each once per mention. */
  readonly codes: readonly string[]
  /** True when every line began with a list number, which was left out. */
  readonly numbersRemoved: boolean
  /** First thing that keeps the set from being saved. */
  readonly problem:
    | { readonly kind: 'missing' }
    | { readonly kind: 'too-many' }
    | { readonly kind: 'too-long'; readonly position: number }
    | { readonly kind: 'duplicate'; readonly code: string }
    | null
}

/**
 * Splits pasted text into backup codes: one per line, or separated by tabs, commas or semicolons (two-column print-outs). Space inside
 * a code stays, since some portals print codes in groups. List numbers ("1.", "2)") go only when every entry has one, because a lone
 * "12. abc" could be part of a code. Case is kept.
 */
export function parsePastedCodes(text: string): PastedCodes {
  const entries = text
    .replace(invisible, '')
    .replace(/\u00a0/g, ' ')
    .split(/[\r\n\t,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const numbersRemoved = entries.length > 1 && entries.every((entry) => listNumber.test(entry))
  const codes = numbersRemoved ? entries.map((entry) => entry.replace(listNumber, '')) : entries
  return { codes, numbersRemoved, problem: findProblem(codes) }
}

function findProblem(codes: readonly string[]): PastedCodes['problem'] {
  if (codes.length === 0) return { kind: 'missing' }
  if (codes.length > setBounds.maxCodes) return { kind: 'too-many' }
  const tooLong = codes.findIndex((code) => code.length > setBounds.maxLength)
  if (tooLong >= 0) return { kind: 'too-long', position: tooLong + 1 }
  const duplicate = codes.find((code, index) => codes.indexOf(code) !== index)
  return duplicate === undefined ? null : { kind: 'duplicate', code: duplicate }
}

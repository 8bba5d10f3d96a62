/** What the parser process is asked to read. Each kind of untrusted input is one member here and one function in read-untrusted.ts. */
export type ParserQuestion =
  | { readonly kind: 'qr-picture'; readonly bytes: Uint8Array }
  | { readonly kind: 'authenticator-file'; readonly bytes: Uint8Array; readonly fileName: string; readonly password: string | null }
  | { readonly kind: 'table-file'; readonly bytes: Uint8Array }
  | { readonly kind: 'migration-texts'; readonly texts: readonly string[] }
export type ParserRequest = ParserQuestion & { readonly id: number }

/** How one reading ended. `value` and `params` were made from untrusted input: whoever asked checks them. */
export type Reading =
  | { readonly value: unknown }
  /** An expected failure by contract code. */
  | { readonly code: string; readonly params: unknown }
  /** It took more memory than allowed, or something nobody expected was thrown. The process has ended or is about to. */
  | { readonly broke: 'too-much-memory' | 'unexpected' }

export interface ParserReply {
  readonly id: number
  readonly reading: Reading
}

export function isParserReply(message: unknown): message is ParserReply {
  if (typeof message !== 'object' || message === null || !('id' in message) || !('reading' in message)) return false
  const { reading } = message
  return typeof reading === 'object' && reading !== null && ('value' in reading || 'code' in reading || 'broke' in reading)
}

/** Memory a reading may take beyond what the process had before it (security.md row 5). */
export const maxGrowthBytes = 300_000_000

export type CanonicalValue = string | number | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue }

/**
 * JSON in one fixed form (the part of RFC 8785 that vault.json needs): keys sorted, no white space, whole numbers, ASCII text without
 * characters that need escaping. Equal values give equal bytes, so the bytes can be MACed.
 */
export function canonicalBytes(value: CanonicalValue): Buffer {
  return Buffer.from(canonicalText(value), 'ascii')
}

function canonicalText(value: CanonicalValue): string {
  if (value === null) return 'null'
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('only whole numbers have a canonical form here')
    return String(value)
  }
  if (typeof value === 'string') {
    if (!/^[ !#-[\]-~]*$/.test(value)) throw new Error('only plain ASCII text has a canonical form here')
    return `"${value}"`
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  const entries = Object.entries(value as Record<string, CanonicalValue>).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${canonicalText(key)}:${canonicalText(inner)}`).join(',')}}`
}

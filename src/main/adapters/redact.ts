/** The last net under the log, not the first: callers pass facts by name and never secrets. Each pattern names what it hides. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/otpauth(-migration)?:\/\/\S*/giu, '[address]'],
  [/-----BEGIN [^-]*-----[\s\S]*?(-----END [^-]*-----|$)/gu, '[pem]'],
  [/[^\s@]+@[^\s@]+\.[^\s@]+/gu, '[e-mail]'],
  [/(?<![\w.])(?:[A-Za-z]:)?(?:[\\/][^\s\\/:"']+){2,}/gu, '[path]'],
  [/\b(?:[A-Z2-7]{16,}|[a-z2-7]{16,})\b/gu, '[key]'],
  [/\b[0-9A-HJKMNP-TV-Z]{8}(?:[ -][0-9A-HJKMNP-TV-Z]{8})+\b/giu, '[kit]'],
  [/(?<![\w.-])\d{3} ?\d{3,7}(?![\w.-])/gu, '[code]']
]

/** `text` without anything shaped like an address, a key, a kit, a code, an e-mail address or a file path; at most 500 characters. */
export function redact(text: string): string {
  return patterns.reduce((left, [pattern, word]) => left.replace(pattern, word), text.slice(0, 2000)).slice(0, 500)
}

/** Controls (ANSI and NUL among them), line and paragraph separators: each becomes a space, so that words stay apart. */
const breaking = /[\p{Cc}\p{Zl}\p{Zp}]/gu
/** Bidi marks, overrides and isolates, zero-width spaces, tags: invisible, and able to make one name look like another. Joiners stay: scripts need them. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Foreign text reduced to what can be seen, on one line, at most `max` characters. Visible characters are kept as they are; markup is not interpreted. */
export function visibleText(text: string, max: number): string {
  const line = text.toWellFormed().replace(breaking, ' ').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  if (line.length <= max) return line
  return [...line].slice(0, max).join('').trim()
}

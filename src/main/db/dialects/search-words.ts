/** Lower case without accents: what sorting, duplicate finding and search compare. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đłøßæœıðþħ’'ʻʼ]/g, (letter) => plainLetters[letter] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters that no normal form takes apart, as people type them: Đào, Łukasz, Søren. Apostrophes go: O'Brien is found as obrien. */
const plainLetters: Readonly<Record<string, string>> = {
  đ: 'd',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
  ħ: 'h'
}

/** The query's words, at most eight of at most forty characters; each must begin a word of the entry. */
export function wordsOf(query: string): string[] {
  return fold(query.slice(0, 200))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0)
    .slice(0, 8)
    .map((word) => word.slice(0, 40))
}

/**
 * Identifiers people type with or without spaces and dashes (receipt, A- and account numbers) in the forms in which they are looked for:
 * as printed, joined, and the digits alone.
 */
export function numberForms(text: string): string[] {
  const joined = text.replace(/[\s\-–—.]/g, '')
  if (!/\d{4}/.test(joined)) return text === '' ? [] : [text]
  const digits = joined.replace(/\D/g, '')
  return [...new Set([text, joined, digits])]
}

/** When the whole query looks like one identifier typed in pieces ("A 123-456-789"), its joined form; else null. */
export function joinedNumber(query: string): string | null {
  const joined = fold(query).replace(/[\s\-–—.]/g, '')
  return /[\s\-–—.]/.test(query.trim()) && /^[a-z]{0,3}\d{4,}$/.test(joined) ? joined.slice(0, 40) : null
}

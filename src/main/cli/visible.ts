/**
 * Data as it may be shown in a terminal: control characters (C0, DEL, C1), line and paragraph separators and the characters that turn the
 * writing direction become visible escapes, so that a client's name can neither move the cursor nor pass for another one.
 */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** JSON in one line whose strings hold no raw control character either (JSON.stringify leaves DEL and C1 as they are). */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

/** Columns a text takes in a terminal, near enough for alignment: combining marks 0, East Asian wide and emoji 2. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
      character
    )
      ? 2
      : 1
  }
  return columns
}

/**
 * The text of a file: UTF-8 or UTF-16 by its mark, UTF-16 without one by its zero bytes, else UTF-8 when it is that, else Windows-1252 (which
 * includes Latin-1). Null when it is no text.
 */
export function textOfFile(bytes: Uint8Array): string | null {
  const text = decoded(bytes)
  return text === null || text.includes('\0') ? null : text
}

function decoded(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return utf16(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return utf16(bytes, 'utf-16be')
  if (first === 0xef && second === 0xbb && third === 0xbf) return utf8(bytes)
  if (bytes.length >= 4 && first !== 0 && second === 0 && third !== 0 && bytes[3] === 0) return utf16(bytes, 'utf-16le')
  if (bytes.length >= 4 && first === 0 && second !== 0 && third === 0 && bytes[3] !== 0) return utf16(bytes, 'utf-16be')
  return utf8(bytes) ?? windows1252(bytes)
}

const utf16 = (bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string => new TextDecoder(encoding).decode(bytes)

export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Control characters that no text has mean that it is none. */
function windows1252(bytes: Uint8Array): string | null {
  const isText = !bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  return isText ? new TextDecoder('windows-1252').decode(bytes) : null
}

const oneEscape = /%[0-9a-f]{2}/i

/**
 * Undoes percent-encoding (RFC 3986 section 2.1) and never throws. A % without two hex digits stays a %; escaped bytes that are not UTF-8 are
 * read as Windows-1252, which is what older generators put there.
 */
export function decodedPercent(text: string): string {
  if (!text.includes('%')) return text
  let decoded = ''
  let bytes: number[] = []
  const flush = () => {
    if (bytes.length > 0) decoded += textOf(Uint8Array.from(bytes))
    bytes = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const three = text[at] === '%' ? text.slice(at, at + 3) : ''
    if (oneEscape.test(three)) {
      bytes.push(Number.parseInt(three.slice(1), 16))
      at += 2
    } else {
      flush()
      decoded += text[at]
    }
  }
  flush()
  return decoded
}

/** As in web forms: + is a space as well. */
export function decodedForm(text: string): string {
  return decodedPercent(text.replaceAll('+', ' '))
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

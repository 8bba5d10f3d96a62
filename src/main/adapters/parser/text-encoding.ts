/** Text of a file in UTF-8, UTF-16 or, where it is neither, Windows-1252, which spreadsheets on Windows still write. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // Without a mark: in UTF-16 every second byte of ordinary text is 0.
  const start = bytes.subarray(0, 512)
  const zeros = (odd: number) => start.filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (start.length >= 4 && zeros(1) > start.length / 4) return new TextDecoder('utf-16le').decode(bytes)
  if (start.length >= 4 && zeros(0) > start.length / 4) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

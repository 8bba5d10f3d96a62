/** Scheme, host in plain letters, then path, query, fragment or the end: no user, no port, nothing that one program reads as host and another does not. */
const plainAddress = /^https:\/\/([a-z0-9.-]+)(?:[/?#]|$)/i

/**
 * The address to open, when it leads to one of `hosts` exactly; null otherwise. The text is read twice, by its letters and by the URL parser, and
 * both must find the same host, so that no browser finds another one.
 */
export function officialAddress(text: string, hosts: ReadonlySet<string>): URL | null {
  const written = plainAddress.exec(text)?.[1]?.toLowerCase()
  const url = URL.parse(text)
  if (written === undefined || url === null) return null
  const isPlain = url.protocol === 'https:' && url.host === written && url.username === '' && url.password === ''
  return isPlain && hosts.has(written) ? url : null
}

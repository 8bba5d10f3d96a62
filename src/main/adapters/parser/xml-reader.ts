import { unreadable } from './table-sheet.ts'

export interface XmlListener {
  /** Names come without their namespace's prefix; `attributes` is the text between name and bracket. */
  open(name: string, attributes: string): void
  text?(text: string): void
  close(name: string): void
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;]{0,12});?/g, (_, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const code = number === null ? null : number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    const character = code === null ? predefined[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    if (character === undefined) throw unreadable('damaged')
    return character
  })
}

/** The value of an attribute, '' when it is missing. */
export function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found === null ? '' : decoded(found[1] ?? found[2] ?? '')
}

const deepest = 64

/**
 * Walks well-formed XML from its beginning to its end. Document types, and with them entities of a file's own, are refused: nothing expands.
 * Throws AppError `imports.table-unreadable`.
 */
export function walkXml(xml: string, listener: XmlListener): void {
  const open: string[] = []
  for (let at = xml.indexOf('<'); at !== -1; ) {
    const end = endOf(xml, at)
    if (xml.startsWith('<![CDATA[', at)) listener.text?.(xml.slice(at + 9, end - 3))
    else if (xml.startsWith('</', at)) {
      const name = bare(xml.slice(at + 2, end - 1).trim())
      if (open.pop() !== name) throw unreadable('damaged')
      listener.close(name)
    } else if (xml[at + 1] === '!' && !xml.startsWith('<!--', at)) throw unreadable('damaged')
    else if (xml[at + 1] !== '?' && xml[at + 1] !== '!') {
      const isEmpty = xml[end - 2] === '/'
      const inside = xml.slice(at + 1, end - (isEmpty ? 2 : 1))
      const cut = inside.search(/\s/)
      const name = bare(cut === -1 ? inside : inside.slice(0, cut))
      listener.open(name, cut === -1 ? '' : inside.slice(cut))
      if (isEmpty) listener.close(name)
      else if (open.push(name) > deepest) throw unreadable('damaged')
    }
    const next = xml.indexOf('<', end)
    if (open.length > 0 && listener.text) {
      const text = xml.slice(end, next === -1 ? xml.length : next)
      if (text !== '') listener.text(decoded(text))
    }
    at = next
  }
  if (open.length > 0) throw unreadable('damaged')
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Behind the bracket that closes what begins at `at`. */
function endOf(xml: string, at: number): number {
  const closing = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : xml[at + 1] === '?' ? '?>' : '>'
  let end = xml.indexOf(closing, at)
  // A bracket inside an attribute's value does not close its element.
  while (closing === '>' && end !== -1 && hasOpenQuote(xml, at, end)) end = xml.indexOf('>', end + 1)
  if (end === -1) throw unreadable('damaged')
  return end + closing.length
}

function hasOpenQuote(xml: string, from: number, to: number): boolean {
  let quote = ''
  for (let at = from; at < to; at += 1) {
    const character = xml[at] as string
    if (quote === '' ? character === '"' || character === "'" : character === quote) quote = quote === '' ? character : ''
  }
  return quote !== ''
}

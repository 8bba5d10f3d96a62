/** An element: its name, its text, and its elements in their order. Attributes are kept, comments and instructions are not. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
}

const maxDepth = 100
const maxElements = 2_000_000

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s<>]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The root element of an XML text; null when it is not well-formed, nests too deeply, or has a document type: entities of its own are never expanded. */
export function xmlTreeOf(text: string): XmlElement | null {
  const root: XmlElement = { name: '', attributes: new Map(), children: [], text: '' }
  const open: XmlElement[] = [root]
  let elements = 0
  let at = 0
  token.lastIndex = 0
  while (at < text.length) {
    token.lastIndex = at
    const match = token.exec(text)
    if (match === null) return null
    at = token.lastIndex
    const inside = open.at(-1)
    if (inside === undefined) return null
    const [whole, data, closing, opening, attributes = '', isEmpty] = match
    if (data !== undefined) inside.text += data
    else if (closing !== undefined) {
      if (open.length < 2 || inside.name !== closing) return null
      open.pop()
    } else if (opening !== undefined) {
      elements += 1
      if (open.length > maxDepth || elements > maxElements) return null
      const element: XmlElement = { name: opening, attributes: attributesOf(attributes), children: [], text: '' }
      inside.children.push(element)
      if (isEmpty === '') open.push(element)
    } else if (!whole.startsWith('<')) {
      const plain = withoutEntities(whole)
      if (plain === null || (open.length === 1 && plain.trim() !== '')) return null
      inside.text += plain
    }
  }
  return open.length === 1 && root.children.length === 1 ? (root.children[0] ?? null) : null
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(attribute)) found.set(name, withoutEntities(double ?? single ?? '') ?? '')
  return found
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML and character numbers; null for any other. */
function withoutEntities(text: string): string | null {
  if (!text.includes('&')) return text
  let isSound = true
  const plain = text.replaceAll(/&([^;&\s]{0,40});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) isSound = false
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    if (number === null) {
      const character = Object.hasOwn(entities, name) ? entities[name] : undefined
      if (character === undefined) isSound = false
      return character ?? ''
    }
    const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    if (code === 0 || code > 0x10ffff) isSound = false
    return isSound ? String.fromCodePoint(code) : ''
  })
  return isSound ? plain : null
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)
export const childText = (element: XmlElement | undefined, name: string): string => childOf(element, name)?.text ?? ''

import type { AuthenticatorFile } from '../../../ports.ts'
import { type Collection, createCollection } from './entries.ts'
import { codesOfEntry } from './keepass-attributes.ts'
import { unreadable } from './refusals.ts'
import { childOf, childText, type XmlElement, xmlTreeOf } from './xml-tree.ts'

/** KeePass 2 XML: KeePassFile, Root, groups of groups and entries; an entry's attributes are String elements. Earlier states (History) are left alone. */
export function readKeepassXml(text: string): AuthenticatorFile {
  const root = xmlTreeOf(text)
  if (root?.name !== 'KeePassFile') throw unreadable('keepass-xml', 'content')
  const meta = childOf(root, 'Meta')
  const bin = childText(meta, 'RecycleBinEnabled') === 'False' ? '' : childText(meta, 'RecycleBinUUID')
  const found = createCollection('keepass-xml')
  const groups = childOf(root, 'Root')?.children.filter(({ name }) => name === 'Group') ?? []
  if (groups.length === 0) throw unreadable('keepass-xml', 'content')
  for (const group of groups) addGroup(group, [], { bin, isInBin: false }, found)
  return found.file()
}

interface BinState {
  /** UUID of the recycle bin as Base64; empty when there is none. */
  readonly bin: string
  readonly isInBin: boolean
}

function addGroup(group: XmlElement, path: readonly string[], { bin, isInBin }: BinState, found: Collection): void {
  // The topmost group is the file itself.
  const here = path.length === 0 ? [''] : [...path, childText(group, 'Name')]
  const state = { bin, isInBin: isInBin || (bin !== '' && childText(group, 'UUID') === bin) }
  for (const child of group.children) {
    if (child.name === 'Group') addGroup(child, here, state, found)
    if (child.name === 'Entry') addEntry(child, here.slice(1).join(' / '), state.isInBin, found)
  }
}

function addEntry(entry: XmlElement, group: string, isInBin: boolean, found: Collection): void {
  const strings = entry.children.filter(({ name }) => name === 'String')
  const attributes = new Map(strings.map((string) => [childText(string, 'Key'), childText(string, 'Value')]))
  const codes = codesOfEntry({ attributes, group })
  if (codes.length === 0) found.leaveOut('no-authenticator')
  else if (isInBin) found.leaveOut('in-bin', codes.length)
  else for (const code of codes) found.add(code)
}

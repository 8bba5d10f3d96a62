import type { Kdbx, KdbxEntry, KdbxGroup } from 'kdbxweb'
import * as loaded from 'kdbxweb'
import { isAppError } from '../../../errors.ts'
import type { AuthenticatorFile } from '../../../ports.ts'
import { argon2Key } from './derivations.ts'
import { type Collection, createCollection } from './entries.ts'
import { codesOfEntry } from './keepass-attributes.ts'
import { passwordFor, unreadable, wrongPassword } from './refusals.ts'

/** Node hands a CommonJS package over as `default`, a bundle as itself. */
const kdbxweb = 'default' in loaded ? (loaded.default as typeof loaded) : loaded

/** Rounds of AES at most; programs take 60,000 to some millions. */
const maxAesRounds = 10_000_000
const maxDepth = 100

export const isKeepassDatabase = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x03 && bytes[1] === 0xd9 && bytes[2] === 0xa2 && bytes[3] === 0x9a

/** A KeePass database of format 3 or 4, opened by its password alone. */
export async function readKeepassDatabase(bytes: Uint8Array, password: string | null): Promise<AuthenticatorFile> {
  const data = Uint8Array.from(bytes).buffer
  refuseCostly(data)
  const typed = passwordFor('keepass', password)
  kdbxweb.CryptoEngine.setArgon2Impl(argon2)
  const credentials = new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(typed))
  let database: Kdbx
  try {
    database = await kdbxweb.Kdbx.load(data, credentials)
  } catch (error) {
    throw refusalOf(error)
  }
  const found = createCollection('keepass')
  const bin = database.meta.recycleBinEnabled ? database.meta.recycleBinUuid?.id : undefined
  for (const group of database.groups) addGroup(group, [], { bin, isInBin: false }, found)
  return found.file()
}

/** Looks at the header before anything is derived from it. */
function refuseCostly(data: ArrayBuffer): void {
  let rounds: unknown
  try {
    const header = kdbxweb.KdbxHeader.read(new kdbxweb.BinaryStream(data), new kdbxweb.KdbxContext({ kdbx: new kdbxweb.Kdbx() }))
    const inDictionary = header.kdfParameters?.get('R')
    rounds = header.keyEncryptionRounds ?? (inDictionary instanceof kdbxweb.Int64 ? numberOf(inDictionary) : inDictionary)
  } catch (error) {
    throw refusalOf(error)
  }
  if (rounds !== undefined && !(typeof rounds === 'number' && rounds <= maxAesRounds)) throw unreadable('keepass', 'key-derivation')
}

function numberOf(value: InstanceType<typeof kdbxweb.Int64>): number {
  return value.hi === 0 ? value.lo : Number.POSITIVE_INFINITY
}

const argon2: Parameters<typeof kdbxweb.CryptoEngine.setArgon2Impl>[0] = async (
  password,
  salt,
  memory,
  iterations,
  length,
  parallelism,
  type,
  version
) => {
  if (length !== 32) throw unreadable('keepass', 'header')
  const costs = { memoryKiB: memory, passes: iterations, lanes: parallelism, kind: type === 0 ? ('d' as const) : ('id' as const), version }
  const key = await argon2Key(new Uint8Array(password), new Uint8Array(salt), costs, 'keepass')
  return Uint8Array.from(key).buffer
}

/** What the package throws, by its code; anything else it throws means a damaged file too. */
function refusalOf(error: unknown): Error {
  if (isAppError(error)) return error
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'InvalidKey') return wrongPassword('keepass')
  if (code === 'InvalidVersion' || code === 'Unsupported') return unreadable('keepass', 'version')
  return unreadable('keepass', code === 'BadSignature' ? 'header' : 'content')
}

interface BinState {
  readonly bin: string | undefined
  readonly isInBin: boolean
}

function addGroup(group: KdbxGroup, path: readonly string[], { bin, isInBin }: BinState, found: Collection): void {
  if (path.length > maxDepth) throw unreadable('keepass', 'content')
  const here = path.length === 0 ? [''] : [...path, group.name ?? '']
  const state = { bin, isInBin: isInBin || (bin !== undefined && group.uuid.id === bin) }
  for (const entry of group.entries) addEntry(entry, here.slice(1).join(' / '), state.isInBin, found)
  for (const child of group.groups) addGroup(child, here, state, found)
}

function addEntry(entry: KdbxEntry, group: string, isInBin: boolean, found: Collection): void {
  const attributes = new Map([...entry.fields].map(([name, value]) => [name, typeof value === 'string' ? value : value.getText()]))
  const codes = codesOfEntry({ attributes, group })
  if (codes.length === 0) found.leaveOut('no-authenticator')
  else if (isInBin) found.leaveOut('in-bin', codes.length)
  else for (const code of codes) found.add(code)
}

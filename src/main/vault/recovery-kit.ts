import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Random } from '../ports.ts'

/**
 * The recovery kit: a 256-bit key a person can print, read aloud and type. Key and a 24-bit checksum make 280 bits = 56 Crockford base32
 * symbols = 8 groups of 7; each group gets one check symbol, so a typing mistake is found in its own group without the vault at hand.
 */

export const groupCount = 8
const dataSymbols = 7
export const groupSymbols = dataSymbols + 1
const keyLength = 32
const checksumLength = 3

/** Crockford base32: no I, L, O (read as 1, 1, 0) and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const symbolValues = new Map([...alphabet].map((symbol, value) => [symbol, value]))

/** Writes `key` (32 bytes) as eight groups. The checksum ties it to this vault. */
export function kitGroupsFromKey(key: Uint8Array, vaultId: string): string[] {
  if (key.length !== keyLength) throw new Error(`a recovery key has ${keyLength} bytes`)
  const payload = Buffer.concat([key, checksum(key, vaultId)])
  const symbols = symbolsFromBytes(payload)
  payload.fill(0)
  return Array.from({ length: groupCount }, (_, index) => {
    const data = symbols.slice(index * dataSymbols, (index + 1) * dataSymbols)
    return [...data, checkSymbol(data, index + 1)].map((value) => alphabet[value]).join('')
  })
}

/**
 * Reads a kit as typed or pasted (also a whole saved kit file): case, spaces and dashes do not matter, O reads as 0, I and L as 1.
 * Throws `vault.wrong-kit` naming the mistyped groups, or no group when all are well-formed but the kit is another vault's.
 * The caller wipes the 32 bytes.
 */
export function keyFromKitText(text: string, vaultId: string): Buffer {
  const groups = splitGroups(text)
  const mistyped = Array.from({ length: groupCount }, (_, index) => index + 1).filter(
    (number) => !isGroupSound(groups[number - 1] ?? '', number)
  )
  if (groups.length > groupCount && mistyped.length === 0) mistyped.push(groupCount)
  if (mistyped.length > 0) throw new AppError('vault.wrong-kit', { groups: mistyped })
  const payload = bytesFromSymbols(groups.flatMap((group) => valuesOf(group).slice(0, dataSymbols)))
  const key = Buffer.from(payload.subarray(0, keyLength))
  const fits = checksum(key, vaultId).equals(payload.subarray(keyLength))
  payload.fill(0)
  if (fits) return key
  key.fill(0)
  throw new AppError('vault.wrong-kit', { groups: [] })
}

/** One spelling for everything people may type for the same symbols. Characters that mean nothing stay, so that they count as mistakes. */
export function normaliseKitSymbols(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]+/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/** Short name of a vault, printed on its kit so that kits are not mixed up. Not a secret. */
export function vaultReferenceOf(vaultId: string): string {
  // The end of the id: its beginning is the time it was made.
  const symbols = vaultId.replaceAll('-', '').slice(-8).toUpperCase()
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

/** Two different group numbers, ascending. Which ones is not a secret; they vary so that both ends of the page get checked. */
export function twoGroups(random: Random): readonly [number, number] {
  const [first = 0, second = 0] = random.bytes(2)
  const one = first % groupCount
  const other = (one + 1 + (second % (groupCount - 1))) % groupCount
  return one < other ? [one + 1, other + 1] : [other + 1, one + 1]
}

/** The page people save or print. Lines `1: …` to `8: …` carry the groups, and are what the command line reads back. */
export function kitText(groups: readonly string[], facts: { vaultReference: string; createdOn: string }): string {
  return [
    'KEYDOCKET RECOVERY KIT',
    '',
    `Vault:    ${facts.vaultReference}`,
    `Made on:  ${facts.createdOn}`,
    '',
    ...groups.map((group, index) => `${index + 1}: ${group}`),
    '',
    'What this is',
    'These eight groups open the Keydocket vault named above when the passphrase is',
    'forgotten. They replace no data: if this computer is lost, a backup of its data',
    'folder is needed as well. Whoever holds this page and a copy of that folder can',
    'open the vault, so treat it like the key to the file room.',
    '',
    'What to do with it',
    '- Print it and keep it away from the computer: a safe, or a bank deposit box.',
    '- If you saved it as a file, print it and then delete the file.',
    '- Never send it by e-mail or chat and never photograph it.',
    '',
    'How to use it',
    'Start Keydocket and choose to open the vault with the recovery kit, then type the',
    'groups in order. Capital or small letters, spaces and dashes do not matter.',
    'The letters I, L, O and U are not used.',
    '',
    'Without this kit and without the passphrase the data is gone. Nobody, including',
    'the makers of Keydocket, can open the vault for you.',
    ''
  ].join('\n')
}

function checksum(key: Uint8Array, vaultId: string): Buffer {
  return createHash('sha256').update(`keydocket-kit-v1|${vaultId}|`).update(key).digest().subarray(0, checksumLength)
}

/** Eight groups as the person separated them, else cuts of eight symbols. */
function splitGroups(text: string): string[] {
  const labelled = [...text.matchAll(/^\s*[1-8]\s*[:.)]\s*(\S+)\s*$/gm)].map((match) => normaliseKitSymbols(match[1] ?? ''))
  if (labelled.length === groupCount) return labelled
  const pieces = text
    .split(/[\s\p{Pd}]+/u)
    .map(normaliseKitSymbols)
    .filter((piece) => piece.length > 0)
  if (pieces.length === groupCount) return pieces
  return normaliseKitSymbols(text).match(/.{1,8}/gsu) ?? []
}

function isGroupSound(group: string, number: number): boolean {
  const values = valuesOf(group)
  return values.length === groupSymbols && !values.includes(-1) && checkSymbol(values.slice(0, dataSymbols), number) === values[dataSymbols]
}

function valuesOf(group: string): number[] {
  return [...group].map((symbol) => symbolValues.get(symbol) ?? -1)
}

/**
 * Check symbol over GF(32): the group number plus each symbol times its own power of a primitive element. Weights 2^1 to 2^7 and 1 for the
 * check itself are all different, so one wrong symbol and two swapped symbols never go unnoticed; nor do groups in the wrong place.
 */
function checkSymbol(data: readonly number[], groupNumber: number): number {
  let sum = groupNumber
  let weight = 1
  for (const value of data) {
    weight = multiply(weight, 2)
    sum ^= multiply(weight, value)
  }
  return sum
}

/** Product in GF(32) modulo x^5 + x^2 + 1, which is primitive: the powers of 2 run through all 31 non-zero elements. */
function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 4; bit >= 0; bit--) {
    product <<= 1
    if (product & 0b100000) product ^= 0b100101
    if ((b >> bit) & 1) product ^= a
  }
  return product
}

function symbolsFromBytes(bytes: Uint8Array): number[] {
  const symbols: number[] = []
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      symbols.push((held >> bits) & 31)
    }
  }
  return symbols
}

function bytesFromSymbols(symbols: readonly number[]): Buffer {
  const bytes = Buffer.alloc((symbols.length * 5) >> 3)
  let held = 0
  let bits = 0
  let length = 0
  for (const symbol of symbols) {
    held = ((held << 5) | symbol) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.writeUInt8((held >> bits) & 0xff, length++)
    }
  }
  return bytes
}

import { createCipheriv, createDecipheriv, createHash, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../errors.ts'
import type { Random } from '../../ports.ts'
import { defaultDerivation, derivationBounds, deriveFromPassphrase, saltBytes } from '../../vault/key-derivation.ts'
import { importKey } from '../../vault/key-schedule.ts'

/**
 * The encrypted archive: a head with the costs and salt of a passphrase of its own, then chunks of one stream, each sealed by AES-256-GCM with its
 * number and whether it is the last (the STREAM construction). docs/export-format.md is the reference.
 */
export const archiveExtension = '.keydocket-export'
export const archiveFormat = 1

const magic = Buffer.from('keydocket-export', 'ascii')
const prefixBytes = 7
const commitmentBytes = 32
const tagBytes = 16
/** Plaintext of every chunk but the last, which may be shorter. */
export const chunkBytes = 65_536
export const headBytes = magic.length + 2 + 4 + 1 + 1 + saltBytes + prefixBytes + commitmentBytes

export type ArchivePart = 'head' | 'content' | 'records'
export const damagedArchive = (part: ArchivePart, cause?: unknown): AppError => new AppError('exports.damaged', { part }, { cause })

interface Keys {
  readonly key: KeyObject
  readonly commitment: Buffer
}

async function keysOf(passphrase: string, costs: { memoryKiB: number; passes: number; lanes: number; salt: Buffer }): Promise<Keys> {
  const stretched = await deriveFromPassphrase(passphrase, { name: 'argon2id', ...costs })
  try {
    const derive = (info: string) => Buffer.from(hkdfSync('sha256', stretched, costs.salt, `keydocket-export/${info}`, 32))
    return { key: importKey(derive('key')), commitment: derive('commitment') }
  } finally {
    stretched.fill(0)
  }
}

const nonceOf = (prefix: Buffer, number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  prefix.copy(nonce)
  nonce.writeUInt32BE(number, prefixBytes)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** Seals what is added; `sealed` takes the head first, then each chunk as it is full. */
export async function createSealing(passphrase: string, random: Random, sealed: (bytes: Buffer) => void) {
  const { memoryKiB, passes, lanes } = defaultDerivation
  const salt = random.bytes(saltBytes)
  const prefix = random.bytes(prefixBytes)
  const { key, commitment } = await keysOf(passphrase, { memoryKiB, passes, lanes, salt })
  const numbers = Buffer.alloc(8)
  numbers.writeUInt16BE(archiveFormat, 0)
  numbers.writeUInt32BE(memoryKiB, 2)
  numbers.writeUInt8(passes, 6)
  numbers.writeUInt8(lanes, 7)
  const head = Buffer.concat([magic, numbers, salt, prefix, commitment])
  const associated = createHash('sha256').update(head).digest()
  sealed(head)
  let waiting: Buffer = Buffer.alloc(0)
  let number = 0

  function seal(chunk: Buffer, isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number, isLast), { authTagLength: tagBytes })
    cipher.setAAD(associated)
    sealed(Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]))
    number += 1
  }

  return {
    add(bytes: Uint8Array): void {
      waiting = Buffer.concat([waiting, bytes])
      let at = 0
      // The last chunk is known by its nonce, so that a full one waits until more follows.
      for (; waiting.length - at > chunkBytes; at += chunkBytes) seal(waiting.subarray(at, at + chunkBytes), false)
      waiting = waiting.subarray(at)
    },
    end(): void {
      seal(waiting, true)
    }
  }
}

export interface ArchiveKey {
  readonly key: KeyObject
  readonly prefix: Buffer
  readonly associated: Buffer
}

/** Throws `exports.not-ours`, `exports.from-newer-version`, `exports.damaged`, `exports.wrong-passphrase`. */
export async function openHead(head: Buffer, passphrase: string): Promise<ArchiveKey> {
  if (!head.subarray(0, magic.length).equals(magic)) throw new AppError('exports.not-ours', {})
  if (head.length < headBytes) throw damagedArchive('head')
  const format = head.readUInt16BE(16)
  if (format > archiveFormat) throw new AppError('exports.from-newer-version', { found: format, supported: archiveFormat })
  const costs = { memoryKiB: head.readUInt32BE(18), passes: head.readUInt8(22), lanes: head.readUInt8(23) }
  const isWithin = (name: keyof typeof costs) => costs[name] >= derivationBounds[name].min && costs[name] <= derivationBounds[name].max
  if (format !== archiveFormat || !isWithin('memoryKiB') || !isWithin('passes') || !isWithin('lanes')) throw damagedArchive('head')
  const salt = head.subarray(24, 24 + saltBytes)
  const prefix = head.subarray(24 + saltBytes, 24 + saltBytes + prefixBytes)
  const { key, commitment } = await keysOf(passphrase, { ...costs, salt })
  // A salt or cost that was altered looks just like another passphrase.
  if (!timingSafeEqual(commitment, head.subarray(headBytes - commitmentBytes, headBytes)))
    throw new AppError('exports.wrong-passphrase', {})
  return { key, prefix, associated: createHash('sha256').update(head.subarray(0, headBytes)).digest() }
}

/** The plaintext, chunk by chunk; throws `exports.damaged` at the first that is not as it was written, where it was written. */
export async function* openChunks(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  { key, prefix, associated }: ArchiveKey
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let number = 0
  const open = (sealed: Buffer, isLast: boolean): Buffer => {
    if (sealed.length < tagBytes || number > 0xffffffff) throw damagedArchive('content')
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, number, isLast), { authTagLength: tagBytes })
      decipher.setAAD(associated).setAuthTag(sealed.subarray(-tagBytes))
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
      number += 1
      return plain
    } catch (cause) {
      throw damagedArchive('content', cause)
    }
  }
  const whole = chunkBytes + tagBytes
  for await (const bytes of chunks) {
    waiting = Buffer.concat([waiting, bytes])
    for (; waiting.length > whole; waiting = waiting.subarray(whole)) yield open(waiting.subarray(0, whole), false)
  }
  yield open(waiting, true)
}

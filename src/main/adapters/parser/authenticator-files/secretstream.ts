import { timingSafeEqual } from 'node:crypto'

/**
 * One message of libsodium's crypto_secretstream_xchacha20poly1305, the first of its stream. ChaCha20 and Poly1305 are those of RFC 8439, HChaCha20
 * that of draft-irtf-cfrg-xchacha: the ciphers of Node take neither raw keystream nor this order of the authenticated parts.
 */

const macBytes = 16
const block = 64

/** The message; null when its tag does not fit, or when it is not there. */
export function openedSecretstream(key: Uint8Array, header: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (key.length !== 32 || header.length !== 24 || sealed.length < 1 + macBytes) return null
  const subkey = hChaCha20(key, header.subarray(0, 16))
  // The counter of the first message, then the rest of the header.
  const nonce = Buffer.concat([Buffer.from([1, 0, 0, 0]), header.subarray(16)])
  const messageBytes = sealed.length - 1 - macBytes
  const tagBlock = Buffer.alloc(block)
  tagBlock[0] = sealed[0] ?? 0
  chaCha20(subkey, nonce, 1, tagBlock)
  // What is authenticated is the tag's block as it was sealed: its first byte is in the file, the others are keystream over zeros.
  tagBlock[0] = sealed[0] ?? 0
  const cipher = Buffer.from(sealed.subarray(1, 1 + messageBytes))
  const padding = Buffer.alloc((16 - block + messageBytes) & 15)
  const lengths = Buffer.alloc(16)
  lengths.writeBigUInt64LE(BigInt(block + messageBytes), 8)
  const oneTimeKey = Buffer.alloc(block)
  chaCha20(subkey, nonce, 0, oneTimeKey)
  const mac = poly1305(oneTimeKey.subarray(0, 32), Buffer.concat([tagBlock, cipher, padding, lengths]))
  const fits = timingSafeEqual(mac, sealed.subarray(-macBytes))
  if (fits) chaCha20(subkey, nonce, 2, cipher)
  subkey.fill(0)
  oneTimeKey.fill(0)
  return fits ? cipher : null
}

const constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]

function wordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true))
}

function hChaCha20(key: Uint8Array, input: Uint8Array): Buffer {
  const state = Uint32Array.from([...constants, ...wordsOf(key), ...wordsOf(input)])
  twentyRounds(state)
  const out = Buffer.alloc(32)
  for (let index = 0; index < 4; index += 1) {
    out.writeUInt32LE(state[index] ?? 0, index * 4)
    out.writeUInt32LE(state[index + 12] ?? 0, index * 4 + 16)
  }
  return out
}

/** Encrypts or decrypts in place (RFC 8439 section 2.4). */
function chaCha20(key: Uint8Array, nonce: Uint8Array, counter: number, data: Uint8Array): void {
  const start = Uint32Array.from([...constants, ...wordsOf(key), counter, ...wordsOf(nonce)])
  const state = new Uint32Array(16)
  const stream = new DataView(new ArrayBuffer(block))
  for (let from = 0; from < data.length; from += block) {
    state.set(start)
    twentyRounds(state)
    for (let index = 0; index < 16; index += 1) stream.setUint32(index * 4, ((state[index] ?? 0) + (start[index] ?? 0)) >>> 0, true)
    const upTo = Math.min(block, data.length - from)
    for (let index = 0; index < upTo; index += 1) data[from + index] = (data[from + index] ?? 0) ^ stream.getUint8(index)
    start[12] = ((start[12] ?? 0) + 1) >>> 0
  }
}

function twentyRounds(state: Uint32Array): void {
  for (let round = 0; round < 10; round += 1) {
    for (let column = 0; column < 4; column += 1) quarterRound(state, column, column + 4, column + 8, column + 12)
    for (let column = 0; column < 4; column += 1)
      quarterRound(state, column, 4 + ((column + 1) & 3), 8 + ((column + 2) & 3), 12 + ((column + 3) & 3))
  }
}

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const step = (to: number, by: number, mixed: number, turn: number) => {
    const sum = ((state[to] ?? 0) + (state[by] ?? 0)) >>> 0
    const turned = (state[mixed] ?? 0) ^ sum
    state[to] = sum
    state[mixed] = (turned << turn) | (turned >>> (32 - turn))
  }
  step(a, b, d, 16)
  step(c, d, b, 12)
  step(a, b, d, 8)
  step(c, d, b, 7)
}

const prime = 2n ** 130n - 5n

/** RFC 8439 section 2.5. */
function poly1305(key: Uint8Array, message: Uint8Array): Buffer {
  const r = littleEndian(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  const s = littleEndian(key.subarray(16, 32))
  let sum = 0n
  for (let from = 0; from < message.length; from += 16) {
    const part = message.subarray(from, from + 16)
    sum = ((sum + littleEndian(part) + (1n << BigInt(8 * part.length))) * r) % prime
  }
  const tag = (sum + s) % 2n ** 128n
  return Buffer.from(tag.toString(16).padStart(32, '0'), 'hex').reverse()
}

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex') || '0'}`)

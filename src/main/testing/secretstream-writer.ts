import { createCipheriv } from 'node:crypto'

/**
 * Writes one message of libsodium's crypto_secretstream_xchacha20poly1305 for samples. ChaCha20 and Poly1305 come from OpenSSL, so that reader and
 * writer share no arithmetic but that of HChaCha20; how both fit libsodium is checked with its own messages in secretstream.test.ts.
 */
export function sealedSecretstream(key: Uint8Array, header: Uint8Array, message: Uint8Array): { header: Buffer; sealed: Buffer } {
  const subkey = hChaCha20(key, header.subarray(0, 16))
  const nonce = Buffer.concat([Buffer.from([1, 0, 0, 0]), header.subarray(16)])
  const keystream = (counter: number, data: Uint8Array): Buffer => {
    const start = Buffer.alloc(16)
    start.writeUInt32LE(counter)
    nonce.copy(start, 4)
    return createCipheriv('chacha20', subkey, start).update(data)
  }
  const tagBlock = Buffer.alloc(64)
  tagBlock[0] = 3
  const sealedTag = keystream(1, tagBlock)
  const sealedMessage = keystream(2, message)
  const lengths = Buffer.alloc(16)
  lengths.writeBigUInt64LE(BigInt(64 + message.length), 8)
  const authenticated = Buffer.concat([sealedTag, sealedMessage, Buffer.alloc((16 - 64 + message.length) & 15), lengths])
  const mac = poly1305(keystream(0, Buffer.alloc(64)).subarray(0, 32), authenticated)
  return { header: Buffer.from(header), sealed: Buffer.concat([sealedTag.subarray(0, 1), sealedMessage, mac]) }
}

/** ChaCha20's last state without the final addition, had by taking that away again from one block of keystream. */
function hChaCha20(key: Uint8Array, input: Uint8Array): Buffer {
  const stream = createCipheriv('chacha20', key, input).update(Buffer.alloc(64))
  const start = Buffer.concat([Buffer.from('expand 32-byte k'), key, input])
  const out = Buffer.alloc(32)
  for (const [to, from] of [0, 4, 8, 12, 48, 52, 56, 60].entries())
    out.writeUInt32LE((stream.readUInt32LE(from) - start.readUInt32LE(from)) >>> 0, to * 4)
  return out
}

/** RFC 8439 section 2.5, in schoolbook arithmetic. */
function poly1305(key: Buffer, message: Buffer): Buffer {
  const number = (bytes: Uint8Array): bigint => [...bytes].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  let sum = 0n
  for (let from = 0; from < message.length; from += 16) {
    const part = message.subarray(from, from + 16)
    sum = ((sum + number(part) + 256n ** BigInt(part.length)) * r) % (2n ** 130n - 5n)
  }
  let rest = (sum + number(key.subarray(16, 32))) % 2n ** 128n
  const mac = Buffer.alloc(16)
  for (let index = 0; index < 16; index += 1) {
    mac[index] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return mac
}

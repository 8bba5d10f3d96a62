import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

/**
 * Known-answer tests of the primitives the vault stands on. A runtime whose answers differ must not touch a vault: what it wrote could
 * not be read elsewhere. Both checks run once per process and keep their verdict.
 */

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

let symmetricWorks = false

/** AES-256-GCM, HKDF and HMAC; below a millisecond. Throws a plain Error: there is nothing a person could do about it. */
export function assertSymmetricWorks(): void {
  if (symmetricWorks) return
  checkAesGcm()
  checkHkdf()
  checkHmac()
  symmetricWorks = true
}

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16: AES-256, 96-bit nonce, associated data. */
function checkAesGcm(): void {
  const key = createSecretKey(hex('feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308'))
  const nonce = hex('cafebabefacedbaddecaf888')
  const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plaintext = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72 1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39'
  )
  const expected = hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa 8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662'
  )
  const expectedTag = hex('76fc6ece0f4e1768cddf8853bb2d551b')
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  expect('AES-256-GCM', ciphertext.equals(expected) && cipher.getAuthTag().equals(expectedTag))

  const flipped = Buffer.from(expectedTag)
  flipped.writeUInt8(flipped.readUInt8(0) ^ 1, 0)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad).setAuthTag(flipped)
  let refused = false
  try {
    decipher.update(ciphertext)
    decipher.final()
  } catch {
    refused = true
  }
  expect('AES-256-GCM tag check', refused)
}

/** RFC 5869 appendix A.1. */
function checkHkdf(): void {
  const okm = hkdfSync('sha256', Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42)
  const expected = hex('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
  expect('HKDF-SHA256', Buffer.from(okm).equals(expected))
}

/** RFC 4231 section 4.3 (test case 2). */
function checkHmac(): void {
  const mac = createHmac('sha256', createSecretKey(Buffer.from('Jefe')))
    .update('what do ya want for nothing?')
    .digest('hex')
  expect('HMAC-SHA256', mac === '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
}

let argon2Verdict: Promise<void> | null = null

/**
 * Argon2id before its first use. The vector is the 256 KiB one of the reference implementation's test.c (version 1.3, 2 passes, 1 lane):
 * the one of RFC 9106 section 5.3 needs associated data, which the package does not take. About a millisecond.
 */
export function assertArgon2Works(): Promise<void> {
  argon2Verdict ??= checkArgon2()
  return argon2Verdict
}

async function checkArgon2(): Promise<void> {
  const answer = await hashRaw('password', {
    algorithm: 2,
    version: 1,
    memoryCost: 256,
    timeCost: 2,
    parallelism: 1,
    salt: Buffer.from('somesalt'),
    outputLen: 32
  })
  expect('Argon2id', answer.toString('hex') === '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe')
}

function expect(primitive: string, holds: boolean): void {
  if (!holds) throw new Error(`self-test failed: ${primitive}`)
}

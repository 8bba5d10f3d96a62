import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  sign,
  verify
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

/**
 * Known-answer tests of the primitives the product stands on, all of which BoringSSL has (Electron's Node stands on it instead of OpenSSL). A
 * runtime whose answers differ must not touch a vault: what it wrote could not be read elsewhere. Each check runs once per process and keeps its
 * verdict.
 */

/** What the checks use of Node; a test hands in some that answer wrongly. */
const primitives = { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, sign, verify }
type Primitives = typeof primitives

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

let symmetricWorks = false

/** AES-256-GCM, HKDF, HMAC and SHA; below a millisecond. Throws a plain Error: there is nothing a person could do about it. */
export function assertSymmetricWorks(): void {
  if (symmetricWorks) return
  checkSymmetric(primitives)
  symmetricWorks = true
}

export function checkSymmetric(given: Primitives): void {
  checkAesGcm(given)
  checkHkdf(given)
  checkHmac(given)
  checkSha(given)
}

let signaturesWork = false

/** Ed25519, with which the activity record is signed. Throws as above. */
export function assertSignaturesWork(): void {
  if (signaturesWork) return
  checkEd25519(primitives)
  signaturesWork = true
}

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16: AES-256, 96-bit nonce, associated data. */
function checkAesGcm({ createCipheriv, createDecipheriv }: Primitives): void {
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
function checkHkdf({ hkdfSync }: Primitives): void {
  const okm = hkdfSync('sha256', Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42)
  const expected = hex('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
  expect('HKDF-SHA256', Buffer.from(okm).equals(expected))
}

/** RFC 4231 section 4.3 (test case 2), and RFC 2202 section 3 (test case 2) for the codes of most portals. */
function checkHmac({ createHmac }: Primitives): void {
  const macs = {
    sha1: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    sha512:
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554 9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737'
  }
  const key = createSecretKey(Buffer.from('Jefe'))
  for (const [name, expected] of Object.entries(macs)) {
    const mac = createHmac(name, key).update('what do ya want for nothing?').digest()
    expect(`HMAC-${name.toUpperCase()}`, mac.equals(hex(expected)))
  }
}

/** FIPS 180-4, the example "abc". */
function checkSha({ createHash }: Primitives): void {
  const digest = createHash('sha256').update('abc').digest('hex')
  expect('SHA-256', digest === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
}

/** RFC 8032 section 7.1, TEST 2. */
export function checkEd25519({ sign, verify }: Primitives): void {
  const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  // The seed in its PKCS #8 wrapping (RFC 8410).
  const privateKey = createPrivateKey({ key: Buffer.concat([hex('302e020100300506032b657004220420'), seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const expected = hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
  )
  const message = hex('72')
  expect('Ed25519', sign(null, message, privateKey).equals(expected) && verify(null, message, publicKey, expected))
  expect('Ed25519 check', !verify(null, hex('73'), publicKey, expected))
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

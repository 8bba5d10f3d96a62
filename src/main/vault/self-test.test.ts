import * as nodeCrypto from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assertArgon2Works, assertSignaturesWork, assertSymmetricWorks, checkEd25519, checkSymmetric } from './self-test.ts'

const right = {
  createCipheriv: nodeCrypto.createCipheriv,
  createDecipheriv: nodeCrypto.createDecipheriv,
  createHash: nodeCrypto.createHash,
  createHmac: nodeCrypto.createHmac,
  hkdfSync: nodeCrypto.hkdfSync,
  sign: nodeCrypto.sign,
  verify: nodeCrypto.verify
}
const unsupported = (): never => {
  throw Object.assign(new Error('unsupported'), { code: 'ERR_OSSL_EVP_UNSUPPORTED' })
}

describe('the self-test', () => {
  it('passes here', async () => {
    assertSymmetricWorks()
    assertSignaturesWork()
    await assertArgon2Works()
  })

  it.each([
    [
      'AES-256-GCM',
      {
        createCipheriv: (...[name, , nonce, options]: unknown[]) =>
          nodeCrypto.createCipheriv(name as 'aes-256-gcm', Buffer.alloc(32), nonce as Buffer, options as { authTagLength: 16 })
      }
    ],
    [
      'HKDF-SHA256',
      { hkdfSync: (_name: string, ...rest: unknown[]) => nodeCrypto.hkdfSync('sha512', ...(rest as [Buffer, Buffer, Buffer, number])) }
    ],
    ['HMAC-SHA1', { createHmac: (_name: string, key: nodeCrypto.KeyObject) => nodeCrypto.createHmac('md5', key) }],
    [
      'HMAC-SHA512',
      { createHmac: (name: string, key: nodeCrypto.KeyObject) => nodeCrypto.createHmac(name === 'sha512' ? 'sha384' : name, key) }
    ],
    ['SHA-256', { createHash: () => nodeCrypto.createHash('sha512-256') }]
  ])('finds a wrong %s', (primitive, wrong) => {
    expect(() => checkSymmetric({ ...right, ...wrong } as never)).toThrow(`self-test failed: ${primitive}`)
  })

  it('finds a decipher that takes any tag, a signature that is another and a check that agrees to everything', () => {
    const careless = {
      ...right,
      createDecipheriv: () => ({ setAAD: () => ({ setAuthTag: () => ({ update: () => {}, final: () => {} }) }) })
    }
    expect(() => checkSymmetric(careless as never)).toThrow('AES-256-GCM tag check')
    expect(() => checkEd25519({ ...right, sign: () => Buffer.alloc(64) } as never)).toThrow('self-test failed: Ed25519')
    expect(() => checkEd25519({ ...right, verify: () => true } as never)).toThrow('self-test failed: Ed25519 check')
  })

  it('passes on a runtime that lacks one on to whoever opens', () => {
    for (const name of Object.keys(right).filter((one) => !['sign', 'verify'].includes(one)))
      expect(() => checkSymmetric({ ...right, [name]: unsupported } as never), name).toThrow('unsupported')
  })
})

describe('the primitives of the product', () => {
  /** What BoringSSL has and the self-test knows an answer of. */
  const known = ['aes-256-gcm', 'sha256', 'ed25519']
  /** The algorithm is a portal's choice among SHA1, SHA256 and SHA512, all of them tested. */
  const chosenElsewhere = ['features/authenticators/verification-code.ts: createHmac(name']
  /** Other programs' choice, for reading their files only. BoringSSL has both. */
  const toReadFiles = ['scrypt(bytes', "createDecipheriv('aes-256-cbc'"].map(
    (call) => `adapters/parser/authenticator-files/derivations.ts: ${call}`
  )
  /** What Aegis opens, for writing its files only. */
  const toWriteFiles = ['features/exports/authenticator-formats.ts: scryptSync(passphrase']

  it('are only those that BoringSSL has', () => {
    const root = new URL('..', import.meta.url).pathname
    const call =
      /\b(createCipheriv|createDecipheriv|createHash|createHmac|hkdf(?:Sync)?|generateKeyPair(?:Sync)?|createSign|createVerify|scrypt(?:Sync)?|pbkdf2(?:Sync)?|createECDH|createDiffieHellman|argon2(?:Sync)?|hash)\((?!\))('([\w-]+)'|\w+)/g
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\/|^vault\/self-test/.test(file))
      .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))
      .filter(({ text }) => text.includes("from 'node:crypto'"))
      .flatMap(({ file, text }) =>
        [...text.matchAll(call)].map(([, name, argument, literal]) => ({ where: `${file}: ${name}(${argument}`, literal }))
      )
    expect(found.length).toBeGreaterThan(12)
    expect(
      found.filter(
        ({ where, literal }) =>
          ![...toReadFiles, ...toWriteFiles].includes(where) &&
          !(literal === undefined ? chosenElsewhere.includes(where) : known.includes(literal))
      )
    ).toEqual([])
  })
})

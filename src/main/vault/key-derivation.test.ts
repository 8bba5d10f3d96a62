import { argon2id } from 'hash-wasm'
import { describe, expect, it } from 'vitest'
import { defaultDerivation, deriveFromPassphrase } from './key-derivation.ts'
import { assertArgon2Works, assertSymmetricWorks } from './self-test.ts'

const derivation = (salt: string, costs = {}) => ({
  name: 'argon2id' as const,
  ...defaultDerivation,
  ...costs,
  salt: Buffer.from(salt, 'hex')
})

describe('passphrase derivation', () => {
  it.each([
    ['correct horse battery staple', '000102030405060708090a0b0c0d0e0f', {}],
    ['Grüße aus Köln – 日本語 🔑', 'ffffffffffffffffffffffffffffffff', {}],
    ['another one, other costs', '0f0e0d0c0b0a09080706050403020100', { passes: 2, lanes: 1 }]
  ])('equals an independent Argon2id for "%s"', async (passphrase, salt, costs) => {
    const ours = await deriveFromPassphrase(passphrase, derivation(salt, costs))
    const { memoryKiB, passes, lanes } = { ...defaultDerivation, ...costs }
    const theirs = await argon2id({
      password: Buffer.from(passphrase.normalize('NFKC')),
      salt: Buffer.from(salt, 'hex'),
      memorySize: memoryKiB,
      iterations: passes,
      parallelism: lanes,
      hashLength: 32,
      outputType: 'hex'
    })
    expect(ours.toString('hex')).toBe(theirs)
  })

  it('reads the same passphrase from every way of typing it', async () => {
    const [composed, decomposed] = ['caf\u00e9 with \ufb01ne text', 'cafe\u0301 with fine text']
    const salt = '000102030405060708090a0b0c0d0e0f'
    const keys = await Promise.all([composed, decomposed].map((text) => deriveFromPassphrase(text, derivation(salt))))
    expect(keys[0]?.equals(keys[1] as Buffer)).toBe(true)
  })

  it('passes its known-answer tests here', async () => {
    assertSymmetricWorks()
    await assertArgon2Works()
  })
})

import { expect, it } from 'vitest'
import { sealedSecretstream } from '../../../testing/secretstream-writer.ts'
import { openedSecretstream } from './secretstream.ts'

/** Messages libsodium 1.0.20 made under the key 00 01 … 1f, each the first and last of its stream: header, sealed, message. */
const messages = [
  ['adbeaa11d7354eeb7d6d9fbf6bca17357cf23786c92eab33', '0f5c396e55a1d172f50372558cd499dbac', ''],
  [
    '487654d56d0544df8e7bd75d0281127596bb4f1e981eda1f',
    'a7711e31cb714e9ac3c2ee86a225ee21cacc3b8c051af3f74397cd10112015f3ae70ce9fd4bb14d4aed74bb776ed4dc4696fd626bc10960ed6790b68c636a09caf8259dfa8a04a04ee',
    Buffer.from('otpauth://totp/USCIS:a@b.example?secret=JBSWY3DPEHPK3PXP').toString('hex')
  ],
  [
    '08e40960559da3fafc721d4cbe0fe6a1423e7bf0070bceca',
    'a05eb15a1dd1993a2ae0cc85c1155fc756aa234ba9d5f7ddd2306e8e7dcfff7bc8132062929583b70c402db96166cd64b3bcaf59f21ad4734b1d26df2be69af0faaa780798510b553d1df3e8debc8c6842304f44fbf7d7adfd01c14e8a8e22bc01fe3747cf421f4b8f9923c906ca1582a98357eeaff280fb92c0f67d03e41f1dbd9c31061b4acedad80c72d6c29987a298de90247280c966b58fa0dd1e334017237486317f91eb6435d7a2d7572d2f6d165591b0a8611114502444db161a09b667d796976bc53ad09c5fb596ce912bc908a6473ab27a83a180',
    Buffer.from(Array.from({ length: 200 }, (_, index) => index % 251)).toString('hex')
  ]
] as const
const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index))
const hex = (text: string): Buffer => Buffer.from(text, 'hex')

it('opens what libsodium sealed', () => {
  for (const [header, sealed, message] of messages) expect(openedSecretstream(key, hex(header), hex(sealed))?.toString('hex')).toBe(message)
})

it('opens nothing that differs by one bit, or was cut', () => {
  const [header, sealed] = [hex(messages[1][0]), hex(messages[1][1])]
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const altered = Buffer.from(sealed)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(openedSecretstream(key, header, altered)).toBeNull()
  }
  for (let length = 0; length < sealed.length; length += 1) expect(openedSecretstream(key, header, sealed.subarray(0, length))).toBeNull()
})

it('opens messages of every length from another writer', () => {
  for (let length = 0; length < 200; length += 1) {
    const message = Buffer.alloc(length, length)
    const { header, sealed } = sealedSecretstream(key, hex(messages[0][0]), message)
    expect(openedSecretstream(key, header, sealed)).toEqual(message)
  }
})

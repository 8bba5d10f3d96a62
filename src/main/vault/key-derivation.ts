import { hashRaw } from '@node-rs/argon2'
import { assertArgon2Works } from './self-test.ts'

/** Argon2id parameters as they stand in a passphrase slot. */
export interface PassphraseDerivation {
  readonly name: 'argon2id'
  /** Memory in KiB. */
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
  readonly salt: Buffer
}

/** RFC 9106 section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
export const defaultDerivation = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 } as const

/** Enforced on every read: less would be a downgrade by whoever can write the file, more would be a way to exhaust this computer. */
export const derivationBounds = {
  memoryKiB: { min: 64 * 1024, max: 1024 * 1024 },
  passes: { min: 2, max: 10 },
  lanes: { min: 1, max: 8 }
} as const

export const saltBytes = 16

/**
 * Argon2id version 1.3 over the NFKC form of the passphrase in UTF-8. 32 bytes; the caller wipes them. Runs off the main thread.
 * The parameters must already be within `derivationBounds`.
 */
export async function deriveFromPassphrase(passphrase: string, derivation: PassphraseDerivation): Promise<Buffer> {
  await assertArgon2Works()
  const text = Buffer.from(passphrase.normalize('NFKC'), 'utf8')
  try {
    return await hashRaw(text, { ...argon2id, ...costs(derivation), salt: derivation.salt, outputLen: 32 })
  } finally {
    text.fill(0)
  }
}

/** The package declares its enums `const` and ambient, which type stripping cannot inline: Argon2id is 2, version 1.3 is 1. */
const argon2id = { algorithm: 2, version: 1 } as const

function costs({ memoryKiB, passes, lanes }: PassphraseDerivation) {
  return { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }
}

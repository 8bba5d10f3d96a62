import type { PassphraseStrength } from '#contract'
import { passphraseWeaknesses } from '../../api/error-text.ts'
import { setupText } from '../../text/vault.ts'

export type Problems = Partial<Record<'memberName' | 'passphrase' | 'retyped', string>>

interface Typed {
  readonly memberName: string
  readonly passphrase: string
  readonly retyped: string
}

/** What is wrong, all at once: a passphrase that will not be accepted, too, as far as it has been measured. */
export function problemsOf({ memberName, passphrase, retyped }: Typed, strength: PassphraseStrength | null): Problems {
  const words = setupText.passphrase
  return {
    ...(memberName.trim() === '' ? { memberName: words.nameMissing } : {}),
    ...(passphrase === ''
      ? { passphrase: words.missing }
      : strength?.weakness
        ? { passphrase: passphraseWeaknesses[strength.weakness] }
        : {}),
    ...(passphrase !== retyped ? { retyped: words.mismatch } : {})
  }
}

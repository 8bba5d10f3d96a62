import { setupText } from '../../text/vault.ts'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { StrengthMeter, usePassphraseStrength } from './StrengthMeter.tsx'

/** A passphrase being chosen, and what is wrong with it so far. */
export interface NewPassphrase {
  readonly passphrase: string
  readonly retyped: string
}
export type NewPassphraseProblems = Partial<Record<keyof NewPassphrase, string>>

export const noPassphrase: NewPassphrase = { passphrase: '', retyped: '' }

/** What can be seen without main: nothing typed, or typed differently the second time. */
export function newPassphraseProblems({ passphrase, retyped }: NewPassphrase): NewPassphraseProblems {
  const words = setupText.passphrase
  return {
    ...(passphrase === '' ? { passphrase: words.missing } : {}),
    ...(passphrase !== retyped ? { retyped: words.mismatch } : {})
  }
}

interface NewPassphraseFieldsProps {
  readonly value: NewPassphrase
  readonly problems: NewPassphraseProblems
  readonly onChange: (value: NewPassphrase) => void
  readonly autoFocus?: boolean
}

/** A new passphrase, how hard it is to guess, and the same again. */
export function NewPassphraseFields({ value, problems, onChange, autoFocus = false }: NewPassphraseFieldsProps) {
  const words = setupText.passphrase
  const strength = usePassphraseStrength(value.passphrase)
  return (
    <>
      <PassphraseField
        label={words.newPassphrase}
        errorMessage={problems.passphrase}
        value={value.passphrase}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
        autoFocus={autoFocus}
        isRequired
      />
      <StrengthMeter strength={strength} />
      <PassphraseField
        label={words.newRetype}
        errorMessage={problems.retyped}
        value={value.retyped}
        onChange={(retyped) => onChange({ ...value, retyped })}
        isRequired
      />
    </>
  )
}

import { type FormEvent, useState } from 'react'
import type { RecoveryKit } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { errorText, passphraseWeaknesses } from '../../api/error-text.ts'
import { StrengthMeter, usePassphraseStrength } from '../../app/kit/StrengthMeter.tsx'
import { setupText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type Problems, problemsOf } from './passphrase-problems.ts'
import css from './Setup.module.css'

/** What is typed in this step; kept by the screen so that going back does not lose it. */
export interface PassphraseDraft {
  readonly memberName: string
  readonly passphrase: string
  readonly retyped: string
  readonly useKeychain: boolean
}

/** Whether this computer's keychain may open the vault too, and if not, why. */
export type KeychainOffer = 'available' | 'missing' | 'forbidden'

interface PassphraseStepProps {
  readonly draft: PassphraseDraft
  readonly keychain: KeychainOffer
  readonly onDraft: (draft: PassphraseDraft) => void
  readonly onBack: () => void
  readonly onKit: (kit: RecoveryKit) => void
}

/** Name, passphrase twice, and whether the keychain opens the vault too. */
export function PassphraseStep({ draft, keychain, onDraft, onBack, onKit }: PassphraseStepProps) {
  const client = useClient()
  const words = setupText.passphrase
  const strength = usePassphraseStrength(draft.passphrase)
  const [problems, setProblems] = useState<Problems>({})
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)

  const change = (part: Partial<PassphraseDraft>): void => {
    onDraft({ ...draft, ...part })
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))))
  }

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    const found = problemsOf(draft, strength)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setPending(true)
    setError(null)
    try {
      onKit(
        await client.vault.begin({
          passphrase: draft.passphrase,
          memberName: draft.memberName,
          useKeychain: draft.useKeychain && keychain === 'available'
        })
      )
    } catch (problem) {
      if (isApiError(problem, 'vault.weak-passphrase')) setProblems({ passphrase: passphraseWeaknesses[problem.params.reason] })
      else setError(problem)
    } finally {
      setPending(false)
    }
  }

  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={words.name}
        description={words.nameNote}
        errorMessage={problems.memberName}
        value={draft.memberName}
        onChange={(memberName) => change({ memberName })}
        // The computer's user name is a suggestion: typing replaces it.
        onFocus={(event) => (event.target as HTMLInputElement).select?.()}
        maxLength={120}
        isRequired
        autoFocus
      />
      <PassphraseField
        label={words.passphrase}
        errorMessage={problems.passphrase}
        value={draft.passphrase}
        onChange={(passphrase) => change({ passphrase })}
        isRequired
      />
      <StrengthMeter strength={strength} />
      <PassphraseField
        label={words.retype}
        errorMessage={problems.retyped}
        value={draft.retyped}
        onChange={(retyped) => change({ retyped })}
        isRequired
      />
      <CheckboxField
        label={words.keychain}
        description={words.keychainOffer[keychain]}
        isSelected={draft.useKeychain && keychain === 'available'}
        isDisabled={keychain !== 'available'}
        onChange={(useKeychain) => change({ useKeychain })}
      />
      {error !== null && (
        <Notice tone="bad" title={errorText(error).title}>
          {errorText(error).body}
        </Notice>
      )}
      <div className={css.actions}>
        <Button onPress={onBack}>{setupText.back}</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {setupText.next}
        </Button>
      </div>
    </form>
  )
}

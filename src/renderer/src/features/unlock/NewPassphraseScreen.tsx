import { type FormEvent, useState } from 'react'
import type { VaultStatus } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { passphraseWeaknesses } from '../../api/error-text.ts'
import { NewPassphraseFields, type NewPassphraseProblems, newPassphraseProblems, noPassphrase } from '../../app/kit/NewPassphraseFields.tsx'
import { Problem } from '../../app/Problem.tsx'
import { frameText } from '../../text/frame.ts'
import { newPassphraseText } from '../../text/security.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Unlock.module.css'

interface NewPassphraseScreenProps {
  readonly below?: string | undefined
  readonly onChosen: (status: VaultStatus) => void
  readonly onSkip: () => void
}

/** After the recovery kit opened the vault: the moment to replace a forgotten passphrase. */
export function NewPassphraseScreen({ below, onChosen, onSkip }: NewPassphraseScreenProps) {
  const client = useClient()
  const [chosen, setChosen] = useState(noPassphrase)
  const [problems, setProblems] = useState<NewPassphraseProblems>({})
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    const found = newPassphraseProblems(chosen)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setPending(true)
    setError(null)
    try {
      const status = await client.vault.changePassphrase({ proof: null, next: chosen.passphrase })
      showToast({ tone: 'good', text: newPassphraseText.done })
      onChosen(status)
    } catch (problem) {
      if (isApiError(problem, 'vault.weak-passphrase')) setProblems({ passphrase: passphraseWeaknesses[problem.params.reason] })
      else setError(problem)
    } finally {
      setPending(false)
    }
  }

  return (
    <CardPage brand={frameText.product} title={newPassphraseText.title} lead={newPassphraseText.lead} below={below}>
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        <NewPassphraseFields
          value={chosen}
          problems={problems}
          onChange={(value) => {
            setChosen(value)
            setProblems({})
          }}
          autoFocus
        />
        <Problem error={error} />
        <div className={css.stack}>
          <Button type="submit" variant="primary" isPending={isPending}>
            {newPassphraseText.submit}
          </Button>
          <Button variant="quiet" onPress={onSkip}>
            {newPassphraseText.skip}
          </Button>
        </div>
      </form>
    </CardPage>
  )
}

import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { VaultStatus } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { restoreText } from '../../text/backup.ts'
import { unlockText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import css from './Unlock.module.css'

interface PassphraseFormProps {
  readonly takesFocus: boolean
  /** Whether this is the main way in here, which decides the weight of its button. */
  readonly isMain: boolean
  readonly onVaultOpen: (status: VaultStatus) => void
  readonly onUseKit: () => void
  readonly onRestore: () => void
}

export function PassphraseForm({ takesFocus, isMain, onVaultOpen, onUseKit, onRestore }: PassphraseFormProps) {
  const client = useClient()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)
  useEffect(() => {
    if (takesFocus) input.current?.focus()
  }, [takesFocus])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    if (passphrase === '') {
      setProblem(unlockText.missing)
      return
    }
    setPending(true)
    setProblem(undefined)
    setError(null)
    try {
      onVaultOpen(await client.vault.unlockWithPassphrase({ passphrase }))
    } catch (reason) {
      if (isApiError(reason, 'vault.wrong-passphrase')) {
        const { title, body } = errorText(reason)
        setProblem(`${title}. ${body}`)
        input.current?.select()
      } else setError(reason)
    } finally {
      setPending(false)
    }
  }

  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <PassphraseField
        label={unlockText.passphrase}
        value={passphrase}
        onChange={(text) => {
          setPassphrase(text)
          setProblem(undefined)
        }}
        errorMessage={problem}
        inputRef={input}
      />
      {error !== null && (
        <Notice tone="bad" title={errorText(error).title}>
          {errorText(error).body}
        </Notice>
      )}
      <div className={css.stack}>
        <Button type="submit" variant={isMain ? 'primary' : 'secondary'} isPending={isPending}>
          {unlockText.unlock}
        </Button>
        <Button variant="quiet" onPress={onUseKit}>
          {unlockText.useKit}
        </Button>
        <Button variant="quiet" onPress={onRestore}>
          {restoreText.action}
        </Button>
      </div>
    </form>
  )
}

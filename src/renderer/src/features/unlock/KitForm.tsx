import { type FormEvent, useState } from 'react'
import type { VaultStatus } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { unlockText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Unlock.module.css'

interface KitFormProps {
  readonly onVaultOpen: (status: VaultStatus) => void
  readonly onBack: () => void
}

/** The eight groups in one field, so that they can be typed or pasted as they stand. */
export function KitForm({ onVaultOpen, onBack }: KitFormProps) {
  const client = useClient()
  const [kit, setKit] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    if (kit.trim() === '') {
      setProblem(unlockText.kitMissing)
      return
    }
    setPending(true)
    setProblem(undefined)
    setError(null)
    try {
      onVaultOpen(await client.vault.unlockWithKit({ kit }))
    } catch (reason) {
      if (isApiError(reason, 'vault.wrong-kit')) {
        const { title, body } = errorText(reason)
        setProblem(`${title}. ${body}`)
      } else setError(reason)
    } finally {
      setPending(false)
    }
  }

  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={unlockText.kit}
        description={unlockText.kitNote}
        errorMessage={problem}
        mono
        multiline
        rows={3}
        value={kit}
        onChange={(text) => {
          setKit(text)
          setProblem(undefined)
        }}
        maxLength={1024}
        autoComplete="off"
        autoFocus
      />
      {error !== null && (
        <Notice tone="bad" title={errorText(error).title}>
          {errorText(error).body}
        </Notice>
      )}
      <div className={css.stack}>
        <Button type="submit" variant="primary" isPending={isPending}>
          {unlockText.unlock}
        </Button>
        <Button variant="quiet" onPress={onBack}>
          {unlockText.usePassphrase}
        </Button>
      </div>
    </form>
  )
}

import { useId, useState } from 'react'
import type { VaultStatus } from '#contract'
import { isApiError } from '../../../api/client.ts'
import { useClient } from '../../../api/context.tsx'
import { errorText, passphraseWeaknesses } from '../../../api/error-text.ts'
import {
  NewPassphraseFields,
  type NewPassphraseProblems,
  newPassphraseProblems,
  noPassphrase
} from '../../../app/kit/NewPassphraseFields.tsx'
import { Problem } from '../../../app/Problem.tsx'
import { securityText } from '../../../text/security.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { PresentPassphrase, usePresentPassphrase } from './PresentPassphrase.tsx'
import css from './Security.module.css'
import { useSubmit } from './use-submit.ts'

interface PassphraseDialogProps {
  readonly onChanged: (status: VaultStatus) => void
  readonly onClose: () => void
}

/** A new passphrase, proved by the present one or by the recovery kit. */
export function PassphraseDialog({ onChanged, onClose }: PassphraseDialogProps) {
  const client = useClient()
  const words = securityText.passphrase
  const id = useId()
  const present = usePresentPassphrase()
  const [kit, setKit] = useState<string | null>(null)
  const [kitProblem, setKitProblem] = useState<string | undefined>(undefined)
  const [chosen, setChosen] = useState(noPassphrase)
  const [problems, setProblems] = useState<NewPassphraseProblems>({})

  const takes = (error: unknown): boolean => {
    if (isApiError(error, 'vault.weak-passphrase')) {
      setProblems({ passphrase: passphraseWeaknesses[error.params.reason] })
      return true
    }
    if (isApiError(error, 'vault.wrong-kit')) {
      const { title, body } = errorText(error)
      setKitProblem(`${title}. ${body}`)
      return true
    }
    return present.takes(error)
  }
  const { isPending, error, onSubmit } = useSubmit(async () => {
    const found = newPassphraseProblems(chosen)
    setProblems(found)
    if (kit?.trim() === '') setKitProblem(securityText.kitMissing)
    const hasProof = kit === null ? present.isThere() : kit.trim() !== ''
    if (!hasProof || Object.keys(found).length > 0) return
    const proof = kit === null ? { passphrase: present.value } : { kit }
    onChanged(await client.vault.changePassphrase({ proof, next: chosen.passphrase }))
  }, takes)

  return (
    <Dialog
      isOpen
      title={words.dialog}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{securityText.cancel}</Button>
          <Button variant="primary" type="submit" form={id} isPending={isPending}>
            {words.submit}
          </Button>
        </>
      }
    >
      <form id={id} className={css.form} noValidate onSubmit={onSubmit}>
        <p>{words.explain}</p>
        <Problem error={error} />
        {kit === null ? (
          <PresentPassphrase {...present.field} />
        ) : (
          <TextField
            label={securityText.kit}
            description={securityText.kitNote}
            errorMessage={kitProblem}
            mono
            multiline
            rows={3}
            value={kit}
            onChange={(text) => {
              setKit(text)
              setKitProblem(undefined)
            }}
            maxLength={1024}
            autoComplete="off"
            autoFocus
          />
        )}
        <div>
          <Button variant="quiet" size="small" onPress={() => setKit(kit === null ? '' : null)}>
            {kit === null ? securityText.useKit : securityText.usePassphrase}
          </Button>
        </div>
        <NewPassphraseFields
          value={chosen}
          problems={problems}
          onChange={(value) => {
            setChosen(value)
            setProblems({})
          }}
        />
      </form>
    </Dialog>
  )
}

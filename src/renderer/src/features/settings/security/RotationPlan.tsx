import { useId, useState } from 'react'
import type { RecoveryKit, RotationReason } from '#contract'
import { rotationReasons } from '#contract/vocabulary'
import { isApiError } from '../../../api/client.ts'
import { useClient } from '../../../api/context.tsx'
import { passphraseWeaknesses } from '../../../api/error-text.ts'
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
import { RadioField } from '../../../ui/RadioField.tsx'
import { PresentPassphrase, usePresentPassphrase } from './PresentPassphrase.tsx'
import css from './Security.module.css'
import { useSubmit } from './use-submit.ts'

interface RotationPlanProps {
  readonly onKit: (kit: RecoveryKit) => void
  readonly onClose: () => void
}

const words = securityText.rotation
const passphraseChoices = ['next', 'keep'] as const

/** Says what replacing the keys does, and asks why, for the passphrase, and whether it stays. */
export function RotationPlan({ onKit, onClose }: RotationPlanProps) {
  const client = useClient()
  const id = useId()
  const present = usePresentPassphrase()
  const [reason, setReason] = useState<RotationReason | null>(null)
  const [reasonProblem, setReasonProblem] = useState<string | undefined>(undefined)
  const [choice, setChoice] = useState<(typeof passphraseChoices)[number]>('next')
  const [chosen, setChosen] = useState(noPassphrase)
  const [problems, setProblems] = useState<NewPassphraseProblems>({})

  const takes = (error: unknown): boolean => {
    if (!isApiError(error, 'vault.weak-passphrase')) return present.takes(error)
    setProblems({ passphrase: passphraseWeaknesses[error.params.reason] })
    return true
  }
  const { isPending, error, onSubmit } = useSubmit(async () => {
    const found = choice === 'next' ? newPassphraseProblems(chosen) : {}
    setProblems(found)
    if (reason === null) setReasonProblem(words.reasonMissing)
    if (!present.isThere() || reason === null || Object.keys(found).length > 0) return
    const next = choice === 'next' ? chosen.passphrase : null
    onKit(await client.vault.prepareRotation({ passphrase: present.value, next, reason }))
  }, takes)

  return (
    <Dialog
      isOpen
      size="large"
      title={words.dialog}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{securityText.cancel}</Button>
          <Button variant="primary" type="submit" form={id} isPending={isPending}>
            {securityText.next}
          </Button>
        </>
      }
    >
      <form id={id} className={css.form} noValidate onSubmit={onSubmit}>
        <ul className={css.what}>
          {words.what.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Problem error={error} />
        <RadioField
          label={words.reason}
          errorMessage={reasonProblem}
          options={rotationReasons.map((one) => ({ id: one, name: words.reasons[one] }))}
          value={reason}
          onChange={(value) => {
            setReason(value)
            setReasonProblem(undefined)
          }}
          isRequired
          isInline
        />
        <PresentPassphrase {...present.field} />
        <RadioField
          label={words.keep}
          options={passphraseChoices.map((one) => ({ id: one, name: words.choices[one], description: words.choiceNotes[one] }))}
          value={choice}
          onChange={(value) => {
            setChoice(value)
            setProblems({})
          }}
        />
        {choice === 'next' && (
          <NewPassphraseFields
            value={chosen}
            problems={problems}
            onChange={(value) => {
              setChosen(value)
              setProblems({})
            }}
          />
        )}
      </form>
    </Dialog>
  )
}

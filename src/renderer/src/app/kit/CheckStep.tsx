import { type FormEvent, useState } from 'react'
import type { RecoveryKit } from '#contract'
import { isApiError } from '../../api/client.ts'
import { errorText } from '../../api/error-text.ts'
import { setupText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Kit.module.css'

interface CheckStepProps {
  /** 1-based numbers of the two groups to retype. */
  readonly asked: RecoveryKit['confirm']
  readonly confirmLabel?: string
  readonly onBack: () => void
  /** Hands the groups on. Rejects with `vault.kit-not-confirmed` when they do not fit, which is shown beside them. */
  readonly onConfirm: (groups: [string, string]) => Promise<void>
}

/** Two groups retyped from the paper; only then does anything rely on the kit. */
export function CheckStep({ asked, confirmLabel = setupText.check.finish, onBack, onConfirm }: CheckStepProps) {
  const words = setupText.check
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [problems, setProblems] = useState<readonly [string | undefined, string | undefined]>([undefined, undefined])
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)

  const change = (place: 0 | 1, value: string): void => {
    setTyped(place === 0 ? [value, typed[1]] : [typed[0], value])
    setProblems(place === 0 ? [undefined, problems[1]] : [problems[0], undefined])
  }

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    const missing = (value: string): string | undefined => (value.trim() === '' ? words.missing : undefined)
    setProblems([missing(typed[0]), missing(typed[1])])
    if (typed.some((value) => value.trim() === '')) return
    setPending(true)
    setError(null)
    try {
      await onConfirm([typed[0], typed[1]])
    } catch (problem) {
      if (isApiError(problem, 'vault.kit-not-confirmed')) {
        const { groups } = problem.params
        const wrong = (number: number): string | undefined => (groups.includes(number) ? words.wrong : undefined)
        setProblems([wrong(asked[0]), wrong(asked[1])])
      } else setError(problem)
    } finally {
      setPending(false)
    }
  }

  const field = (place: 0 | 1) => (
    <TextField
      label={words.group(asked[place])}
      mono
      value={typed[place]}
      onChange={(value) => change(place, value)}
      errorMessage={problems[place]}
      maxLength={64}
      autoComplete="off"
      autoFocus={place === 0}
      isRequired
    />
  )
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={css.pair}>
        {field(0)}
        {field(1)}
      </div>
      <p className={css.weakness}>{words.note}</p>
      {error !== null && (
        <Notice tone="bad" title={errorText(error).title}>
          {errorText(error).body}
        </Notice>
      )}
      <div className={css.actions}>
        <Button onPress={onBack}>{setupText.back}</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  )
}

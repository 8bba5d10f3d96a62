import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useStore } from 'zustand'
import type { CheckedCode } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { ClockWarning } from '../../../app/ClockWarning.tsx'
import { useChange } from '../../../app/change.ts'
import { useNow } from '../../../app/clock.ts'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { checkedText, clockText } from '../../../text/clock.ts'
import { formatTime } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { FormTextField } from '../../../ui/FormFields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from './Authenticator.module.css'

const text = clockText.dialog

export interface CheckCodeDialogProps {
  readonly authenticatorId: string
  /** Client, portal and username. */
  readonly account: string
  readonly onClose: () => void
}

/** Codes are refused: finds out whether the clock or the key is the reason, and what to do. */
export function CheckCodeDialog({ authenticatorId, account, onClose }: CheckCodeDialogProps) {
  const { authenticators } = useClient()
  const form = useForm({ defaultValues: { code: '' } })
  const [checked, setChecked] = useState<CheckedCode | null>(null)
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={account}
      submitLabel={text.check}
      cancelLabel={text.close}
      isFreelyClosed
      onClose={onClose}
      onSubmit={async ({ code }) => setChecked(await authenticators.checkCode({ id: authenticatorId, code: code.replace(/\s/g, '') }))}
    >
      <p>{text.lead}</p>
      <div className={css.box}>
        <div className={css.muted}>{text.now}</div>
        <Now />
        <p className={css.muted}>{text.compare}</p>
      </div>
      <ClockWarning action={<ClockActions />} />
      <FormTextField
        control={form.control}
        name="code"
        label={text.field}
        description={text.hint}
        mono
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        autoFocus
        rules={{ validate: (code) => code.trim() !== '' || text.missing }}
      />
      {checked !== null && <Result checked={checked} />}
    </FormDialog>
  )
}

function Now() {
  const now = useNow()
  return <div className={css.time}>{formatTime(now)}</div>
}

/** What can be done about a warning: a person vouches for the clock, or ends the correction. */
function ClockActions() {
  const { clock } = useStores()
  const state = useStore(clock, (answer) => answer.value)
  const [isPending, run] = useChange()
  if (state === null) return null
  const change = (work: Promise<void>, done: string) =>
    run(async () => {
      await work
      showToast({ tone: 'good', text: done })
    })
  return (
    <div className={css.next}>
      {state.correction !== null && (
        <Button size="small" isPending={isPending} onPress={() => change(clock.correct(0), clockText.correctionEnded)}>
          {clockText.endCorrection}
        </Button>
      )}
      {(state.changed !== null || state.behindSeconds !== null) && (
        <Button size="small" isPending={isPending} onPress={() => change(clock.accept(), clockText.accepted)}>
          {clockText.accept}
        </Button>
      )}
    </div>
  )
}

function Result({ checked }: { readonly checked: CheckedCode }) {
  const { clock } = useStores()
  const [isPending, run] = useChange()
  const { tone, title, body } = checkedText(checked)
  const seconds = checked.found ? checked.correctionSeconds : null
  const correct = (by: number) =>
    run(async () => {
      await clock.correct(by)
      showToast({ tone: 'good', text: clockText.corrected })
    })
  return (
    <Notice
      tone={tone}
      title={title}
      action={
        seconds !== null && (
          <Button size="small" isPending={isPending} onPress={() => correct(seconds)}>
            {clockText.correct(seconds)}
          </Button>
        )
      }
    >
      {body}
    </Notice>
  )
}

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Representative } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { representativesText } from '../../text/representatives.ts'
import { FormDateField } from '../../ui/FormFields.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = representativesText.withdrawal

export interface WithdrawalFormProps {
  readonly representative: Representative
  readonly onClose: () => void
}

/** Notes the day on which a G-28 was withdrawn. */
export function WithdrawalForm({ representative: { id, name, givenOn }, onClose }: WithdrawalFormProps) {
  const { representatives } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<{ on: string }>({ defaultValues: { on: today } })
  const undo = async (): Promise<void> => {
    await representatives.undoWithdrawal(id)
    showToast({ tone: 'good', text: representativesText.restored(name) })
  }
  return (
    <FormDialog
      form={form}
      size="small"
      title={text.title(name)}
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ on }) => {
        await representatives.withdraw(id, on)
        showToast({
          text: representativesText.withdrawn(name),
          action: { label: representativesText.undo, onAction: () => void undo().catch(showFailure) }
        })
        onClose()
      }}
    >
      <p>{text.body}</p>
      <FormDateField
        control={form.control}
        name="on"
        label={text.on}
        autoFocus
        isRequired
        rules={{
          validate: (on) => (on === '' ? text.onMissing : on < givenOn ? text.beforeGiven : on <= todayDate() || text.inFuture)
        }}
      />
    </FormDialog>
  )
}

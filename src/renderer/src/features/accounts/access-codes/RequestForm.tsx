import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { AccessCode, Account } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountName } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { FormDateField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'

const text = accessCodesText.requestForm

export interface RequestFormProps {
  readonly account: Account
  readonly code: AccessCode
  readonly onClose: () => void
}

/** Notes on which day the portal was asked for a new access code; its answer is then waited for. */
export function RequestForm({ account, code, onClose }: RequestFormProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<{ on: string }>({ defaultValues: { on: code.replacementRequestedOn ?? today } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={accountName(account)}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onSubmit={async ({ on }) => {
        const { replacementDueOn } = await accounts.room.requestReplacement(code.id, on)
        showToast({ tone: 'good', text: accessCodesText.requestSaved(replacementDueOn === null ? null : formatDate(replacementDueOn)) })
        onClose()
      }}
      onClose={onClose}
    >
      <FormDateField
        control={form.control}
        name="on"
        label={text.on}
        description={text.onHint}
        max={today}
        autoFocus
        isRequired
        rules={{ validate: (on) => (on === '' ? text.onMissing : on <= today || text.future) }}
      />
    </FormDialog>
  )
}

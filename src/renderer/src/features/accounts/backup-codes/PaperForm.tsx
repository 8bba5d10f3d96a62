import { useForm } from 'react-hook-form'
import type { Account, BackupCodeSet } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accountName } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'

const text = backupCodesText

export interface PaperFormProps {
  readonly account: Account
  readonly set: BackupCodeSet
  readonly onClose: () => void
}

const dateOrNull = (date: string): string | null => (date === '' ? null : date)

/** When a set was issued, where its paper lies, and when somebody last saw it there. */
export function PaperForm({ account, set, onClose }: PaperFormProps) {
  const { accounts } = useStores()
  const today = useTodayDate()()
  const form = useForm({
    defaultValues: { keptAt: set.keptAt, issuedOn: set.issuedOn ?? '', paperCheckedOn: set.paperCheckedOn ?? '' }
  })
  return (
    <FormDialog
      form={form}
      title={text.paper.title}
      subtitle={accountName(account)}
      submitLabel={text.paper.save}
      cancelLabel={text.paper.cancel}
      onClose={onClose}
      onSubmit={async ({ keptAt, issuedOn, paperCheckedOn }) => {
        await accounts.room.updateBackupCodeSet({
          id: set.id,
          keptAt,
          issuedOn: dateOrNull(issuedOn),
          paperCheckedOn: dateOrNull(paperCheckedOn)
        })
        showToast({ tone: 'good', text: text.paper.saved })
        onClose()
      }}
    >
      <FormTextField
        control={form.control}
        name="keptAt"
        label={text.form.keptAt}
        description={text.form.keptAtHint}
        maxLength={200}
        autoFocus
      />
      <FormDateField control={form.control} name="issuedOn" label={text.form.issuedOn} />
      <FormDateField
        control={form.control}
        name="paperCheckedOn"
        label={text.paper.checkedOnField}
        description={text.paper.checkedHint}
        max={today}
        rules={{ validate: (day) => day <= today || text.paper.future }}
      />
    </FormDialog>
  )
}

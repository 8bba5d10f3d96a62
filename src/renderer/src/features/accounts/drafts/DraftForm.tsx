import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Account, Draft, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accountName } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { draftsText } from '../../../text/drafts.ts'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { ClientField, type NamedClient } from '../ClientField.tsx'

const text = draftsText.form

interface Fields {
  readonly clientId: string
  readonly form: string
  readonly editedOn: string
  readonly note: string
}

export interface DraftFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** The draft to change. */
  readonly editing?: Draft
  readonly onClose: () => void
}

/** Records an unfinished online filing, or changes what was recorded. */
export function DraftForm({ account, portal, editing, onClose }: DraftFormProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const known = editing?.clientId ? { id: editing.clientId, name: editing.clientName ?? '' } : null
  const [client, setClient] = useState<NamedClient | null>(known)
  const form = useForm<Fields>({
    defaultValues: {
      clientId: editing?.clientId ?? account.clientId ?? '',
      form: editing?.form ?? '',
      editedOn: editing?.editedOn ?? today,
      note: editing?.note ?? ''
    }
  })
  const { control } = form

  const save = async ({ clientId, ...fields }: Fields): Promise<void> => {
    const input = { ...fields, form: fields.form.trim(), clientId: clientId === '' ? null : clientId }
    if (editing) {
      await accounts.room.updateDraft({ id: editing.id, ...input })
      showToast({ tone: 'good', text: draftsText.saved })
    } else {
      const { expiresOn } = await accounts.room.recordDraft({ accountId: account.id, ...input })
      showToast({ tone: 'good', text: draftsText.recorded(formatDate(expiresOn)) })
    }
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={accountName(account)}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      <FormTextField
        control={control}
        name="form"
        label={text.form}
        maxLength={60}
        autoComplete="off"
        isRequired
        autoFocus
        rules={{ validate: (value) => value.trim() !== '' || text.formMissing }}
      />
      <FormDateField
        control={control}
        name="editedOn"
        label={text.editedOn}
        description={portal?.draft ? text.editedHint(portal.draft.lifetimeDays) : undefined}
        max={today}
        isRequired
        rules={{ validate: (on) => (on === '' ? text.editedMissing : on <= today || text.future) }}
      />
      <FormTextField control={control} name="note" label={text.note} description={text.noteHint} maxLength={300} />
      {account.clientId === null && (
        <Controller
          control={control}
          name="clientId"
          render={({ field }) => (
            <ClientField
              label={text.client}
              hint={text.noClient}
              chosen={client}
              onChoose={(chosen) => {
                setClient(chosen)
                field.onChange(chosen?.id ?? '')
              }}
            />
          )}
        />
      )}
    </FormDialog>
  )
}

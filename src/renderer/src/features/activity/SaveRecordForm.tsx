import { Controller, useForm } from 'react-hook-form'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { recordText } from '../../text/record.ts'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = recordText.saveForm

export interface SaveRecordFormProps {
  /** Null saves the whole record. */
  readonly client: { readonly id: string; readonly name: string } | null
  readonly onClose: () => void
}

/** Asks whether names go along, then where the file goes. */
export function SaveRecordForm({ client, onClose }: SaveRecordFormProps) {
  const { record } = useStores()
  const form = useForm<{ withNames: boolean }>({ defaultValues: { withNames: client !== null } })
  return (
    <FormDialog
      form={form}
      isFreelyClosed
      title={text.title}
      submitLabel={text.submit}
      cancelLabel={text.cancel}
      onSubmit={async ({ withNames }) => {
        if (!(await record.save({ clientId: client?.id ?? null, withNames }))) return
        showToast({ tone: 'good', text: text.saved(record.getState().state?.head?.code ?? '') })
        onClose()
      }}
      onClose={onClose}
    >
      <p>{client === null ? text.body : `${text.clientBody(client.name)} ${text.body}`}</p>
      <Controller
        control={form.control}
        name="withNames"
        render={({ field }) => (
          <CheckboxField label={text.withNames} description={text.withNamesHint} isSelected={field.value} onChange={field.onChange} />
        )}
      />
    </FormDialog>
  )
}

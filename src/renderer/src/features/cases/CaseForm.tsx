import { useForm, useWatch } from 'react-hook-form'
import type { Case } from '#contract'
import { isReceiptNumberShaped } from '#contract/identifiers'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { MatterPicker } from '../../app/MatterPicker.tsx'
import { casesText } from '../../text/cases.ts'
import { FieldWarning } from '../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Cases.module.css'

const text = casesText

export interface CaseFormProps {
  readonly client: { readonly id: string; readonly name: string }
  /** The case to change; without it one is added. */
  readonly editing?: Case
  /** The matter a new case stands in unless another is chosen. */
  readonly matterId?: string
  readonly onClose: () => void
}

/** Adds a case to a client, or changes one. */
export function CaseForm({ client, editing, matterId, onClose }: CaseFormProps) {
  const { cases } = useStores()
  const form = useForm({
    defaultValues: {
      receiptNumber: editing?.receiptNumber ?? '',
      form: editing?.form ?? '',
      receivedOn: editing?.receivedOn ?? '',
      note: editing?.note ?? '',
      matterId: editing?.matterId ?? matterId ?? ''
    }
  })
  const { control } = form
  const receiptNumber = useWatch({ control, name: 'receiptNumber' })
  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={client.name}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async (draft) => {
        const fields = { ...draft, receivedOn: draft.receivedOn === '' ? null : draft.receivedOn, matterId: draft.matterId || null }
        const saved = editing ? await cases.update({ id: editing.id, ...fields }) : await cases.add({ clientId: client.id, ...fields })
        showToast({ tone: 'good', text: editing ? text.changed(saved.receiptNumber) : text.added(saved.receiptNumber) })
        onClose()
      }}
    >
      <FormTextField
        control={control}
        name="receiptNumber"
        label={text.receiptNumber}
        description={isReceiptNumberShaped(receiptNumber) ? text.receiptHint : <FieldWarning>{text.receiptMisshapen}</FieldWarning>}
        mono
        isRequired
        autoFocus
        maxLength={40}
        autoComplete="off"
        rules={{ validate: (value) => value.trim() !== '' || text.receiptMissing }}
      />
      <div className={css.pair}>
        <FormTextField control={control} name="form" label={text.form} description={text.formHint} maxLength={40} autoComplete="off" />
        <FormDateField control={control} name="receivedOn" label={text.receivedOn} />
      </div>
      <MatterPicker control={control} name="matterId" clientId={client.id} />
      <FormTextField control={control} name="note" label={text.note} maxLength={400} />
    </FormDialog>
  )
}

import { Controller, useForm } from 'react-hook-form'
import type { Case } from '#contract'
import { statusSources } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { casesText } from '../../text/cases.ts'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Cases.module.css'

const text = casesText.status.form

/** Writes down what the agency says about a case. */
export function StatusForm({
  shown,
  clientName,
  onClose
}: {
  readonly shown: Case
  readonly clientName: string
  readonly onClose: () => void
}) {
  const { cases } = useStores()
  const today = useTodayDate()
  const form = useForm({
    defaultValues: { text: '', source: shown.status?.source ?? statusSources[0], statusOn: '', checkedOn: today() }
  })
  const { control } = form
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={`${shown.receiptNumber} · ${clientName}`}
      submitLabel={text.save}
      cancelLabel={casesText.cancel}
      onClose={onClose}
      onSubmit={async (draft) => {
        await cases.recordStatus({ ...draft, caseId: shown.id, statusOn: draft.statusOn === '' ? null : draft.statusOn })
        showToast({ tone: 'good', text: text.saved })
        onClose()
      }}
    >
      <FormTextField
        control={control}
        name="text"
        label={text.text}
        description={text.textHint}
        multiline
        rows={4}
        isRequired
        autoFocus
        maxLength={2000}
        rules={{ validate: (value) => value.trim() !== '' || text.textMissing }}
      />
      <Controller
        control={control}
        name="source"
        render={({ field }) => (
          <SelectField
            label={text.source}
            items={statusSources.map((id) => ({ id, name: casesText.sources[id] }))}
            selectedKey={field.value}
            onSelectionChange={field.onChange}
            onBlur={field.onBlur}
          />
        )}
      />
      <div className={css.pair}>
        <FormDateField control={control} name="statusOn" label={text.statusOn} description={text.statusOnHint} />
        <FormDateField
          control={control}
          name="checkedOn"
          label={text.checkedOn}
          isRequired
          max={today()}
          rules={{ validate: (value) => (value === '' ? text.checkedOnMissing : value <= today() || text.checkedOnFuture) }}
        />
      </div>
    </FormDialog>
  )
}

import { Controller, useForm, useWatch } from 'react-hook-form'
import type { ExportForm } from '#contract'
import { exportForms } from '#contract/vocabulary'
import { useClient } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { exportsText } from '../../text/exports.ts'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { OwnPassphrase } from './OwnPassphrase.tsx'

const text = exportsText.everything
const options = exportForms.map((id) => ({ id, name: text.forms[id][0], description: text.forms[id][1] }))

interface Values {
  as: ExportForm
  withSecrets: boolean
  passphrase: string
  again: string
  reason: string
}

/** In what form everything leaves, and whether secrets go along. */
export function EverythingForm({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const form = useForm<Values>({ defaultValues: { as: 'archive', withSecrets: false, passphrase: '', again: '', reason: '' } })
  const [as, wantsSecrets] = useWatch({ control: form.control, name: ['as', 'withSecrets'] })
  const withSecrets = wantsSecrets && as !== 'csv'
  return (
    <FormDialog
      form={form}
      isFreelyClosed
      title={text.dialog}
      submitLabel={text.submit}
      cancelLabel={exportsText.cancel}
      onSubmit={async ({ passphrase, reason }) => {
        const answer = await client.exports.save({ as, withSecrets, passphrase: as === 'archive' ? passphrase || ' ' : null, reason })
        if (!answer.saved) return
        showToast({ tone: 'good', text: text.saved(answer) })
        onClose()
      }}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="as"
        render={({ field }) => <RadioField label={text.form} options={options} value={field.value} onChange={field.onChange} />}
      />
      {as === 'archive' && <OwnPassphrase control={form.control} name="passphrase" again="again" />}
      {as !== 'csv' && (
        <Controller
          control={form.control}
          name="withSecrets"
          render={({ field }) => (
            <CheckboxField
              label={text.withSecrets}
              description={text.secretsHint(as !== 'archive')}
              isSelected={field.value}
              onChange={field.onChange}
            />
          )}
        />
      )}
      {withSecrets && (
        <FormTextField
          control={form.control}
          name="reason"
          label={exportsText.reason}
          description={exportsText.reasonHint}
          isRequired
          rules={{ validate: (value) => value.trim() !== '' || exportsText.reasonMissing }}
        />
      )}
    </FormDialog>
  )
}

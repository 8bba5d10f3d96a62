import { useEffect, useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import type { AuthenticatorFormat, Output } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { exportsText } from '../../text/exports.ts'
import { FormTextField } from '../../ui/FormFields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { MigrationPictures } from './MigrationPictures.tsx'
import { OwnPassphrase } from './OwnPassphrase.tsx'

const text = exportsText.authenticators
type Target = AuthenticatorFormat | 'phone'
const targets: readonly Target[] = ['aegis-encrypted', 'phone', 'aegis', 'otpauth']
const options = targets.map((id) => ({ id, name: text.forms[id][0], description: text.forms[id][1] }))

interface Values {
  target: Target
  passphrase: string
  again: string
  reason: string
}

/** Names what leaves and asks where to and why, before any key does. */
export function AuthenticatorsForm({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const form = useForm<Values>({ defaultValues: { target: 'aegis-encrypted', passphrase: '', again: '', reason: '' } })
  const target = useWatch({ control: form.control, name: 'target' })
  const [leaving, setLeaving] = useState<Output<'exports.countAuthenticators'> | null>(null)
  const [shown, setShown] = useState<Output<'exports.migrationPictures'> | null>(null)
  useEffect(() => {
    client.exports.countAuthenticators({}).then(setLeaving, showFailure)
  }, [client])
  if (shown !== null) return <MigrationPictures shown={shown} onClose={onClose} />

  const submit = async ({ passphrase, reason }: Values): Promise<void> => {
    if (target === 'phone') {
      setShown(await client.exports.migrationPictures({ reason }))
      return
    }
    const ownPassphrase = target === 'aegis-encrypted' ? passphrase || ' ' : null
    const { saved, authenticators } = await client.exports.saveAuthenticators({ format: target, passphrase: ownPassphrase, reason })
    if (!saved) return
    showToast({ tone: 'good', text: text.saved(authenticators) })
    onClose()
  }
  return (
    <FormDialog
      form={form}
      isFreelyClosed
      title={text.dialog}
      submitLabel={text.submit}
      cancelLabel={exportsText.cancel}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice tone="warn">{leaving === null ? text.counting : text.leaves(leaving)}</Notice>
      <Controller
        control={form.control}
        name="target"
        render={({ field }) => <RadioField label={text.form} options={options} value={field.value} onChange={field.onChange} />}
      />
      {target === 'aegis-encrypted' && <OwnPassphrase control={form.control} name="passphrase" again="again" />}
      <FormTextField
        control={form.control}
        name="reason"
        label={exportsText.reason}
        description={exportsText.reasonHint}
        isRequired
        rules={{ validate: (value) => value.trim() !== '' || exportsText.reasonMissing }}
      />
    </FormDialog>
  )
}

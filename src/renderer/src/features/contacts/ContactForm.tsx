import { Controller, useForm } from 'react-hook-form'
import type { ClientKind, Contact } from '#contract'
import { clientKinds } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { clientsText } from '../../text/clients.ts'
import { contactsText } from '../../text/contacts.ts'
import { FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Contacts.module.css'

const text = contactsText.form

interface ContactDraft {
  readonly kind: ClientKind
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly note: string
}

function draftFrom({ kind, name, email, phone, note }: Contact): ContactDraft {
  return { kind, name, email, phone, note }
}

/** Adds a contact, or changes one. */
export function ContactForm({ contact, onClose }: { readonly contact?: Contact; readonly onClose: () => void }) {
  const { contacts } = useStores()
  const form = useForm<ContactDraft>({
    defaultValues: contact ? draftFrom(contact) : { kind: 'person', name: '', email: '', phone: '', note: '' }
  })
  const { control } = form
  return (
    <FormDialog
      form={form}
      title={contact ? text.editTitle : text.newTitle}
      submitLabel={contact ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async (draft) => {
        if (contact) await contacts.update({ id: contact.id, ...draft })
        else await contacts.create(draft)
        showToast({ tone: 'good', text: contact ? contactsText.changed : contactsText.created(draft.name.trim()) })
        onClose()
      }}
    >
      <FormTextField
        control={control}
        name="name"
        label={text.name}
        description={text.nameHint}
        isRequired
        autoFocus
        maxLength={200}
        autoComplete="off"
        rules={{ validate: (name) => name.trim() !== '' || text.nameMissing }}
      />
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <RadioField
            label={text.kind}
            options={clientKinds.map((id) => ({ id, name: clientsText.kinds[id] }))}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      <div className={css.pair}>
        <FormTextField control={control} name="email" label={text.email} type="email" maxLength={254} autoComplete="off" />
        <FormTextField control={control} name="phone" label={text.phone} type="tel" maxLength={60} autoComplete="off" />
      </div>
      <FormTextField control={control} name="note" label={text.note} multiline rows={3} maxLength={10_000} />
    </FormDialog>
  )
}

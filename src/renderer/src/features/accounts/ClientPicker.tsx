import { useState } from 'react'
import { type Control, Controller, useWatch } from 'react-hook-form'
import { accountsText } from '../../text/accounts.ts'
import type { AccountDraft } from './account-draft.ts'
import { ClientField, type NamedClient } from './ClientField.tsx'

const text = accountsText.form

/** Finds the client of a new account by part of the name, file or receipt number. The firm's own accounts may have none. */
export function ClientPicker({ control }: { readonly control: Control<AccountDraft> }) {
  const custody = useWatch({ control, name: 'custody' })
  const [chosen, setChosen] = useState<NamedClient | null>(null)
  return (
    <Controller
      control={control}
      name="clientId"
      rules={{ validate: (value, draft) => value !== '' || draft.custody === 'firms-own' || text.clientMissing }}
      render={({ field, fieldState }) => (
        <ClientField
          label={text.client}
          hint={custody === 'firms-own' ? text.clientNone : text.clientSearchHint}
          errorMessage={fieldState.error?.message}
          isRequired={custody !== 'firms-own'}
          autoFocus
          chosen={chosen}
          onChoose={(client) => {
            setChosen(client)
            field.onChange(client?.id ?? '')
          }}
          onBlur={field.onBlur}
          inputRef={field.ref}
        />
      )}
    />
  )
}

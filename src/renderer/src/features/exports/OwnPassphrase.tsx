import type { Control, FieldPathByValue, FieldValues } from 'react-hook-form'
import { Controller } from 'react-hook-form'
import { exportsText } from '../../text/exports.ts'
import { PassphraseField } from '../../ui/PassphraseField.tsx'

interface OwnPassphraseProps<V extends FieldValues> {
  readonly control: Control<V>
  readonly name: FieldPathByValue<V, string>
  readonly again: FieldPathByValue<V, string>
}

/** The passphrase a file gets for itself, typed twice. */
export function OwnPassphrase<V extends FieldValues>({ control, name, again }: OwnPassphraseProps<V>) {
  return (
    <>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <PassphraseField
            label={exportsText.passphrase}
            description={exportsText.passphraseHint}
            value={field.value}
            onChange={field.onChange}
            inputRef={field.ref}
          />
        )}
      />
      <Controller
        control={control}
        name={again}
        rules={{ validate: (value, all) => value === all[name] || exportsText.differs }}
        render={({ field, fieldState }) => (
          <PassphraseField
            label={exportsText.again}
            value={field.value}
            onChange={field.onChange}
            inputRef={field.ref}
            errorMessage={fieldState.error?.message}
          />
        )}
      />
    </>
  )
}

import { type Control, Controller, type FieldPathByValue, type FieldValues, type RegisterOptions } from 'react-hook-form'
import { DateField, type DateFieldProps } from './DateField.tsx'
import { TextField, type TextFieldProps } from './TextField.tsx'

interface Bound<V extends FieldValues> {
  readonly control: Control<V>
  /** A field of the form that holds text. */
  readonly name: FieldPathByValue<V, string>
  readonly rules?: Pick<RegisterOptions<V, FieldPathByValue<V, string>>, 'required' | 'validate'>
}

type Unbound<P> = Omit<P, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'name' | 'errorMessage' | 'inputRef'>

/** A TextField bound to a form: value, error and focus on the first invalid field come from there. */
export function FormTextField<V extends FieldValues>({ control, name, rules, ...rest }: Bound<V> & Unbound<TextFieldProps>) {
  return (
    <Controller
      control={control}
      name={name}
      {...(rules === undefined ? {} : { rules })}
      render={({ field, fieldState }) => (
        <TextField
          {...rest}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          errorMessage={fieldState.error?.message}
        />
      )}
    />
  )
}

/** A DateField bound to a form; its value is an ISO date or ''. */
export function FormDateField<V extends FieldValues>({ control, name, rules, ...rest }: Bound<V> & Unbound<DateFieldProps>) {
  return (
    <Controller
      control={control}
      name={name}
      {...(rules === undefined ? {} : { rules })}
      render={({ field, fieldState }) => (
        <DateField
          {...rest}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          errorMessage={fieldState.error?.message}
        />
      )}
    />
  )
}

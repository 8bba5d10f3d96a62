import type { Ref } from 'react'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps, Group, Input } from 'react-aria-components'
import css from './Field.module.css'
import { FieldLabel, FieldNote, type FieldTexts } from './Field.tsx'

export interface DateFieldProps
  extends FieldTexts,
    Pick<AriaTextFieldProps, 'onBlur' | 'name' | 'isDisabled' | 'isRequired' | 'autoFocus'> {
  /** ISO date `YYYY-MM-DD`, or '' for none. */
  readonly value: string
  readonly onChange: (date: string) => void
  /** Earliest and latest selectable ISO date. */
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement>
}

/** A calendar date without time, in and out as ISO text, shown in the user's own order by the platform's date input. */
export function DateField({ label, description, errorMessage, min, max, inputRef, ...rest }: DateFieldProps) {
  return (
    <AriaTextField {...rest} type="date" isInvalid={Boolean(errorMessage)} validationBehavior="aria" className={css.field}>
      <FieldLabel label={label} isRequired={rest.isRequired ?? false} />
      <Group className={css.control} isInvalid={Boolean(errorMessage)} isDisabled={rest.isDisabled ?? false}>
        <Input
          type="date"
          className={css.input}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      </Group>
      <FieldNote description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}

import type { ReactNode } from 'react'
import { RadioField as AriaRadioField, RadioButton, RadioGroup, Text } from 'react-aria-components'
import css from './Choice.module.css'
import { FieldLabel, FieldNote, type FieldTexts } from './Field.tsx'

export interface RadioOption<K extends string = string> {
  readonly id: K
  readonly name: string
  readonly description?: ReactNode
  readonly isDisabled?: boolean
}

export interface RadioFieldProps<K extends string> extends FieldTexts {
  readonly options: readonly RadioOption<K>[]
  readonly value: K | null
  readonly onChange: (value: K) => void
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  /** Side by side; for two or three short options without descriptions. */
  readonly isInline?: boolean
  /** Keeps the label for assistive technology only, where a heading already says it. */
  readonly isLabelHidden?: boolean
}

/** Choice of one, all options in view. */
export function RadioField<K extends string>({
  label,
  description,
  errorMessage,
  options,
  value,
  onChange,
  isRequired = false,
  isDisabled = false,
  isInline = false,
  isLabelHidden = false
}: RadioFieldProps<K>) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as K)}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={Boolean(errorMessage)}
      validationBehavior="aria"
      className={css.group}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <FieldLabel label={label} isRequired={isRequired} />}
      <div className={isInline ? `${css.options} ${css.row}` : css.options}>
        {options.map((option) => (
          <AriaRadioField key={option.id} value={option.id} isDisabled={option.isDisabled ?? false} className={css.field}>
            <RadioButton className={css.choice}>
              <span className={`${css.mark} ${css.dot}`} aria-hidden />
              <span>{option.name}</span>
            </RadioButton>
            {option.description && (
              <Text slot="description" className={css.note}>
                {option.description}
              </Text>
            )}
          </AriaRadioField>
        ))}
      </div>
      <FieldNote description={description} errorMessage={errorMessage} />
    </RadioGroup>
  )
}

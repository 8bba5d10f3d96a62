import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { CheckboxField as AriaCheckboxField, CheckboxButton, Text } from 'react-aria-components'
import css from './Choice.module.css'

export interface CheckboxFieldProps {
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

export function CheckboxField({ label, description, isSelected, onChange, isDisabled = false, autoFocus = false }: CheckboxFieldProps) {
  return (
    <AriaCheckboxField isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} autoFocus={autoFocus} className={css.field}>
      <CheckboxButton className={css.choice}>
        <span className={css.mark} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        <span>{label}</span>
      </CheckboxButton>
      {description && (
        <Text slot="description" className={css.note}>
          {description}
        </Text>
      )}
    </AriaCheckboxField>
  )
}

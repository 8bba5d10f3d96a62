import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import css from './Field.module.css'

/** What every labelled field takes. */
export interface FieldTexts {
  readonly label: string
  readonly description?: ReactNode
  /** Shown in place of the description, with an icon; also marks the field invalid. */
  readonly errorMessage?: string | undefined
}

/** The label line of a field. The asterisk is for the eye only; assistive technology gets aria-required from the input. */
export function FieldLabel({ label, isRequired }: { readonly label: string; readonly isRequired?: boolean }) {
  return (
    <Label className={css.label}>
      {label}
      {isRequired && (
        <span className={css.required} aria-hidden>
          *
        </span>
      )}
    </Label>
  )
}

/** The line below a field: its error when there is one, else its description. */
export function FieldNote({ description, errorMessage }: Pick<FieldTexts, 'description' | 'errorMessage'>) {
  if (errorMessage) {
    return (
      <FieldError className={css.error}>
        <CircleAlert size={13} aria-hidden />
        <span>{errorMessage}</span>
      </FieldError>
    )
  }
  if (!description) return null
  return (
    <Text slot="description" className={css.description}>
      {description}
    </Text>
  )
}

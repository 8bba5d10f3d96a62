import type { HTMLAttributes, ReactNode, Ref } from 'react'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps, Group, Input, TextArea } from 'react-aria-components'
import css from './Field.module.css'
import { FieldLabel, FieldNote, type FieldTexts } from './Field.tsx'

type Passed = Pick<
  AriaTextFieldProps,
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'onBlur'
  | 'onFocus'
  | 'onKeyDown'
  | 'onKeyUp'
  | 'name'
  | 'isDisabled'
  | 'isReadOnly'
  | 'isRequired'
  | 'autoFocus'
  | 'maxLength'
  | 'autoComplete'
  | 'inputMode'
>

export interface TextFieldProps extends Passed, FieldTexts {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'number'
  /** Monospace, without spelling marks or autocorrection: for codes and keys. */
  readonly mono?: boolean
  readonly multiline?: boolean
  /** For a passphrase: no spelling marks, and what is typed stands in no attribute. */
  readonly isSecret?: boolean
  /** Visible lines when `multiline`. */
  readonly rows?: number
  readonly placeholder?: string
  /** Keeps the label for assistive technology only, where the placeholder and the place say it. */
  readonly isLabelHidden?: boolean
  /** Small buttons or a unit, at the end inside the frame. */
  readonly suffix?: ReactNode
  readonly min?: number
  readonly max?: number
  readonly onPaste?: HTMLAttributes<HTMLInputElement | HTMLTextAreaElement>['onPaste']
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/**
 * React copies what is typed into the attribute `value`, where whatever reads the page's markup finds it; it is taken out again at once. The
 * field itself keeps its text: that is a property.
 */
function keptBare(inputRef: TextFieldProps['inputRef']) {
  return (input: (HTMLInputElement & HTMLTextAreaElement) | null): (() => void) | undefined => {
    if (typeof inputRef === 'function') inputRef(input)
    else if (inputRef) inputRef.current = input
    if (input === null) return undefined
    const clear = () => input.removeAttribute('value')
    const watch = new MutationObserver(clear)
    watch.observe(input, { attributes: true, attributeFilter: ['value'] })
    clear()
    return () => {
      watch.disconnect()
      if (inputRef && typeof inputRef === 'object') inputRef.current = null
    }
  }
}

/** A labelled text input. Controlled with `value` and `onChange(text)`; validation is the caller's, through `errorMessage`. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    errorMessage,
    type = 'text',
    mono = false,
    isSecret = false,
    multiline = false,
    rows = 3,
    placeholder,
    isLabelHidden = false,
    suffix,
    min,
    max,
    onPaste,
    inputRef,
    ...rest
  } = props
  const className = mono ? `${css.input} ${css.mono}` : css.input
  const common = {
    className,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(onPaste === undefined ? {} : { onPaste }),
    ...(isSecret ? { ref: keptBare(inputRef) } : inputRef === undefined ? {} : { ref: inputRef })
  }
  return (
    <AriaTextField
      {...rest}
      type={type}
      isInvalid={Boolean(errorMessage)}
      validationBehavior="aria"
      spellCheck={mono || isSecret ? 'false' : 'true'}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className={css.field}
    >
      {!isLabelHidden && <FieldLabel label={label} isRequired={rest.isRequired ?? false} />}
      <Group className={css.control} isInvalid={Boolean(errorMessage)} isDisabled={rest.isDisabled ?? false}>
        {multiline ? (
          <TextArea rows={rows} {...common} />
        ) : (
          <Input type={type} {...(min === undefined ? {} : { min })} {...(max === undefined ? {} : { max })} {...common} />
        )}
        {suffix && <span className={css.suffix}>{suffix}</span>}
      </Group>
      <FieldNote description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}

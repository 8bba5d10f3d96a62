import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './Button.tsx'
import { useCapsLock } from './caps-lock.ts'
import { TextField, type TextFieldProps } from './TextField.tsx'

export interface PassphraseFieldProps
  extends Omit<TextFieldProps, 'type' | 'mono' | 'isSecret' | 'multiline' | 'rows' | 'suffix' | 'min' | 'max'> {
  /** Names of the toggle in its two positions. */
  readonly showLabel?: string
  readonly hideLabel?: string
  /** Line shown while Caps Lock is on. */
  readonly capsLockHint?: string
}

/** A hidden text field with a show/hide toggle. Pasting and password managers work (WCAG 2.2, 3.3.8). */
export function PassphraseField({
  showLabel = 'Show',
  hideLabel = 'Hide',
  capsLockHint = 'Caps Lock is on.',
  description,
  ...rest
}: PassphraseFieldProps) {
  const [shown, setShown] = useState(false)
  const capsLock = useCapsLock()
  return (
    <TextField
      autoComplete="off"
      {...rest}
      isSecret
      onKeyDown={capsLock.onKey}
      onKeyUp={capsLock.onKey}
      description={capsLock.on ? capsLockHint : description}
      type={shown ? 'text' : 'password'}
      suffix={
        <IconButton
          size="small"
          label={shown ? hideLabel : showLabel}
          icon={shown ? EyeOff : Eye}
          onPress={() => setShown(!shown)}
          isDisabled={rest.isDisabled ?? false}
        />
      }
    />
  )
}

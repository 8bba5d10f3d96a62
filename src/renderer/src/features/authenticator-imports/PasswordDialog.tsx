import { useId, useState } from 'react'
import { authenticatorImportsText } from '../../text/authenticator-imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import css from './AuthenticatorImports.module.css'

const text = authenticatorImportsText.password

export interface PasswordDialogProps {
  readonly fileName: string
  readonly isReading: boolean
  /** What came of the last try; null before the first. */
  readonly problem: string | null
  readonly onRead: (password: string) => void
  readonly onClose: () => void
}

/** Asks for the password of an encrypted export; it goes to the reading process and nowhere else. */
export function PasswordDialog({ fileName, isReading, problem, onRead, onClose }: PasswordDialogProps) {
  const [password, setPassword] = useState('')
  const form = useId()
  return (
    <Dialog
      isOpen
      size="small"
      title={text.title}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button variant="primary" type="submit" form={form} isPending={isReading} isDisabled={password === ''}>
            {text.submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (password !== '') onRead(password)
        }}
      >
        <p>{text.body(fileName)}</p>
        <PassphraseField label={text.label} value={password} onChange={setPassword} errorMessage={problem ?? undefined} autoFocus />
      </form>
    </Dialog>
  )
}

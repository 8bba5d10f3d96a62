import { useState } from 'react'
import { isApiError } from '../../../api/client.ts'
import { securityText } from '../../../text/security.ts'
import { PassphraseField } from '../../../ui/PassphraseField.tsx'

interface PresentPassphraseProps {
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

export function PresentPassphrase({ value, problem, onChange }: PresentPassphraseProps) {
  return <PassphraseField label={securityText.present} value={value} errorMessage={problem} onChange={onChange} isRequired autoFocus />
}

/** The present passphrase being typed, with what is wrong with it. */
export function usePresentPassphrase() {
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  return {
    value,
    field: {
      value,
      problem,
      onChange: (text: string) => {
        setValue(text)
        setProblem(undefined)
      }
    },
    /** Whether something was typed; says so if not. */
    isThere(): boolean {
      if (value === '') setProblem(securityText.presentMissing)
      return value !== ''
    },
    /** Whether `error` is about the present passphrase, which is then said beside the field. */
    takes(error: unknown): boolean {
      const isWrong = isApiError(error, 'vault.wrong-passphrase')
      if (isWrong) setProblem(securityText.presentWrong)
      return isWrong
    }
  }
}

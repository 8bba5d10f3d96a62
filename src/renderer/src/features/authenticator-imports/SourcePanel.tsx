import { useEffect, useRef, useState } from 'react'
import { authenticatorImportsText } from '../../text/authenticator-imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './AuthenticatorImports.module.css'

const text = authenticatorImportsText.source

export interface SourcePanelProps {
  readonly isReading: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onText: (text: string) => void
}

/** Takes an export file, QR pictures or pasted addresses. */
export function SourcePanel({ isReading, onFiles, onText }: SourcePanelProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      const files = [...(event.clipboardData?.files ?? [])]
      const pasted = event.clipboardData?.getData('text/plain') ?? ''
      event.preventDefault()
      if (files.length > 0) onFiles(files)
      else if (/otpauth(-migration)?:\/\//i.test(pasted)) onText(pasted)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [onFiles, onText])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target for the mouse; the button and the paste key do the same from the keyboard
    <div
      className={css.drop}
      {...(isOver ? { 'data-over': '' } : {})}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {isReading ? (
        <Spinner label={text.reading} />
      ) : (
        <>
          <div>{text.prompt}</div>
          <Button variant="primary" onPress={() => input.current?.click()}>
            {text.choose}
          </Button>
          <p className={css.muted}>{text.hint}</p>
          <p className={css.muted}>
            {text.paste} <Kbd>{text.pasteKeys}</Kbd>
          </p>
        </>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text.choose}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file chosen again must count as a change.
          event.target.value = ''
          onFiles(files)
        }}
      />
    </div>
  )
}

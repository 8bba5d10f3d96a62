import { FileInput } from 'lucide-react'
import { useRef, useState } from 'react'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Imports.module.css'

/** A file, dropped or chosen. */
export function ChooseStep({ isReading, onFile }: { readonly isReading: boolean; readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target for the mouse; the button does the same from the keyboard
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
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
        else showToast({ tone: 'warn', text: text.choose.noFile })
      }}
    >
      {isReading ? (
        <Spinner label={text.choose.reading} />
      ) : (
        <>
          <div>{text.choose.prompt}</div>
          <Button icon={FileInput} variant="primary" autoFocus onPress={() => input.current?.click()}>
            {text.choose.action}
          </Button>
          <p className={css.muted}>{text.choose.hint}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard"
        aria-label={text.choose.action}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file chosen again must count as a change.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </div>
  )
}

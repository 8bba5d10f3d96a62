import { type ReactNode, useEffect, useRef, useState } from 'react'
import { hashAlgorithms } from '#contract/vocabulary'
import { algorithmNames, authenticatorsText } from '../../../text/authenticators.ts'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { SelectField } from '../../../ui/SelectField.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import css from './Authenticator.module.css'
import { bounds, isAddress, pictureFrom, type Source, sources, type TypedEnrolment } from './enrolment-source.ts'

const text = authenticatorsText.dialog

export interface SourceStepProps {
  readonly formId: string
  readonly source: Source
  readonly onSource: (source: Source) => void
  readonly typed: TypedEnrolment
  readonly onType: (change: Partial<TypedEnrolment>) => void
  readonly isReading: boolean
  /** Field errors, shown once reading was tried. */
  readonly problems: { readonly address?: string | undefined; readonly key?: string | undefined; readonly period?: string | undefined }
  readonly onRead: () => void
  readonly onPicture: (picture: File | null) => void
  readonly onAddress: (address: string) => void
}

/** Three ways to hand over what the portal shows. */
export function SourceStep(props: SourceStepProps) {
  const { source, onSource, formId, onRead } = props
  const contents: Record<Source, ReactNode> = {
    picture: <PictureSource {...props} />,
    address: <AddressSource {...props} />,
    key: <KeySource {...props} />
  }
  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onRead()
      }}
    >
      <Tabs
        label={text.tabsLabel}
        items={sources.map((id) => ({ id, name: text.tabs[id], content: contents[id] }))}
        selectedKey={source}
        onSelectionChange={onSource}
      />
    </form>
  )
}

function PictureSource({ isReading, onPicture, onAddress }: SourceStepProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData?.getData('text/plain') ?? ''
      event.preventDefault()
      if (isAddress(pasted)) onAddress(pasted)
      else onPicture(pictureFrom(event.clipboardData))
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [onPicture, onAddress])
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
        onPicture(pictureFrom(event.dataTransfer))
      }}
    >
      {isReading ? (
        <Spinner label={text.picture.reading} />
      ) : (
        <>
          <div>
            {text.picture.prompt} <Kbd>{text.picture.paste}</Kbd>
          </div>
          <Button onPress={() => input.current?.click()} autoFocus>
            {text.picture.choose}
          </Button>
          <p className={css.muted}>{text.picture.hint}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/bmp"
        aria-label={text.picture.choose}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file chosen again must count as a change.
          event.target.value = ''
          if (file) onPicture(file)
        }}
      />
    </div>
  )
}

function AddressSource({ typed, onType, problems }: SourceStepProps) {
  return (
    <TextField
      label={text.address.label}
      description={text.address.hint}
      errorMessage={problems.address}
      value={typed.address}
      onChange={(address) => onType({ address })}
      mono
      multiline
      rows={3}
      autoFocus
      autoComplete="off"
      maxLength={8192}
      isRequired
    />
  )
}

function KeySource({ typed, onType, problems }: SourceStepProps) {
  return (
    <div className={css.form}>
      <TextField
        label={text.key.label}
        description={text.key.hint}
        errorMessage={problems.key}
        value={typed.key}
        onChange={(key) => onType({ key })}
        mono
        autoFocus
        autoComplete="off"
        maxLength={2048}
        isRequired
      />
      <details open={problems.period !== undefined}>
        <summary className={css.summary}>{text.key.advanced}</summary>
        <div className={css.settings}>
          <SelectField
            label={text.key.algorithm}
            items={hashAlgorithms.map((id) => ({ id, name: algorithmNames[id] }))}
            selectedKey={typed.algorithm}
            onSelectionChange={(algorithm) => onType({ algorithm })}
          />
          <SelectField
            label={text.key.digits}
            items={digitChoices}
            selectedKey={typed.digits}
            onSelectionChange={(digits) => onType({ digits })}
          />
          <TextField
            label={text.key.period}
            errorMessage={problems.period}
            value={typed.period}
            onChange={(period) => onType({ period })}
            inputMode="numeric"
            maxLength={5}
          />
        </div>
      </details>
    </div>
  )
}

const digitChoices = Array.from({ length: bounds.maxDigits - bounds.minDigits + 1 }, (_unused, index) =>
  String(bounds.minDigits + index)
).map((id) => ({ id, name: id }))

import { ChevronLeft } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { type FieldValues, type UseFormReturn, useFormState } from 'react-hook-form'
import { errorText } from '../api/error-text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, type DialogProps } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useDiscardQuestion } from './discard.tsx'
import css from './FormDialog.module.css'

export interface FormDialogProps<V extends FieldValues> extends Pick<DialogProps, 'title' | 'subtitle' | 'size'> {
  readonly form: UseFormReturn<V>
  readonly submitLabel: string
  readonly cancelLabel: string
  /** Saves. When it rejects, the reason stands at the top of the form and the dialog stays open; else the caller closes it. */
  readonly onSubmit: (values: V) => Promise<void>
  readonly onClose: () => void
  /** A way back to the step before, at the left of the foot; asks as closing does. */
  readonly back?: { readonly label: string; readonly onBack: () => void }
  /** Closes without a question: what was typed is worth nothing once the dialog is gone. */
  readonly isFreelyClosed?: boolean
  /** What it does is hard to undo: the button that does it is in the danger colour. */
  readonly isDangerous?: boolean
  readonly children: ReactNode
}

/**
 * A form in a dialog. Enter in a field and Ctrl+Enter anywhere save; Escape, the cross and Cancel close, after a question if something
 * was typed. The first invalid field gets the focus.
 */
export function FormDialog<V extends FieldValues>(props: FormDialogProps<V>) {
  const { form, title, subtitle, size, submitLabel, cancelLabel, onSubmit, onClose, back, isFreelyClosed = false } = props
  const { isDangerous = false, children } = props
  const { isDirty, isSubmitting } = useFormState({ control: form.control })
  const [failure, setFailure] = useState<unknown>(null)
  const id = useId()

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await onSubmit(values)
    } catch (error) {
      setFailure(error)
    }
  })
  const { close, question } = useDiscardQuestion(isDirty && !isFreelyClosed, onClose)
  const leaving = useDiscardQuestion(isDirty && !isFreelyClosed, back?.onBack ?? onClose)
  // What was refused is said until something is corrected.
  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => setFailure(null) }), [form])
  const problem = failure === null ? null : errorText(failure)

  return (
    <Dialog
      isOpen
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      {...(size === undefined ? {} : { size })}
      onClose={close}
      footer={
        <>
          {back && (
            <span className={css.back}>
              <Button variant="quiet" icon={ChevronLeft} onPress={leaving.close}>
                {back.label}
              </Button>
            </span>
          )}
          <Button onPress={close}>{cancelLabel}</Button>
          <Button variant={isDangerous ? 'danger' : 'primary'} type="submit" form={id} isPending={isSubmitting}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className={css.form} onSubmit={(event) => void submit(event)} onKeyDownCapture={submitOnControlEnter}>
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.body}
          </Notice>
        )}
        {children}
      </form>
      {question}
      {leaving.question}
    </Dialog>
  )
}

function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  // Before the field sees it: a closed list would open, a button would be pressed.
  event.stopPropagation()
  event.currentTarget.requestSubmit()
}

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { type FieldValues, type UseFormReturn, useFormState } from 'react-hook-form'
import { errorText } from '../api/error-text.ts'
import { discardText } from '../text/forms.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog, type DialogProps } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import css from './FormDialog.module.css'

export interface FormDialogProps<V extends FieldValues> extends Pick<DialogProps, 'title' | 'subtitle' | 'size'> {
  readonly form: UseFormReturn<V>
  readonly submitLabel: string
  readonly cancelLabel: string
  /** Saves. When it rejects, the reason stands at the top of the form and the dialog stays open; else the caller closes it. */
  readonly onSubmit: (values: V) => Promise<void>
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A form in a dialog. Enter in a field and Ctrl+Enter anywhere save; Escape, the cross and Cancel close, after a question if something
 * was typed. The first invalid field gets the focus.
 */
export function FormDialog<V extends FieldValues>(props: FormDialogProps<V>) {
  const { form, title, subtitle, size, submitLabel, cancelLabel, onSubmit, onClose, children } = props
  const { isDirty, isSubmitting } = useFormState({ control: form.control })
  const [failure, setFailure] = useState<unknown>(null)
  const [isAsking, setAsking] = useState(false)
  const id = useId()

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await onSubmit(values)
    } catch (error) {
      setFailure(error)
    }
  })
  const close = () => (isDirty ? setAsking(true) : onClose())
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
          <Button onPress={close}>{cancelLabel}</Button>
          <Button variant="primary" type="submit" form={id} isPending={isSubmitting}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className={css.form} onSubmit={(event) => void submit(event)} onKeyDown={submitOnControlEnter}>
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.body}
          </Notice>
        )}
        {children}
      </form>
      {isAsking && (
        <ConfirmDialog
          title={discardText.title}
          body={discardText.body}
          confirmLabel={discardText.confirm}
          cancelLabel={discardText.keep}
          tone="danger"
          onConfirm={onClose}
          onClose={() => setAsking(false)}
        />
      )}
    </Dialog>
  )
}

function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

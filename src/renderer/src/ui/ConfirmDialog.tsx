import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface ConfirmDialogProps {
  readonly title: string
  readonly body: ReactNode
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly tone?: 'regular' | 'danger'
  readonly isOpen?: boolean
  /** May be async: the button waits for it, and the dialog stays open when it rejects (the caller shows why). `onClose` follows on success. */
  readonly onConfirm: () => unknown
  readonly onClose: () => void
}

/** Asks before something that is hard to undo. The safe button has the focus when `tone` is danger. */
export function ConfirmDialog({
  title,
  body,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'regular',
  isOpen = true,
  onConfirm,
  onClose
}: ConfirmDialogProps) {
  const [isPending, setPending] = useState(false)
  const confirm = async (): Promise<void> => {
    setPending(true)
    try {
      await onConfirm()
      onClose()
    } catch {
      // The caller reported it; the question stays open so that it can be tried again.
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus={tone === 'danger'}>
            {cancelLabel}
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            isPending={isPending}
            onPress={() => void confirm()}
            autoFocus={tone !== 'danger'}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{body}</div>
    </Dialog>
  )
}

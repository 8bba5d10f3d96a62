import { type ReactNode, useState } from 'react'
import { discardText } from '../text/forms.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

/** For a dialog with typed text: `close` asks first when there is something to lose; `question` is to be rendered inside the dialog. */
export function useDiscardQuestion(isDirty: boolean, onClose: () => void): { readonly close: () => void; readonly question: ReactNode } {
  const [isAsking, setAsking] = useState(false)
  return {
    close: () => (isDirty ? setAsking(true) : onClose()),
    question: isAsking && (
      <ConfirmDialog
        title={discardText.title}
        body={discardText.body}
        confirmLabel={discardText.confirm}
        cancelLabel={discardText.keep}
        tone="danger"
        onConfirm={onClose}
        onClose={() => setAsking(false)}
      />
    )
  }
}

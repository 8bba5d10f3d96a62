import type { Deadline } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { showToast } from '../../ui/Toast.tsx'

const text = deadlinesText

/** What changes a deadline at once, each with a way back in a toast. */
export function useDeadlineChanges() {
  const { deadlines } = useStores()
  const offerUndo = (message: string, undo: () => Promise<unknown>) =>
    showToast({ text: message, action: { label: text.actions.undo, onAction: () => void undo().catch(showFailure) } })
  return {
    async finish(deadline: Deadline, outcome: string): Promise<void> {
      await deadlines.finish(deadline.id, outcome)
      offerUndo(text.toasts.done(deadline.title), () => deadlines.reopen(deadline.id))
    },
    async cancel(deadline: Deadline, reason: string): Promise<void> {
      await deadlines.cancel(deadline.id, reason)
      offerUndo(text.toasts.cancelled(deadline.title), () => deadlines.reopen(deadline.id))
    },
    async snooze(deadline: Deadline, until: string | null): Promise<void> {
      await deadlines.snooze(deadline.id, until)
      const message = until === null ? text.toasts.awake(deadline.title) : text.toasts.snoozed(deadline.title, formatDate(until))
      offerUndo(message, () => deadlines.snooze(deadline.id, deadline.snoozedUntil))
    },
    async reopen(deadline: Deadline): Promise<void> {
      await deadlines.reopen(deadline.id)
      showToast({ text: text.toasts.reopened(deadline.title) })
    }
  }
}

import { useTransition } from 'react'
import { errorText } from '../api/error-text.ts'
import { showToast } from '../ui/Toast.tsx'

/** Shows why something failed, in the corner. */
export function showFailure(error: unknown): void {
  const { title, body } = errorText(error)
  showToast({ tone: 'bad', title, text: body })
}

/**
 * For a button that changes something: `isPending` from the press until the change is done and shown; a failure becomes a toast.
 * A second press while pending is ignored by the button itself.
 */
export function useChange(): readonly [isPending: boolean, run: (change: () => Promise<void>) => void] {
  const [isPending, start] = useTransition()
  const run = (change: () => Promise<void>) =>
    start(async () => {
      try {
        await change()
      } catch (error) {
        showFailure(error)
      }
    })
  return [isPending, run]
}

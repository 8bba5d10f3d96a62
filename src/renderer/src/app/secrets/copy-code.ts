import type { CopiedCode } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { authenticatorsText } from '../../text/authenticators.ts'
import { formatTime } from '../../text/dates.ts'
import { showToast } from '../../ui/Toast.tsx'
import { showFailure } from '../change.ts'

/** Seconds within which a copied code can hardly be pasted and sent. */
const soonSeconds = 5

/** Has main copy the code of an authenticator. One that was handed out before is said to be; one that is about to change is followed by the offer of the next. */
export function useCopyCode(authenticatorId: string): () => Promise<CopiedCode> {
  const client = useClient()
  const { accounts } = useStores()
  return async () => {
    const copied = await client.authenticators.copyCode({ id: authenticatorId })
    const secondsLeft = Math.ceil((copied.endsAt - Date.now()) / 1000)
    const { earlier } = copied
    const isSoon = secondsLeft <= soonSeconds
    if (!isSoon && earlier === null) return copied
    // Pressed after the change, the next code is the present one.
    const following = () => client.authenticators.copyCode({ id: authenticatorId, which: Date.now() < copied.endsAt ? 'next' : 'current' })
    showToast({
      tone: 'warn',
      text:
        earlier === null
          ? authenticatorsText.code.changesIn(secondsLeft)
          : authenticatorsText.code.alreadyCopied(formatTime(earlier.at), earlier.by, secondsLeft),
      ...(isSoon && {
        action: {
          label: authenticatorsText.code.copyFollowing,
          onAction: () => void accounts.copy(`authenticator:${authenticatorId}`, following).catch(showFailure)
        }
      })
    })
    return copied
  }
}

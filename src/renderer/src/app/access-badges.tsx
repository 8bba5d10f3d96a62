import { CircleCheck, CircleDashed, CircleX, Clock, Headset, Hourglass, type LucideIcon, Replace, User, UserX } from 'lucide-react'
import type { AccessCodeStatus, Recoverability } from '#contract'
import { accountsText } from '../text/accounts.ts'
import { recoveryText } from '../text/recovery.ts'
import { Badge } from '../ui/Badge.tsx'
import type { Tone } from '../ui/tone.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: LucideIcon
}

const accessCodeLooks: Record<AccessCodeStatus, Look> = {
  new: { tone: 'good', icon: CircleCheck },
  expiring: { tone: 'warn', icon: Clock },
  expired: { tone: 'bad', icon: CircleX },
  used: { tone: 'neutral', icon: CircleCheck },
  'used-by-other': { tone: 'bad', icon: UserX },
  'replacement-requested': { tone: 'info', icon: Hourglass },
  replaced: { tone: 'neutral', icon: Replace }
}

export const recoverabilityLooks: Record<Recoverability, Look> = {
  yes: { tone: 'good', icon: CircleCheck },
  'with-person': { tone: 'info', icon: User },
  'help-desk': { tone: 'warn', icon: Headset },
  no: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'neutral', icon: CircleDashed }
}

export function AccessCodeBadge({ status }: { readonly status: AccessCodeStatus }) {
  return <Badge {...accessCodeLooks[status]}>{accountsText.accessCode[status]}</Badge>
}

/** Whether anybody could get in today, in a word; the tooltip says it in full. */
export function RecoverabilityBadge({ value }: { readonly value: Recoverability }) {
  return (
    <span title={recoveryText.meaning[value]}>
      <Badge {...recoverabilityLooks[value]}>
        {value === 'unknown' ? (
          <>
            <span aria-hidden>{recoveryText.short.unknown}</span>
            <VisuallyHidden>{recoveryText.meaning.unknown}</VisuallyHidden>
          </>
        ) : (
          recoveryText.short[value]
        )}
      </Badge>
    </span>
  )
}

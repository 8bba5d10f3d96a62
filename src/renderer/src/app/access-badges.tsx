import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Headset,
  Hourglass,
  type LucideIcon,
  Replace,
  TrendingDown,
  TriangleAlert,
  User,
  UserX
} from 'lucide-react'
import type { AccessCodeStatus, BackupCodeStock, DraftStatus, PasscodeStatus, Recoverability } from '#contract'
import { accountsText } from '../text/accounts.ts'
import { backupBoardText } from '../text/backup-codes.ts'
import { draftsText } from '../text/drafts.ts'
import { passcodesText } from '../text/passcodes.ts'
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

const passcodeLooks: Record<PasscodeStatus, Look> = {
  waiting: { tone: 'info', icon: Hourglass },
  expiring: { tone: 'warn', icon: Clock },
  expired: { tone: 'bad', icon: CircleX },
  accepted: { tone: 'good', icon: CircleCheck },
  declined: { tone: 'bad', icon: UserX },
  replaced: { tone: 'neutral', icon: Replace }
}

const draftLooks: Record<DraftStatus, Look> = {
  open: { tone: 'info', icon: CircleDashed },
  expiring: { tone: 'warn', icon: Clock },
  lapsed: { tone: 'bad', icon: CircleX },
  filed: { tone: 'good', icon: CircleCheck },
  'given-up': { tone: 'neutral', icon: CircleX }
}

export const recoverabilityLooks: Record<Recoverability, Look> = {
  yes: { tone: 'good', icon: CircleCheck },
  'with-person': { tone: 'info', icon: User },
  'help-desk': { tone: 'warn', icon: Headset },
  no: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'neutral', icon: CircleDashed }
}

const stockLooks: Record<BackupCodeStock, Look> = {
  none: { tone: 'neutral', icon: CircleDashed },
  unused: { tone: 'good', icon: CircleCheck },
  low: { tone: 'warn', icon: TrendingDown },
  used: { tone: 'bad', icon: Ban },
  'presumed-stale': { tone: 'warn', icon: TriangleAlert }
}

export function StockBadge({ stock }: { readonly stock: BackupCodeStock }) {
  return <Badge {...stockLooks[stock]}>{backupBoardText.stocks[stock]}</Badge>
}

export function AccessCodeBadge({ status }: { readonly status: AccessCodeStatus }) {
  return <Badge {...accessCodeLooks[status]}>{accountsText.accessCode[status]}</Badge>
}

export function PasscodeBadge({ status }: { readonly status: PasscodeStatus }) {
  return <Badge {...passcodeLooks[status]}>{passcodesText.statuses[status]}</Badge>
}

export function DraftBadge({ status }: { readonly status: DraftStatus }) {
  return <Badge {...draftLooks[status]}>{draftsText.statuses[status]}</Badge>
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

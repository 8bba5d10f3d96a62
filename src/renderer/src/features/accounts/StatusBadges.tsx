import { Ban, Building2, CircleCheck, CircleDashed, Eye, type LucideIcon, ShieldCheck, TriangleAlert, User } from 'lucide-react'
import type { AuthenticatorState, BackupCodeStatus, CustodyMode } from '#contract'
import { accountsText } from '../../text/accounts.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Tone } from '../../ui/tone.ts'

interface Look {
  readonly tone: Tone
  readonly icon: LucideIcon
}

const custodyLooks: Record<CustodyMode, Look> = {
  'tracked-only': { tone: 'neutral', icon: Eye },
  'client-holds': { tone: 'neutral', icon: User },
  'firm-holds': { tone: 'info', icon: ShieldCheck },
  'firms-own': { tone: 'info', icon: Building2 }
}

const authenticatorLooks: Record<AuthenticatorState, Look> = {
  none: { tone: 'neutral', icon: CircleDashed },
  unconfirmed: { tone: 'warn', icon: TriangleAlert },
  confirmed: { tone: 'good', icon: CircleCheck }
}

const backupCodeLooks: Record<BackupCodeStatus, Look> = {
  none: { tone: 'neutral', icon: CircleDashed },
  unused: { tone: 'good', icon: CircleCheck },
  used: { tone: 'warn', icon: Ban },
  'presumed-stale': { tone: 'warn', icon: TriangleAlert }
}

export function CustodyBadge({ custody }: { readonly custody: CustodyMode }) {
  return <Badge {...custodyLooks[custody]}>{accountsText.custody[custody].short}</Badge>
}

export function AuthenticatorBadge({ state }: { readonly state: AuthenticatorState }) {
  return <Badge {...authenticatorLooks[state]}>{accountsText.authenticator[state]}</Badge>
}

/** `text` replaces the word where there is more to say, e.g. "7 of 10 unused". */
export function BackupCodeBadge({ status, text }: { readonly status: BackupCodeStatus; readonly text?: string }) {
  return <Badge {...backupCodeLooks[status]}>{text ?? accountsText.backupCode[status]}</Badge>
}

import { Circle, CircleCheck, Hourglass } from 'lucide-react'
import type { MatterStatus } from '#contract'
import { matterStatusNames } from '../../text/matters.ts'
import { Badge } from '../../ui/Badge.tsx'

const looks = {
  open: { tone: 'good', icon: Circle },
  pending: { tone: 'info', icon: Hourglass },
  closed: { tone: 'neutral', icon: CircleCheck }
} as const

export function MatterStatusBadge({ status }: { readonly status: MatterStatus }) {
  return <Badge {...looks[status]}>{matterStatusNames[status]}</Badge>
}

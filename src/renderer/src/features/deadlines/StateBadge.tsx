import {
  CalendarCheck,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  type LucideIcon,
  MoonStar,
  TriangleAlert,
  XCircle
} from 'lucide-react'
import type { DeadlineState } from '#contract'
import { deadlinesText } from '../../text/deadlines.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Tone } from '../../ui/tone.ts'

const looks: Record<DeadlineState, { readonly tone: Tone; readonly icon: LucideIcon }> = {
  overdue: { tone: 'bad', icon: CircleX },
  unanswered: { tone: 'warn', icon: CircleQuestionMark },
  today: { tone: 'bad', icon: TriangleAlert },
  'due-soon': { tone: 'warn', icon: Clock },
  later: { tone: 'neutral', icon: CalendarCheck },
  snoozed: { tone: 'info', icon: MoonStar },
  done: { tone: 'good', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: XCircle }
}

/** Of what reminders are due for, how long it has: they may begin half a year before. */
export function StateBadge({ state, daysLeft }: { readonly state: DeadlineState; readonly daysLeft: number }) {
  return <Badge {...looks[state]}>{state === 'due-soon' ? deadlinesText.dueIn(daysLeft) : deadlinesText.states[state]}</Badge>
}

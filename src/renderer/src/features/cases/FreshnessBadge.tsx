import { CircleCheck, CircleDashed, Clock, Gavel, type LucideIcon } from 'lucide-react'
import type { CaseFreshness } from '#contract'
import { casesText } from '../../text/cases.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Tone } from '../../ui/tone.ts'

const looks: Record<CaseFreshness, { readonly tone: Tone; readonly icon: LucideIcon }> = {
  fresh: { tone: 'good', icon: CircleCheck },
  stale: { tone: 'warn', icon: Clock },
  'never-checked': { tone: 'neutral', icon: CircleDashed },
  decided: { tone: 'neutral', icon: Gavel }
}

/** How old the last check of a case is, in a word. */
export function FreshnessBadge({ freshness }: { readonly freshness: CaseFreshness }) {
  return <Badge {...looks[freshness]}>{casesText.freshness[freshness]}</Badge>
}

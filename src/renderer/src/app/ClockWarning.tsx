import { ClockAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../api/context.tsx'
import { clockText, clockWarnings } from '../text/clock.ts'
import { Notice } from '../ui/Notice.tsx'
import css from './ClockWarning.module.css'

/** What speaks against the clock of this computer, as sentences. */
export function useClockWarnings(): readonly string[] {
  const { clock } = useStores()
  const state = useStore(clock, (answer) => answer.value)
  return state === null ? [] : clockWarnings(state)
}

/** Beside a code in a table: a sign with the reason as its name. Nothing while nothing speaks against the clock. */
export function ClockSign() {
  const warnings = useClockWarnings()
  if (warnings.length === 0) return null
  const reason = warnings.join(' ')
  return (
    <span role="img" aria-label={reason} title={reason} className={css.sign}>
      <ClockAlert size={16} aria-hidden />
    </span>
  )
}

/** Below a code: the reasons in full. */
export function ClockWarning({ action }: { readonly action?: ReactNode }) {
  const warnings = useClockWarnings()
  if (warnings.length === 0) return null
  return (
    <Notice tone="warn" title={clockText.title} action={action}>
      {warnings.join(' ')}
    </Notice>
  )
}

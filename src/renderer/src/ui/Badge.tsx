import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './Badge.module.css'
import type { Tone } from './tone.ts'

export interface BadgeProps {
  readonly tone?: Tone
  readonly icon?: LucideIcon | undefined
  readonly children: ReactNode
}

/** A state in a word or two. */
export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span className={`${css.badge} ${css[tone]}`}>
      {Icon && <Icon size={12} strokeWidth={2.25} aria-hidden />}
      <span className={css.text}>{children}</span>
    </span>
  )
}

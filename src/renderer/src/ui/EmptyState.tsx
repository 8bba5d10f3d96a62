import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './EmptyState.module.css'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly body?: ReactNode
  readonly actions?: ReactNode
}

/** Stands where a list would be: says why it is empty and what to do about it. */
export function EmptyState({ icon: Icon, title, body, actions }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <span className={css.icon}>
        <Icon size={22} strokeWidth={1.75} aria-hidden />
      </span>
      <h2 className={css.title}>{title}</h2>
      {body && <div className={css.body}>{body}</div>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  )
}

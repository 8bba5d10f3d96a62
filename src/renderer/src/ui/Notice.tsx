import type { ReactNode } from 'react'
import css from './Notice.module.css'
import { type Tone, toneIcons } from './tone.ts'

export interface NoticeProps {
  readonly tone?: Tone
  readonly title?: string | undefined
  readonly children?: ReactNode
  /** A button that acts on what the notice says. */
  readonly action?: ReactNode
}

/** A message in the flow of a screen. `bad` is announced at once, `warn` and `good` when the reader pauses. */
export function Notice({ tone = 'info', title, children, action }: NoticeProps) {
  const Icon = toneIcons[tone]
  const role = tone === 'bad' ? { role: 'alert' } : tone === 'warn' || tone === 'good' ? { role: 'status' } : {}
  return (
    <div className={`${css.notice} ${css[tone]}`} {...role}>
      <Icon size={16} aria-hidden />
      <div className={css.texts}>
        {title && <div className={css.title}>{title}</div>}
        {children && <div className={css.body}>{children}</div>}
      </div>
      {action && <div className={css.action}>{action}</div>}
    </div>
  )
}

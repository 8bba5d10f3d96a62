import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import css from './PageHeader.module.css'

export interface PageHeaderProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** Buttons at the right, the main one last. */
  readonly actions?: ReactNode
  /** Way up to the list this page belongs to. */
  readonly back?: { readonly href: string; readonly label: string } | undefined
}

/** The head of a screen; holds its only h1. */
export function PageHeader({ title, subtitle, actions, back }: PageHeaderProps) {
  return (
    <header className={css.header}>
      <div className={css.headings}>
        {back && (
          <Link href={back.href} quiet>
            <span className={css.back}>
              <ChevronLeft size={14} aria-hidden />
              {back.label}
            </span>
          </Link>
        )}
        <h1 className={css.title} tabIndex={-1}>
          {title}
        </h1>
        {subtitle && <div className={css.subtitle}>{subtitle}</div>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}

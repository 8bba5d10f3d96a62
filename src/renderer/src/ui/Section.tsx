import { type ReactNode, type Ref, useId } from 'react'
import css from './Section.module.css'

export interface SectionProps {
  readonly title: string
  /** Badges after the title. */
  readonly badges?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** No padding, for a list or table that reaches the edges. */
  readonly isFlush?: boolean
  /** The heading, which can take the focus when a link leads here. */
  readonly headingRef?: Ref<HTMLHeadingElement>
}

/** A framed part of a screen under its own h2. */
export function Section({ title, badges, actions, children, isFlush = false, headingRef }: SectionProps) {
  const id = useId()
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2 ref={headingRef} tabIndex={-1} className={css.title}>
          <span id={id}>{title}</span>
          {badges && <span className={css.badges}>{badges}</span>}
        </h2>
        {actions}
      </div>
      <div className={isFlush ? css.flush : css.body}>{children}</div>
    </section>
  )
}

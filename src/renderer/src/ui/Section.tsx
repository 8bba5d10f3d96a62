import { type ReactNode, type Ref, useEffect, useId, useRef } from 'react'
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
  /** The heading takes the focus as the section appears: it is the next step of a task, to be announced. */
  readonly focusTitle?: boolean
}

/** A framed part of a screen under its own h2. */
export function Section({ title, badges, actions, children, isFlush = false, headingRef, focusTitle = false }: SectionProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focusTitle) heading.current?.focus()
  }, [focusTitle])
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2 ref={headingRef ?? heading} tabIndex={-1} className={css.title}>
          <span id={id}>{title}</span>
          {badges && <span className={css.badges}>{badges}</span>}
        </h2>
        {actions}
      </div>
      <div className={isFlush ? css.flush : css.body}>{children}</div>
    </section>
  )
}

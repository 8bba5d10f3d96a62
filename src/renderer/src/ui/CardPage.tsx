import { type ReactNode, useEffect, useRef } from 'react'
import css from './CardPage.module.css'
import { Mark } from './Mark.tsx'

export interface CardPageProps {
  /** Name beside the mark. */
  readonly brand: string
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** At the right of the brand, such as the steps of a guided task. */
  readonly above?: ReactNode
  readonly below?: ReactNode
  readonly width?: 'narrow' | 'wide'
  /** Moves the focus to the title when the title changes, so that a new step is announced. Not while a field takes the focus itself. */
  readonly focusTitle?: boolean
}

/** One card in the middle of the window, for what comes before the application itself. */
export function CardPage({ brand, title, lead, children, above, below, width = 'narrow', focusTitle = false }: CardPageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title is what a new step is known by
  useEffect(() => {
    if (focusTitle) heading.current?.focus()
  }, [focusTitle, title])
  return (
    <main className={css.page}>
      <div className={`${css.column} ${css[width]}`}>
        <div className={css.brand}>
          <Mark size={28} />
          {brand}
          {above && <div className={css.above}>{above}</div>}
        </div>
        <div className={css.card}>
          <div>
            <h1 className={css.title} tabIndex={-1} ref={heading}>
              {title}
            </h1>
            {lead && <p className={css.lead}>{lead}</p>}
          </div>
          {children}
        </div>
        {below && <div className={css.below}>{below}</div>}
      </div>
    </main>
  )
}

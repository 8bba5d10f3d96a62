import type { ReactNode } from 'react'
import { Tooltip } from 'react-aria-components'
import css from './Button.module.css'

/** The bubble of a tooltip; goes inside React Aria's TooltipTrigger beside what it explains. */
export function Hint({
  children,
  placement = 'top'
}: {
  readonly children: ReactNode
  readonly placement?: 'top' | 'right' | 'bottom' | 'left'
}) {
  return (
    <Tooltip offset={6} placement={placement} className={css.tooltip}>
      {children}
    </Tooltip>
  )
}

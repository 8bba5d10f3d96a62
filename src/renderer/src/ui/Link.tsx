import type { ReactNode } from 'react'
import { Link as AriaLink } from 'react-aria-components'
import css from './Link.module.css'

export interface LinkProps {
  /** A place inside the app, such as `#/clients`. */
  readonly href: string
  readonly children: ReactNode
  /** Looks like the text around it until hovered; for names in lists. */
  readonly quiet?: boolean
}

export function Link({ href, children, quiet = false }: LinkProps) {
  return (
    <AriaLink href={href} className={quiet ? `${css.link} ${css.quiet}` : css.link}>
      {children}
    </AriaLink>
  )
}
